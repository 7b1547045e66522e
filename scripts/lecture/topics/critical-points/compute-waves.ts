import {Matrix, solve} from 'ml-matrix';
import {randomStream} from '../../../../lib/base/random.ts';
import {negatives} from './compute-chance.ts';

/** A sum of waves with random phases and sizes: f(x) = sum a cos(k'x + p), periodic in every direction. */
interface Waves {
  readonly k: number[][];
  readonly a: number[];
  readonly p: number[];
}

const grid = (dimensions: number, values: readonly number[]): number[][] =>
  dimensions === 0 ? [[]] : grid(dimensions - 1, values).flatMap((point) => values.map((value) => [...point, value]));

function randomWaves(dimensions: number, longest: number, seed: number): Waves {
  const random = randomStream(seed, 'waves', dimensions);
  const whole = Array.from({length: 2 * longest + 1}, (_, i) => i - longest);
  // Of k and -k, which are the same wave, the one whose first number that is not 0 is positive.
  const k = grid(dimensions, whole).filter((each) => {
    const squared = each.reduce((sum, value) => sum + value * value, 0);
    return squared > 0 && squared <= longest ** 2 && each.find((value) => value !== 0)! > 0;
  });
  return {k, a: k.map(() => random.normal()), p: k.map(() => 2 * Math.PI * random.uniform())};
}

/** Gradient and Hessian at a point. */
function derivatives({k, a, p}: Waves, x: readonly number[]): {gradient: number[]; hessian: Float64Array} {
  const n = x.length;
  const [gradient, hessian] = [Array.from({length: n}, () => 0), new Float64Array(n * n)];
  for (const [w, wave] of k.entries()) {
    const phase = wave.reduce((sum, value, i) => sum + value * x[i]!, p[w]!);
    const [sine, cosine] = [a[w]! * Math.sin(phase), a[w]! * Math.cos(phase)];
    for (let i = 0; i < n; i++) {
      gradient[i]! -= wave[i]! * sine;
      for (let j = 0; j < n; j++) hessian[i * n + j]! -= wave[i]! * wave[j]! * cosine;
    }
  }
  return {gradient, hessian};
}

function newton(waves: Waves, start: readonly number[]): number[] | null {
  let x = [...start];
  for (let step = 0; step < 30; step++) {
    const {gradient, hessian} = derivatives(waves, x);
    const size = Math.hypot(...gradient);
    if (size < 1e-10) return x.map((value) => value - 2 * Math.PI * Math.floor(value / (2 * Math.PI)));
    const n = x.length;
    const rows = Array.from({length: n}, (_, i) => Array.from(hessian.subarray(i * n, (i + 1) * n)));
    const move =
      n === 1 ? [gradient[0]! / hessian[0]!] : solve(new Matrix(rows), Matrix.columnVector(gradient)).to1DArray();
    // A long step leads anywhere: other starts are nearer to what is there.
    const length = Math.hypot(...move);
    if (!(length < 3)) return null;
    x = x.map((value, i) => value - move[i]!);
  }
  return null;
}

/** The critical points of one random function of so many numbers, by their index: the number of directions that lead down. */
export function criticalPoints(
  dimensions: number,
  {longest, starts, seed}: {longest: number; starts: number; seed: number},
): {byIndex: number[]; euler: number} {
  const waves = randomWaves(dimensions, longest, seed);
  const places = Array.from({length: starts}, (_, i) => (2 * Math.PI * (i + 0.5)) / starts);
  const found = new Map<string, number>();
  for (const start of grid(dimensions, places)) {
    const point = newton(waves, start);
    if (point === null) continue;
    const cells = Math.round((2 * Math.PI) / 1e-5);
    const key = point.map((value) => Math.round(value / 1e-5) % cells).join();
    if (!found.has(key)) found.set(key, negatives(derivatives(waves, point).hessian, dimensions));
  }
  const byIndex = Array.from({length: dimensions + 1}, () => 0);
  for (const index of found.values()) byIndex[index]!++;
  // On a torus the alternating sum over the indices is 0 (Morse): it tells whether all were found.
  return {byIndex, euler: byIndex.reduce((sum, count, index) => sum + (index % 2 === 0 ? count : -count), 0)};
}

/** Shares of minima of isotropic Gaussian functions: 1/2, 1/4, and in three dimensions that of Bardeen and others (1986). */
export const waveMinima: readonly number[] = [
  1 / 2,
  1 / 4,
  (29 * Math.sqrt(15) - 18 * Math.sqrt(10)) / (116 * Math.sqrt(15)),
];
