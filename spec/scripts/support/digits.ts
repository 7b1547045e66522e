import {join} from 'node:path';
import {idx, noise, writeFiles} from '../../lib/data/support/fake-set.ts';

/** Images of a class are faint noise with a bright bar in its own place, so that a network learns them in a few updates. */
function images(count: number, start: number): Buffer {
  const pixels = Buffer.from(noise(count * 784, start).map((byte) => byte >> 4));
  for (let example = 0; example < count; example++) {
    const top = 2 * ((example * 7) % 10) + 4;
    pixels.fill(255, example * 784 + top * 28, example * 784 + (top + 2) * 28);
  }
  return idx([count, 28, 28], pixels);
}

const labels = (count: number) =>
  idx(
    [count],
    Uint8Array.from({length: count}, (_, example) => (example * 7) % 10),
  );

/** Writes a data folder of made-up digits in the published format: 300 to train and 100 to test. */
export function writeDigits(folder: string): string {
  return writeFiles(join(folder, 'digits'), {
    'train-images-idx3-ubyte': images(300, 1),
    'train-labels-idx1-ubyte': labels(300),
    't10k-images-idx3-ubyte': images(100, 2),
    't10k-labels-idx1-ubyte': labels(100),
  });
}
