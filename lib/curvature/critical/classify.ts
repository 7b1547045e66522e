import {probedOperator} from '../operator.ts';
import type {ProbeOptions} from '../probe-options.ts';
import type {LossProblem} from '../problem/loss-problem.ts';
import {norm} from '../vectors.ts';
import {type Inertia, inertia} from './inertia.ts';

/** What a point of a loss surface is, to second order. */
export type PointKind = 'minimum' | 'maximum' | 'saddle' | 'degenerate' | 'gradient-flat' | 'not critical';

export interface CriticalPoint extends Inertia {
  readonly kind: PointKind;
  /** Whether the point is critical but has eigenvalues that are zero: the second-order test leaves these directions open. */
  readonly isDegenerate: boolean;
  readonly loss: number;
  /** |g| */
  readonly gradientNorm: number;
  /** |Hg| / |g|; null where the gradient is zero. */
  readonly relativeCurvature: number | null;
  /** The same in words. */
  readonly verdict: string;
}

export interface ClassifyOptions extends Omit<ProbeOptions, 'seed'> {
  readonly seed: number;
  readonly gradientTolerance: number;
  readonly flatTolerance: number;
  readonly steps: number;
}

function kindOf(found: Inertia, criterion: {isCritical: boolean; isFlat: boolean}): PointKind {
  if (!criterion.isCritical) return criterion.isFlat ? 'gradient-flat' : 'not critical';
  const [up, down] = [found.largest > found.floor, found.smallest < -found.floor];
  if (up && down) return 'saddle';
  if (up) return 'minimum';
  return down ? 'maximum' : 'degenerate';
}

const round = (value: number): string => value.toPrecision(3);

/** @param flatTolerance up to which share of the largest curvature |Hg|/|g| is flat */
function describe(point: Omit<CriticalPoint, 'verdict'>, flatTolerance: number): string {
  const {kind, gradientNorm, relativeCurvature, smallest, largest, index, isExact, isDegenerate} = point;
  const counted = `${isExact ? index.value : `${Math.round(index.low)} to ${Math.round(index.high)}`} negative eigenvalues`;
  const facts = `|g| ${round(gradientNorm)}, eigenvalues from ${round(smallest)} to ${round(largest)}, ${counted}`;
  const open = isDegenerate ? '; some eigenvalues are zero, the second-order test leaves these directions open' : '';
  if (kind === 'gradient-flat') {
    return (
      `gradient-flat: no critical point, but |Hg|/|g| is only ${round(relativeCurvature!)}, at most ` +
      `${flatTolerance} of the largest |eigenvalue|, so that methods which lower |g| stop ` +
      `here; ${facts}`
    );
  }
  return `${kind}: ${facts}${open}`;
}

/** What kind of point the weights of a problem are at. */
export async function classify(
  owner: string,
  problem: LossProblem,
  {gradientTolerance, flatTolerance, steps, seed, ...probe}: ClassifyOptions,
): Promise<CriticalPoint> {
  const {loss, gradient} = await problem.gradient();
  const matrix = problem.matrix();
  const expected = () => 1 + (matrix.size <= steps ? matrix.size : steps + 30);
  const operator = probedOperator(owner, matrix, {...probe, expected});
  const gradientNorm = norm(gradient);
  // Of unit length, so that a small gradient keeps its digits.
  const direction = gradient.map((value) => value / gradientNorm);
  const relativeCurvature = gradientNorm === 0 ? null : norm(await operator.apply(direction));
  const found = await inertia(operator, {steps, seed});
  const scale = Math.max(Math.abs(found.smallest), Math.abs(found.largest));
  const isCritical = gradientNorm <= gradientTolerance;
  const isFlat = relativeCurvature !== null && relativeCurvature <= flatTolerance * scale;
  const kind = kindOf(found, {isCritical, isFlat});
  // Estimates from random vectors count a single zero as about one or not at all; half of one is none.
  const isDegenerate = isCritical && found.zeros.value >= 0.5;
  const point = {...found, kind, isDegenerate, loss, gradientNorm, relativeCurvature};
  return {...point, verdict: describe(point, flatTolerance)};
}
