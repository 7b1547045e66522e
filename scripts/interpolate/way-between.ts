import type {PathPoint} from '../../lib/landscape/index.ts';
import {formatNumber} from '../report/number-format.ts';

/** How the loss goes from one given end to the other. */
export type Way = 'falls' | 'rises' | 'level' | 'neither';

/**
 * How the training loss goes between two ends of which neither is the start of the other: a rise all along is no bump, but the way
 * from the better one to the worse one.
 *
 * @param points those between the ends count
 * @param tolerance differences of at most this are rounding
 */
export function wayBetween(points: readonly PathPoint[], tolerance = 1e-6): Way {
  const losses = points.filter(({alpha}) => alpha >= 0 && alpha <= 1).map((point) => point['trainLoss'] as number);
  const steps = losses.slice(1).map((loss, i) => loss - losses[i]!);
  const [falls, rises] = [steps.every((step) => step <= tolerance), steps.every((step) => step >= -tolerance)];
  if (falls && rises) return 'level';
  return falls ? 'falls' : rises ? 'rises' : 'neither';
}

const words: Readonly<Record<Way, string>> = {
  falls: 'falls all along',
  rises: 'rises all along',
  level: 'stays the same',
  neither: 'neither falls nor rises all along',
};

/** The way with the barrier on it, which a loss that falls or rises all along has, too, where it does so faster at first or at last. */
export const wayWords = (way: Way, barrier: number): string =>
  `${words[way]}, ${barrier > 0 ? `with a barrier of ${formatNumber(barrier)}` : 'without a barrier'}`;
