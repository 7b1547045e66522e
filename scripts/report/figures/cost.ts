import {mean} from '../../../lib/base/statistics.ts';
import type {EpochRecord} from '../../../lib/training/index.ts';
import {evaluationsAt, isCounted} from '../cost.ts';
import {labelsOf, unitsByLabel} from '../labels.ts';
import type {Figure, RunUnit} from '../types.ts';
import {type Curve, decisiveValues} from './curves.ts';
import {linePanel} from './line-panel.ts';
import {legendOf} from './palette.ts';
import {extent, scaleFor} from './scale.ts';
import {half} from './sizes.ts';

/** The training loss along what it cost: means over the seeds of a label at the same epoch, of the loss and of the cost. */
function curvesAlong(
  units: readonly RunUnit[],
  spent: (unit: RunUnit, record: EpochRecord, index: number) => number,
): Curve[] {
  return [...unitsByLabel(units)].flatMap(([label, of]) => {
    const well = of.filter(({divergence}) => divergence === null);
    const length = Math.max(0, ...well.map(({history}) => history.length));
    const points = Array.from({length}, (_, index) => {
      const there = well.filter(({history}) => Number.isFinite(history[index]?.trainLoss));
      const losses = there.map(({history}) => history[index]!.trainLoss);
      const [low, high] = extent(losses);
      const x = mean(there.map((unit) => spent(unit, unit.history[index]!, index)));
      return {x, mean: mean(losses), low, high};
    }).filter(({x}) => Number.isFinite(x));
    return points.length === 0 ? [] : [{label, points, diverged: false, end: null}];
  });
}

/**
 * The training loss against evaluations of the loss, and against time, where updates cost different numbers of them.
 *
 * @param units every optimizer and seed of the run; those that diverged are not drawn
 * @returns null where every update evaluates one gradient, or there is no finite loss
 */
export function costFigure(units: readonly RunUnit[]): Figure | null {
  if (!isCounted(units)) return null;
  const panels = [
    {
      title: 'Against evaluations',
      xTitle: 'Gradients and products of the Hessian',
      hasFractions: false,
      curves: curvesAlong(units, (_, record) => evaluationsAt(record)),
    },
    {
      title: 'Against time',
      xTitle: 'Seconds of training',
      hasFractions: true,
      curves: curvesAlong(units, ({clock = []}, _, index) => clock[index] ?? Number.NaN),
    },
  ].filter(({curves}) => curves.length > 0);
  const scale = scaleFor(decisiveValues(panels.flatMap(({curves}) => curves)));
  if (scale === null) return null;
  const labels = labelsOf(units);
  const legend = legendOf(labels);
  const yTitle = `Training loss${scale.type === 'log' ? ' (log scale)' : ''}`;
  return {
    name: 'cost',
    title: 'Loss against its cost',
    explanation:
      'An update of a solver costs several evaluations of the loss, so that epochs say little. Left, what each evaluation brought: a gradient ' +
      'with its loss and a product of the Hessian count one each, though a product takes two to three times as long. Right, what a second brought.',
    panels: panels.map(({title, xTitle, hasFractions, curves}) =>
      linePanel(
        {
          series: [{curves, line: 'solid'}],
          legend,
          scale,
          xDomain: extent(curves.flatMap(({points}) => points.map(({x}) => x))),
          xTitle,
          hasFractions,
          yTitle,
        },
        {...half, title, description: `Training loss of ${labels.join(', ')}: ${title.toLowerCase()}.`},
      ),
    ),
    legend,
  };
}
