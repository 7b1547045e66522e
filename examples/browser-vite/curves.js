const colours = ['#0072b2', '#d55e00', '#00795a', '#a84c85'];
const margin = {left: 48, right: 12, top: 28, bottom: 28};

/** Draws a line for each list of losses, by their logarithm, as large as the canvas is shown. */
export function drawCurves(canvas, legend, curves, epochs) {
  const {clientWidth: width, clientHeight: height} = canvas;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const pen = canvas.getContext('2d');
  pen.scale(devicePixelRatio, devicePixelRatio);
  pen.font = '14px system-ui';
  pen.strokeStyle = pen.fillStyle = '#555';

  const [right, bottom] = [width - margin.right, height - margin.bottom];
  const all = Object.values(curves).flat();
  const [low, high] = [Math.log(Math.min(...all)), Math.log(Math.max(...all))];
  const place = (loss, i) => [
    margin.left + ((right - margin.left) * i) / (epochs - 1),
    margin.top + ((bottom - margin.top) * (high - Math.log(loss))) / (high - low || 1),
  ];
  pen.strokeRect(margin.left, margin.top, right - margin.left, bottom - margin.top);
  pen.fillText('test loss, logarithmic', margin.left, margin.top - 10);
  pen.textAlign = 'right';
  pen.fillText(Math.exp(high).toFixed(2), margin.left - 6, margin.top + 10);
  if (low < high) pen.fillText(Math.exp(low).toFixed(2), margin.left - 6, bottom);
  pen.fillText(`epoch ${epochs}`, right, bottom + 20);
  pen.textAlign = 'left';
  pen.fillText('epoch 1', margin.left, bottom + 20);

  pen.lineWidth = 2;
  for (const [k, losses] of Object.values(curves).entries()) {
    pen.strokeStyle = pen.fillStyle = colours[k];
    pen.beginPath();
    for (const [i, loss] of losses.entries()) pen.lineTo(...place(loss, i));
    pen.stroke();
    // One point alone is no line.
    if (losses.length === 1) pen.fillRect(...place(losses[0], 0).map((at) => at - 3), 6, 6);
  }
  legend.replaceChildren(
    ...Object.keys(curves).map((name, k) => {
      const word = document.createElement('span');
      word.textContent = `${name} `;
      word.style.color = colours[k];
      return word;
    }),
  );
}
