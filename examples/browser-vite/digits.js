import * as tf from '@tensorflow/tfjs';

export const side = 14;
const fonts = ['serif', 'sans-serif', 'monospace', 'cursive'];

/** Draws digits in several fonts, turned and moved at random, until there are so many; {x, y} as tensors. */
export function drawDigits(count) {
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  const images = new Float32Array(count * side * side);
  const labels = Int32Array.from({length: count}, (_, i) => i % 10);
  const around = (middle, width) => middle + width * (Math.random() - 0.5);
  for (const [i, label] of labels.entries()) {
    pen.resetTransform();
    pen.fillStyle = 'black';
    pen.fillRect(0, 0, side, side);
    pen.fillStyle = 'white';
    pen.font = `${around(12, 3)}px ${fonts[Math.floor(Math.random() * fonts.length)]}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.translate(around(side / 2, 3), around(side / 2 + 0.5, 3));
    pen.rotate(around(0, 0.6));
    pen.fillText(String(label), 0, 0);
    const {data} = pen.getImageData(0, 0, side, side);
    for (let p = 0; p < side * side; p++) images[i * side * side + p] = data[4 * p] / 255;
  }
  return {
    x: tf.tensor4d(images, [count, side, side, 1]),
    y: tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat()),
  };
}
