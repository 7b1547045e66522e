import type {Verdict} from './topic.ts';

type Numbers = number | readonly number[];

const list = (numbers: Numbers): readonly number[] => (typeof numbers === 'number' ? [numbers] : numbers);

/** Whether numbers, written with so many decimals, are those that are printed. */
function agree(printed: Numbers, values: Numbers, decimals: number): boolean {
  const [all, ours] = [list(printed), list(values)];
  // Half a unit of the last digit, and what a number in binary is off.
  const most = 0.5 * 10 ** -decimals * (1 + 1e-9);
  return all.length === ours.length && all.every((value, i) => Math.abs(value - ours[i]!) <= most);
}

/**
 * The verdict on printed numbers: `exact` where they are the right ones to their last digit, `rounded intermediate` where they are
 * what comes of rounding on the way, and `slip` else.
 *
 * @param rounded what comes of rounding on the way
 * @param decimals of the printed numbers
 */
export function onPrinted(
  {printed, right, rounded}: {printed: Numbers; right: Numbers; rounded?: Numbers},
  decimals: number,
): Verdict {
  if (agree(printed, right, decimals)) return 'exact';
  return rounded !== undefined && agree(printed, rounded, decimals) ? 'rounded intermediate' : 'slip';
}

/** The verdict on a claim: it holds everywhere, only under conditions that are met sometimes, or not at all. */
export function onClaim({always, sometimes}: {always: boolean; sometimes: boolean}): Verdict {
  if (always) return 'holds';
  return sometimes ? 'holds with conditions' : 'does not hold';
}

/** The verdict on a claim that is tried with several seeds: all agree, at least two in three do, or fewer. */
export function onSeeds({agreed, seeds}: {agreed: number; seeds: number}): Verdict {
  return onClaim({always: seeds > 0 && agreed === seeds, sometimes: seeds > 0 && agreed / seeds >= 2 / 3});
}
