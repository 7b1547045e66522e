import {labelsOf} from '../labels.ts';
import type {Figure, RunUnit} from '../types.ts';
import {type Curve, curvesOf, divergenceEpoch} from './curves.ts';
import {keyOf} from './key.ts';
import {linePanel} from './line-panel.ts';
import {legendOf} from './palette.ts';
import {extent, type Scale, scaleFor} from './scale.ts';
import {half, sharedPanel} from './sizes.ts';

type Split = 'trainAccuracy' | 'testAccuracy';

/** The least error drawn, since a logarithm has no place for none. */
const leastError = 5e-4;

const percent = "format(100 * (1 - datum.value), '.4~g') + ' %'";

function errorCurves(units: readonly RunUnit[], split: Split): Curve[] {
  const error = (accuracy: number | null) => (accuracy === null ? null : Math.max(1 - accuracy, leastError));
  return curvesOf(
    units,
    (unit) => unit.history.map((record) => [record.epoch, error(record[split])] as const),
    (unit, last) => last && {x: divergenceEpoch(unit, units), value: last.mean},
  );
}

/**
 * The accuracy along the epochs, training beside test. Where it spans much, each halving of the errors takes the same height,
 * so that 97 % and 98 % stay as far apart as 50 % and 75 %.
 *
 * @param units every optimizer and seed of the run
 * @returns null if no accuracy was measured, as for an autoencoder
 */
export function accuracyFigure(units: readonly RunUnit[]): Figure | null {
  const measured = [
    {name: 'Training', curves: errorCurves(units, 'trainAccuracy'), line: 'solid' as const},
    {name: 'Test', curves: errorCurves(units, 'testAccuracy'), line: 'dashed' as const},
  ].filter(({curves}) => curves.some(({points}) => points.length > 0));
  const points = measured.flatMap(({curves}) => curves.flatMap((curve) => curve.points));
  const scale: Scale | null = scaleFor(points.flatMap(({low, high}) => [low, high]));
  if (scale === null) return null;
  const labels = labelsOf(units);
  const legend = legendOf(labels);
  const ends = measured.flatMap(({curves}) => curves.flatMap(({end}) => end?.x ?? []));
  const xDomain = extent([...points.map(({x}) => x), ...ends]);
  const stretched = scale.type === 'log';
  const yTitle = `Right answers${stretched ? ' (log scale of errors)' : ''}`;
  const panel = (title: string, series: typeof measured) =>
    linePanel(
      {series, legend, scale, xDomain, xTitle: 'Epoch', yTitle, tickLabel: percent, reverse: true},
      {...half, title, description: `Accuracy along the epochs of ${labels.join(', ')}.`},
    );
  const shared = measured.length === 2 && labels.length <= sharedPanel;
  const scaleNote = stretched
    ? ' The scale is stretched towards 100 %: the same step up halves the errors once more.'
    : '';
  return {
    name: 'accuracy',
    title: 'Accuracy',
    explanation: `How many of the answers are right.${scaleNote} What counts is the test accuracy (dashed); a training accuracy far above it is the gap of overfitting.`,
    panels: shared
      ? [panel('Training and test accuracy', measured)]
      : measured.map((split) => panel(`${split.name} accuracy`, [split])),
    legend: [...legend, ...keyOf(measured)],
  };
}
