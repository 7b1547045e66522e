import {vega} from '../../report/figures/vega.ts';
import {formatNumber} from '../../report/number-format.ts';

/** Where the ticks of an axis are and what stands beside them, for Vega and Vega-Lite. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labelExpr: string;
}

interface D3Scale {
  domain: (ends: readonly number[]) => D3Scale;
  ticks: (count: number) => number[];
}

/** The scales that Vega draws with; its typings leave them out. */
const scaleOf = (type: 'linear' | 'log'): D3Scale =>
  (vega as unknown as {scale: (type: string) => () => D3Scale}).scale(type)();

/** From all of a decade to every fifth power of ten: the first that are few enough are taken. */
const mantissas = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]];

function logTicks(low: number, high: number, count: number): number[] {
  const from = Math.floor(Math.log10(low));
  const powers = Array.from({length: Math.ceil(Math.log10(high)) - from + 1}, (_, i) => from + i);
  const inside = (factors: readonly number[], every = 1): number[] =>
    powers
      .filter((power) => power % every === 0)
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((tick) => tick >= low && tick <= high);
  const candidates = [
    ...mantissas.map((factors) => inside(factors)),
    ...[2, 3, 5, 10, 20, 50].map((every) => inside([1], every)),
  ];
  const ticks = candidates.find((each) => each.length <= count) ?? [];
  // Within a small part of a decade those of a linear scale are as good.
  return ticks.length >= 2 ? ticks : scaleOf('linear').domain([low, high]).ticks(count);
}

/**
 * Ticks in the notation of the pages.
 *
 * @param isWhole where the axis counts something: no tick lies between two whole numbers
 */
export function axisTicks(
  [low, high]: readonly [number, number],
  {count = 6, isLog = false, isWhole = false}: {count?: number; isLog?: boolean; isWhole?: boolean} = {},
): Ticks {
  const all = isLog ? logTicks(low, high, count) : scaleOf('linear').domain([low, high]).ticks(count);
  const values = isWhole ? all.filter(Number.isInteger) : all;
  const labels = Object.fromEntries(values.map((value) => [value, formatNumber(value, 7)]));
  return {values, labelExpr: `${JSON.stringify(labels)}[datum.value]`};
}
