import {labelsOf} from '../labels.ts';
import type {Figure, RunUnit} from '../types.ts';
import {curvesOf, decisiveValues, divergenceEpoch} from './curves.ts';
import {keyOf} from './key.ts';
import {linePanel} from './line-panel.ts';
import {legendOf} from './palette.ts';
import {extent, scaleFor} from './scale.ts';
import {half, sharedPanel} from './sizes.ts';

type Split = 'trainLoss' | 'testLoss';

/**
 * The loss along the epochs: training solid, test dashed; the mean over seeds with a band from the least to the greatest,
 * logarithmic where the range calls for it, a cross where a run diverged.
 *
 * @param units every optimizer and seed of the run
 * @returns null if there is no finite loss to draw
 */
export function lossFigure(units: readonly RunUnit[]): Figure | null {
  const curves = (split: Split) =>
    curvesOf(
      units,
      (unit) => unit.history.map((record) => [record.epoch, record[split]] as const),
      (unit) => ({x: divergenceEpoch(unit, units), value: unit.divergence!.loss}),
    );
  const train = {name: 'Training', curves: curves('trainLoss'), line: 'solid' as const};
  const test = {name: 'Test', curves: curves('testLoss'), line: 'dashed' as const};
  const measured = [train, test].filter(({curves}) => curves.some(({points}) => points.length > 0));
  const all = measured.flatMap(({curves}) => curves);
  const scale = scaleFor(decisiveValues(all));
  if (scale === null) return null;
  const labels = labelsOf(units);
  const legend = legendOf(labels);
  const xDomain = extent(all.flatMap(({points, end}) => [...points.map(({x}) => x), ...(end === null ? [] : [end.x])]));
  const yTitle = `Mean loss per example${scale.type === 'log' ? ' (log scale)' : ''}`;
  const panel = (title: string, series: typeof measured) =>
    linePanel(
      {series, legend, scale, xDomain, xTitle: 'Epoch', yTitle},
      {...half, title, description: `Loss along the epochs of ${labels.join(', ')}.`},
    );
  const shared = measured.length === 2 && labels.length <= sharedPanel;
  return {
    name: 'loss',
    title: 'Loss',
    explanation:
      'The lower and the sooner, the better. Compare the slopes of the first epochs, and watch for a test loss (dashed) that rises while ' +
      'the training loss (solid) still falls: the model then learns the training examples by heart.',
    panels: shared
      ? [panel('Training and test loss', measured)]
      : measured.map((split) => panel(`${split.name} loss`, [split])),
    legend: [...legend, ...keyOf(measured)],
  };
}
