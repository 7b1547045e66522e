import {drawVegaPanel} from '../figures/draw.ts';
import {extent, type Scale, scaleFor} from '../figures/scale.ts';
import {formatLoss, formatNumber} from '../number-format.ts';
import type {Figure} from '../types.ts';
import {contourMarks, type MarkedPoint} from './contour-marks.ts';

export interface ContourOptions {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** A row for each y. */
  readonly loss: readonly (readonly number[])[];
  readonly title: string;
  readonly explanation: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Points with a name. */
  readonly marks: readonly MarkedPoint[];
  /** Points of a training, in order. */
  readonly trajectory: readonly {readonly x: number; readonly y: number}[];
}

/** Losses above this quantile are drawn as it, so that a steep rim does not flatten the middle. */
const cap = 0.95;

/** Colours of the losses, from the least on; without the brightest, on which white is not seen. */
const colours = {scheme: 'viridis', extent: [0, 0.97]};

/** Levels of the loss, evenly spaced on its scale. */
function levelsOf({type, domain: [low, high]}: Scale, count: number): number[] {
  const at = (share: number): number =>
    type === 'log' ? Math.exp(Math.log(low) + share * Math.log(high / low)) : low + share * (high - low);
  return Array.from({length: count}, (_, i) => at((i + 0.5) / count));
}

/**
 * The loss over a plane as filled contours, with marked points and the way of a training.
 *
 * @param options coordinates that increase, evenly spaced, at least two of each
 * @returns null where no loss is finite, or where the grid is a line
 */
export function contourFigure(options: ContourOptions): Figure | null {
  const {x, y, loss, title, explanation, xTitle, yTitle, marks, trajectory} = options;
  const finite = loss
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (finite.length === 0 || x.length < 2 || y.length < 2) return null;
  const top = finite[Math.floor(cap * (finite.length - 1))]!;
  const scale = scaleFor(finite.filter((value) => value <= top))!;
  const [low, high] = scale.domain;
  const inside = (value: number): number => Math.min(Math.max(Number.isFinite(value) ? value : high, low), high);
  const transform = (value: number): number => (scale.type === 'log' ? Math.log(inside(value)) : inside(value));
  const levels = levelsOf(scale, 14);
  const [columns, rows] = [x.length - 1, y.length - 1];
  const grid = {width: x.length, height: y.length, values: loss.flat().map(transform)};
  const [xs, ys] = [extent(x), extent(y)];
  const seen = marks.filter((mark) => mark.x >= xs[0] && mark.x <= xs[1] && mark.y >= ys[0] && mark.y <= ys[1]);
  const axis = (orient: string, name: string, label: string) => ({orient, scale: name, title: label, tickCount: 6});
  const panel = drawVegaPanel(
    {
      data: [
        {
          name: 'contours',
          values: [grid],
          transform: [
            {
              type: 'isocontour',
              thresholds: [transform(low) - 1, ...levels.map(transform)],
              scale: {signal: `[width / ${columns}, -height / ${rows}]`},
              translate: {signal: `[-0.5 * width / ${columns}, height + 0.5 * height / ${rows}]`},
            },
          ],
        },
        {name: 'marks', values: seen},
        {name: 'way', values: trajectory},
      ],
      scales: [
        {name: 'xscale', type: 'linear', domain: xs, range: 'width', zero: false, nice: false},
        {name: 'yscale', type: 'linear', domain: ys, range: 'height', zero: false, nice: false},
        {name: 'fill', type: 'linear', domain: [transform(low), transform(high)], range: colours, zero: false},
        {name: 'key', type: scale.type, domain: [low, high], range: colours, zero: false, nice: false},
      ],
      axes: [axis('bottom', 'xscale', xTitle), axis('left', 'yscale', yTitle)],
      legends: [
        {
          fill: 'key',
          type: 'gradient',
          title: 'Loss',
          gradientLength: 220,
          format: '~g',
          ...(scale.ticks === undefined ? {tickCount: 6} : {values: scale.ticks}),
        },
      ],
      marks: [
        {
          type: 'group',
          clip: true,
          encode: {enter: {width: {signal: 'width'}, height: {signal: 'height'}}},
          marks: [
            {
              type: 'path',
              from: {data: 'contours'},
              encode: {
                enter: {
                  fill: {scale: 'fill', signal: `max(datum.contour.value, ${transform(low)})`},
                  stroke: {value: 'white'},
                  strokeWidth: {value: 0.6},
                  strokeOpacity: {value: 0.7},
                },
              },
              transform: [{type: 'geopath', field: 'datum.contour'}],
            },
            ...contourMarks(),
          ],
        },
      ],
    },
    {
      width: 560,
      height: 440,
      title,
      description: `Loss from ${formatLoss(finite[0]!)} to ${formatLoss(finite.at(-1)!)} over ${x.length} x ${y.length} points.`,
    },
  );
  const capped = finite.at(-1)! > high ? ` Losses above ${formatNumber(high)} have the colour of the rim.` : '';
  return {name: 'surface', title, explanation: `${explanation}${capped}`, panels: [panel], legend: []};
}
