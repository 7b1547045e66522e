import {randomStream} from '../../base/random.ts';
import {type Estimate, times} from '../estimate.ts';
import {massBelow, type MassEstimate, massNearZero} from '../density/mass.ts';
import {extremalEigenpairs} from '../lanczos/extremal.ts';
import {Lanczos} from '../lanczos/lanczos.ts';
import {stochasticQuadrature} from '../lanczos/quadrature.ts';
import type {ProbedOperator} from '../operator.ts';
import {randomNormal} from '../vectors.ts';

/** Signs of the eigenvalues of a matrix. */
export interface Inertia {
  readonly smallest: number;
  readonly largest: number;
  /** Number of eigenvalues below -floor. */
  readonly index: MassEstimate;
  /** Number of eigenvalues within the floor of zero. */
  readonly zeros: Estimate;
  /** Magnitudes up to this count as zero. */
  readonly floor: number;
  /** Whether every eigenvalue was computed; else the numbers are estimates from random vectors. */
  readonly isExact: boolean;
}

/** Zero is what is below this fraction of the largest magnitude: ten times the rounding of a product. */
const relativeFloor = 1e-5;

/** Draws of the estimate. */
const draws = 4;

/** Signs of all eigenvalues, where `steps` are enough for each to be computed, else the ends and an estimate. */
export async function inertia(
  operator: ProbedOperator,
  {steps, seed}: {steps: number; seed: number},
): Promise<Inertia> {
  const {size} = operator;
  if (size <= steps) {
    const random = randomStream(seed, 'inertia');
    const fresh = () => randomNormal(size, random);
    const lanczos = new Lanczos(operator, fresh(), {fresh});
    while (!lanczos.isExhausted) await lanczos.step();
    const {values} = lanczos.ritz();
    const [smallest, largest] = [values[0]!, values.at(-1)!];
    const floor = relativeFloor * Math.max(Math.abs(smallest), Math.abs(largest));
    const count = (is: (value: number) => boolean): number => values.filter(is).length;
    const below = count((value) => value < -floor);
    const index = {value: below, standardError: 0, low: below, high: below};
    const zeros = {value: count((value) => Math.abs(value) <= floor), standardError: 0};
    return {smallest, largest, index, zeros, floor, isExact: true};
  }
  const ends = await extremalEigenpairs(operator, {k: 1, end: 'both', tolerance: 1e-3, steps, seed});
  const [largest, smallest] = [ends[0]!.value, ends.at(-1)!.value];
  const floor = relativeFloor * Math.max(Math.abs(smallest), Math.abs(largest));
  const quadratures = await stochasticQuadrature(operator, {draws, steps: Math.ceil(steps / draws), seed});
  const index = massBelow(quadratures, -floor, size);
  return {smallest, largest, index, zeros: times(massNearZero(quadratures, floor), size), floor, isExact: false};
}
