/** A step from one number to the next, in the precision of the numbers. */
type Round = (value: number) => number;

/** y and its gradient after n layers of diag(a, b). */
export interface Products {
  readonly y: number;
  /** dy/da, dy/db */
  readonly gradient: readonly [number, number];
}

/**
 * Goes forward through n layers h <- diag(a, b) h and back again, as a network does: y = h_1 + h_2 after the last layer, and each
 * layer adds its own share of the gradient, since all share their weights.
 *
 * @param round `Math.fround` for the numbers of a network on a device, float64 without it
 */
export function throughLayers(
  [a, b]: readonly [number, number],
  n: number,
  {x = [1, 1], round = (value: number) => value}: {x?: readonly [number, number]; round?: Round} = {},
): Products {
  const one = (weight: number, input: number): [end: number, slope: number] => {
    const inputs: number[] = [];
    let h = round(input);
    for (let k = 0; k < n; k++) {
      inputs.push(h);
      h = round(weight * h);
    }
    let [upstream, slope] = [1, 0];
    for (const before of inputs.toReversed()) {
      slope = round(slope + round(upstream * before));
      upstream = round(upstream * weight);
    }
    return [h, slope];
  };
  const [[end1, slope1], [end2, slope2]] = [one(a, x[0]), one(b, x[1])];
  return {y: round(end1 + end2), gradient: [slope1, slope2]};
}

/** The closed form: y = a^n x1 + b^n x2, its gradient (n a^(n-1) x1, n b^(n-1) x2). */
export const closedForm = (
  [a, b]: readonly [number, number],
  n: number,
  [x1, x2]: readonly [number, number] = [1, 1],
): Products => ({y: a ** n * x1 + b ** n * x2, gradient: [n * a ** (n - 1) * x1, n * b ** (n - 1) * x2]});

/** The first n from 1 on for which something is so, null up to `most` if there is none. */
export function firstLayers(isSo: (n: number) => boolean, most = 2000): number | null {
  for (let n = 1; n <= most; n++) if (isSo(n)) return n;
  return null;
}

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** A chain of n logistic neurons h <- s(w h): the slopes w s'(z) of each, and the slope of the whole, by differences and as their product. */
export function chain(weight: number, n: number, input = 0.5): {slopes: number[]; product: number; difference: number} {
  const end = (start: number): number => {
    let h = start;
    for (let k = 0; k < n; k++) h = logistic(weight * h);
    return h;
  };
  let h = input;
  const slopes = Array.from({length: n}, () => {
    h = logistic(weight * h);
    return weight * h * (1 - h);
  });
  const step = 1e-3;
  return {
    slopes,
    product: slopes.reduce((product, slope) => product * slope, 1),
    difference: (end(input + step) - end(input - step)) / (2 * step),
  };
}

/** The straight line through points by least squares: its slope, and the share of the variance that it leaves unexplained. */
export function straightLine(y: readonly number[]): {slope: number; left: number} {
  const [n, middle] = [y.length, (y.length - 1) / 2];
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const spread = y.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  const slope = y.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / spread;
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const rest = y.reduce((sum, value, i) => sum + (value - mean - slope * (i - middle)) ** 2, 0);
  return {slope, left: total === 0 ? 0 : rest / total};
}
