/** A vertical scale: where it ends, and where its ticks are. */
export interface Scale {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [low: number, high: number];
  /** Only of a logarithmic scale; a linear one leaves them to Vega. */
  readonly ticks?: readonly number[];
}

/** A range this many times its least value is drawn on a logarithmic scale. */
const logarithmicFrom = 8;

/** Most decades shown below the greatest value, so that one zero or one outlier does not flatten everything else. */
const decades = 8;

/** Most ticks of a logarithmic scale. */
const mostTicks = 9;

function logarithmicTicks(low: number, high: number): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const powers = Array.from({length: to - from + 1}, (_, index) => from + index);
  const inside = (factors: readonly number[]) =>
    powers
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((tick) => tick >= low && tick <= high);
  return [[1, 2, 5], [1, 3], [1]].map(inside).find((ticks) => ticks.length <= mostTicks) ?? inside([1]);
}

/**
 * Chooses a scale for values: logarithmic where they are positive and span a large factor, else linear from near the least to near the greatest.
 *
 * @param values what is drawn; those that are not finite count for nothing
 * @returns null if there is no finite value
 */
export function scaleFor(values: readonly number[]): Scale | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const [low, high] = extent(finite);
  const positive = finite.filter((value) => value > 0);
  const least = positive.length === 0 ? 0 : Math.max(extent(positive)[0], high * 10 ** -decades);
  if (low >= 0 && least > 0 && high / least >= logarithmicFrom) {
    const room = (high / least) ** 0.04;
    const domain = [least / room, high * room] as const;
    return {type: 'log', domain, ticks: logarithmicTicks(...domain)};
  }
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  return {type: 'linear', domain: [low >= 0 ? Math.max(0, low - room) : low - room, high + room]};
}

/** Least and greatest of finite values, for lists of any length. */
export function extent(values: readonly number[]): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Moves a value to the nearest end of a scale; an infinite one too. */
export function clampTo(scale: Scale, value: number): number {
  return Math.min(Math.max(value, scale.domain[0]), scale.domain[1]);
}
