import type {Curve} from '../report/figures/curves.ts';
import {linePanel} from '../report/figures/line-panel.ts';
import {legendOf, paleInk} from '../report/figures/palette.ts';
import {extent, scaleFor} from '../report/figures/scale.ts';
import type {Figure} from '../report/types.ts';

/** What a range test of one optimizer found; null stands for a loss that was not finite, and for no suggestion. */
export interface RangeTest {
  readonly label: string;
  readonly suggested: number | null;
  readonly rates: readonly number[];
  readonly losses: readonly (number | null)[];
  readonly smoothed: readonly (number | null)[];
}

/** A loss more than so many times that of the first update is drawn at the upper end, where its curve leaves the figure. */
const most = 10;

const size = {width: 700, height: 400} as const;

function curveOf({label, rates, smoothed}: RangeTest): Curve {
  const points = rates.flatMap((x, i) => {
    const mean = smoothed[i] ?? null;
    return mean === null ? [] : [{x, mean, low: mean, high: mean}];
  });
  return {label, points, diverged: false, end: null};
}

/** A curve up to where it leaves the figure: what follows would run along its upper end. */
function upTo(limit: number, {points, ...curve}: Curve): Curve {
  const beyond = points.findIndex(({mean}) => mean > limit);
  return {...curve, points: beyond < 0 ? points : points.slice(0, beyond + 1)};
}

/** A cross on the curve of a test at its suggestion: at the rate next to it. */
function markOf({label, suggested, rates, smoothed}: RangeTest): Curve[] {
  if (suggested === null) return [];
  const next = rates.findIndex((rate) => rate >= suggested);
  return [{label, points: [], diverged: false, end: {x: suggested, value: smoothed[Math.max(next, 0)]!}}];
}

/**
 * The smoothed loss along the growing rate, one curve an optimizer, with a cross at the rate that is suggested.
 *
 * @returns null where no loss is finite
 */
export function ratesFigure(tests: readonly RangeTest[]): Figure | null {
  const curves = tests.map(curveOf).filter(({points}) => points.length > 0);
  if (curves.length === 0) return null;
  const first = Math.max(...curves.map(({points}) => points[0]!.mean));
  const values = curves.flatMap(({points}) => points.map(({mean}) => mean));
  const scale = scaleFor(values.filter((value) => value <= most * first))!;
  const rates = curves.flatMap(({points}) => points.map(({x}) => x));
  const legend = legendOf(tests.map(({label}) => label));
  const labels = curves.map(({label}) => label);
  const panel = linePanel(
    {
      series: [
        {curves: curves.map((curve) => upTo(most * first, curve)), line: 'solid'},
        {curves: tests.flatMap(markOf), line: 'solid'},
      ],
      legend,
      scale,
      xDomain: extent(rates),
      xScale: scaleFor(rates)!,
      xTitle: 'Learning rate (log scale)',
      yTitle: `Smoothed loss${scale.type === 'log' ? ' (log scale)' : ''}`,
    },
    {
      ...size,
      title: 'Loss while the rate grows',
      description: `Smoothed loss of batches along a growing learning rate of ${labels.join(', ')}.`,
    },
  );
  return {
    name: 'rates',
    title: 'Loss while the rate grows',
    explanation:
      'The rate grows with every update, so that the loss falls slowly at first, then fast, and rises where the rate is too much. ' +
      'A cross marks a quarter of the rate at which the loss was least.',
    panels: [panel],
    legend: [
      ...legend.filter(({label}) => labels.includes(label)),
      {label: 'suggested rate', colour: paleInk, shape: 'x', line: 'none'},
    ],
  };
}
