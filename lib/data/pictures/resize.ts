import type {Picture} from './picture.ts';

/** The pixels that one pixel is made of along an axis, from the first on, and the share of each. */
interface Share {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Of fewer pixels each is the mean of those that it covers, parts of pixels included; of more, each lies between its two nearest. */
function sharesOf(from: number, to: number): Share[] {
  const scale = from / to;
  return Array.from({length: to}, (_, index): Share => {
    if (to < from) {
      const [start, end] = [index * scale, (index + 1) * scale];
      const first = Math.floor(start);
      const last = Math.min(from, Math.ceil(end - 1e-9));
      const weights = Array.from({length: last - first}, (_, i) => {
        const [left, right] = [Math.max(start, first + i), Math.min(end, first + i + 1)];
        return (right - left) / scale;
      });
      return {first, weights};
    }
    const center = Math.min(Math.max((index + 0.5) * scale - 0.5, 0), from - 1);
    const first = Math.min(Math.floor(center), from - 1);
    const weight = center - first;
    return weight === 0 ? {first, weights: [1]} : {first, weights: [1 - weight, weight]};
  });
}

/**
 * A picture in another size: the mean over the area of each pixel along an axis that shrinks, bilinear along one that grows.
 *
 * @param size height and width
 */
export function resize({width, height, data}: Picture, [rows, columns]: readonly [number, number]): Picture {
  if (rows === height && columns === width) return {width, height, data};
  const across = sharesOf(width, columns);
  const down = sharesOf(height, rows);
  const narrow = new Float64Array(height * columns * 3);
  for (let y = 0; y < height; y++) {
    for (const [x, {first, weights}] of across.entries()) {
      for (const [i, weight] of weights.entries()) {
        const from = 3 * (y * width + first + i);
        const to = 3 * (y * columns + x);
        for (let colour = 0; colour < 3; colour++) narrow[to + colour]! += weight * data[from + colour]!;
      }
    }
  }
  const result = new Uint8Array(rows * columns * 3);
  const row = new Float64Array(columns * 3);
  for (const [y, {first, weights}] of down.entries()) {
    row.fill(0);
    for (const [i, weight] of weights.entries()) {
      const from = (first + i) * row.length;
      for (let x = 0; x < row.length; x++) row[x]! += weight * narrow[from + x]!;
    }
    for (let x = 0; x < row.length; x++) result[y * row.length + x] = Math.round(row[x]!);
  }
  return {width: columns, height: rows, data: result};
}
