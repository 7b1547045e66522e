import {randomStream} from '../../base/random.ts';
import type {ProbedOperator} from '../operator.ts';
import {combination, randomNormal} from '../vectors.ts';
import {Lanczos, resolution, type RitzValues} from './lanczos.ts';

/** Which end of the spectrum. */
export type End = 'largest' | 'smallest' | 'both';

/** An eigenvalue with its vector and what is known of its error. */
export interface Eigenpair {
  readonly value: number;
  /** |A y - value y|: an eigenvalue of A is that near. */
  readonly residual: number;
  /** Of length 1. */
  readonly vector: Float32Array;
}

export interface ExtremalOptions {
  readonly k: number;
  readonly end: End;
  /** A value has converged when its residual is at most this times its magnitude. */
  readonly tolerance: number;
  /** Most steps of one run of Lanczos. */
  readonly steps: number;
  readonly seed: number;
}

/** Steps between two looks at the values, which cost a little: more as the run gets longer. */
const patience = (steps: number): number => Math.max(4, Math.floor(steps / 8));

/** The indices of the values that are wanted: k at each end that is asked for. */
function wantedIndices({values}: RitzValues, {k, end}: ExtremalOptions): number[] {
  const all = Array.from(values, (_, i) => i);
  const low = end === 'largest' ? [] : all.slice(0, k);
  const high = end === 'smallest' ? [] : all.slice(-k);
  return [...new Set([...low, ...high])];
}

/** The k best of each end. */
function selectPairs(pairs: readonly Eigenpair[], {k, end}: ExtremalOptions): Eigenpair[] {
  const sorted = [...pairs].sort((a, b) => b.value - a.value);
  if (end === 'largest') return sorted.slice(0, k);
  if (end === 'smallest') return sorted.slice(-k).reverse();
  return sorted.length <= 2 * k ? sorted : [...sorted.slice(0, k), ...sorted.slice(-k)];
}

/**
 * The eigenpairs at the ends of the spectrum of a symmetric operator.
 *
 * A run of Lanczos sees a multiple eigenvalue once. So after a run has converged, another looks for more in the space orthogonal to
 * what was found, and so on until one finds nothing that belongs among the k.
 *
 * @returns for 'largest' and 'both' in descending order, for 'smallest' in ascending order
 */
export async function extremalEigenpairs(operator: ProbedOperator, options: ExtremalOptions): Promise<Eigenpair[]> {
  const {k, end, tolerance, seed} = options;
  const random = randomStream(seed, 'lanczos');
  const fresh = () => randomNormal(operator.size, random);
  const found: Eigenpair[] = [];
  let scale = 0;
  const isFound = (value: number, residual: number): boolean =>
    residual <= Math.max(tolerance * Math.abs(value), 2 * resolution * scale);

  /** Whether a value of a later run belongs among the best that are known. */
  const belongs = (value: number): boolean => {
    const best = selectPairs(found, options).map((pair) => pair.value);
    const margin = Math.max(tolerance * Math.abs(value), resolution * scale);
    const [high, low] = end === 'both' ? [best[k - 1], best.at(-k)] : [best.at(-1), best.at(-1)];
    if (best.length < (end === 'both' ? 2 * k : k)) return true;
    return (end !== 'smallest' && value > high! + margin) || (end !== 'largest' && value < low! - margin);
  };

  while (found.length < operator.size) {
    const isFirst = found.length === 0;
    const lanczos = new Lanczos(operator, fresh(), {locked: found.map(({vector}) => vector), fresh});
    let [ritz, chosen]: [RitzValues | null, number[]] = [null, []];
    let look = isFirst ? Math.min(2 * k + 8, options.steps) : 6;
    while (!lanczos.isExhausted && lanczos.steps < options.steps) {
      await lanczos.step();
      scale = Math.max(scale, lanczos.scale);
      if (lanczos.steps < look && !lanczos.isExhausted && lanczos.steps < options.steps) continue;
      look = lanczos.steps + patience(lanczos.steps);
      ritz = lanczos.ritz();
      const {values, residuals} = ritz;
      const wanted = wantedIndices(ritz, options);
      chosen = isFirst ? wanted : wanted.filter((i) => belongs(values[i]!));
      const extremes = wanted.filter((i) => i === 0 || i === values.length - 1);
      // An extreme that stays within the known values by its residual brings nothing new.
      const settled = extremes.every(
        (i) => chosen.includes(i) || !(belongs(values[i]! + residuals[i]!) || belongs(values[i]! - residuals[i]!)),
      );
      const enough = !isFirst || wanted.length >= Math.min(end === 'both' ? 2 * k : k, operator.size);
      if (enough && settled && chosen.every((i) => isFound(values[i]!, residuals[i]!))) break;
    }
    if (ritz === null || chosen.length === 0) break;
    const {values, residuals, vectors} = ritz;
    for (const i of chosen) {
      const coefficients = vectors.map((row) => row[i]!);
      const vector = combination(coefficients, lanczos.basis, operator.size);
      found.push({value: values[i]!, residual: residuals[i]!, vector});
    }
    // A basis of the whole space has seen everything. What did not converge within the steps allowed is given with its residual.
    if (isFirst && lanczos.steps === operator.size) break;
    if (chosen.some((i) => !isFound(values[i]!, residuals[i]!))) break;
  }
  return selectPairs(found, options);
}
