import {checkPath, type Path} from './check-path.ts';

export interface Barrier {
  /** max over the path of the loss minus the straight line between its ends, >= 0; NaN where a loss is NaN. */
  readonly height: number;
  /** The alpha where it is; the first end where there is none, the first NaN where a loss is NaN. */
  readonly at: number;
}

/** The loss minus the straight line between the losses at the ends of the path. */
export function aboveChord({alphas, losses}: Path): number[] {
  const last = losses.length - 1;
  const length = alphas[last]! - alphas[0]!;
  return losses.map((loss, i) => {
    // At the ends the difference is 0 by definition, also where the loss is infinite.
    if (i === 0 || i === last) return Number.isNaN(loss) ? Number.NaN : 0;
    const share = (alphas[i]! - alphas[0]!) / length;
    return loss - ((1 - share) * losses[0]! + share * losses[last]!);
  });
}

/**
 * The height of the barrier between the two ends of a path.
 *
 * B = max_a [L(a) - ((1 - s) L(first) + s L(last))], s = (a - first) / (last - first)
 *
 * @param losses along the path, both ends included
 * @param alphas their positions, increasing; default evenly spaced on [0, 1]
 * @throws TypeError, RangeError for other arguments
 * @example
 * barrier([1, 4, 2]).height; // 2.5
 *
 * Frankle, Dziugaite, Roy & Carbin, Linear mode connectivity and the lottery ticket hypothesis, 2020.
 */
export function barrier(losses: readonly number[], alphas?: readonly number[]): Barrier {
  const path = checkPath('barrier', losses, alphas);
  const heights = aboveChord(path);
  const unknown = heights.findIndex(Number.isNaN);
  if (unknown >= 0) return {height: Number.NaN, at: path.alphas[unknown]!};
  const top = heights.reduce((best, height, i) => (height > heights[best]! ? i : best), 0);
  return {height: heights[top]!, at: path.alphas[top]!};
}
