import {labelsOf} from '../labels.ts';
import type {Figure, RunUnit} from '../types.ts';
import {curvesOf} from './curves.ts';
import {keyOf} from './key.ts';
import {linePanel} from './line-panel.ts';
import {legendOf} from './palette.ts';
import {extent, scaleFor} from './scale.ts';
import {half} from './sizes.ts';

/**
 * The learning rate along the updates.
 *
 * @param units every optimizer and seed of the run
 * @returns null if no optimizer told its rate
 */
export function learningRateFigure(units: readonly RunUnit[]): Figure | null {
  const curves = curvesOf(
    units,
    (unit) => unit.history.flatMap((record) => record.rates),
    ({divergence}, last) => last && {x: divergence!.update, value: divergence!.learningRate ?? last.mean},
  );
  const points = curves.flatMap((curve) => curve.points);
  const scale = scaleFor(points.flatMap(({low, high}) => [low, high]));
  if (scale === null) return null;
  const drawn = new Set(curves.map((curve) => curve.label));
  const legend = legendOf(labelsOf(units)).filter(({label}) => drawn.has(label));
  const ends = curves.flatMap(({end}) => end?.x ?? []);
  const series = {name: 'Rate', curves, line: 'solid' as const};
  const panel = linePanel(
    {
      series: [series],
      legend,
      scale,
      xDomain: extent([...points.map(({x}) => x), ...ends]),
      xTitle: 'Update',
      yTitle: `Learning rate${scale.type === 'log' ? ' (log scale)' : ''}`,
    },
    {
      ...half,
      title: 'Learning rate',
      description: `Learning rate along the updates of ${legend.map(({label}) => label).join(', ')}.`,
    },
  );
  return {
    name: 'learning-rate',
    title: 'Learning rate',
    explanation:
      'The rate that each update was made with. Rates of different rules do not compare as they stand, since each rule scales the gradient ' +
      'in its own way; look for where a schedule lowers the rate, and whether the loss falls there.',
    panels: [panel],
    legend: [...legend, ...keyOf([series])],
  };
}
