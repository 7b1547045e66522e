import {formatLoss} from '../number-format.ts';
import {labelsOf} from '../labels.ts';
import {rankUnits} from '../ranking.ts';
import type {Figure, RunUnit} from '../types.ts';
import {drawPanel} from './draw.ts';
import {legendOf} from './palette.ts';
import {scaleFor} from './scale.ts';
import {half} from './sizes.ts';

/** Less for many labels, so that the figure fits a screen. */
const rowHeight = (rows: number) => (rows > 12 ? 20 : 26);

/**
 * The loss at the end of training, one dot a seed and a bar at their mean, the best on top.
 *
 * @param units every optimizer and seed of the run
 * @returns null if no run ended with a finite loss
 */
export function finalLossFigure(units: readonly RunUnit[]): Figure | null {
  const tested = units.some((unit) => Number.isFinite(unit.history.at(-1)?.testLoss ?? Number.NaN));
  const colours = new Map(legendOf(labelsOf(units)).map((entry) => [entry.label, entry]));
  const dots = units.flatMap((unit) => {
    const record = unit.history.at(-1);
    const loss = (tested ? record?.testLoss : record?.trainLoss) ?? Number.NaN;
    const {colour, shape} = colours.get(unit.label)!;
    return unit.divergence === null && Number.isFinite(loss) ? [{label: unit.label, loss, colour, shape}] : [];
  });
  const scale = scaleFor(dots.map(({loss}) => loss));
  if (scale === null) return null;
  const ranking = rankUnits(units).filter(({label}) => dots.some((dot) => dot.label === label));
  const means = ranking.map(({label, testLoss, trainLoss}) => ({label, loss: (tested ? testLoss : trainLoss)!}));
  const name = `${tested ? 'Test' : 'Training'} loss at the end`;
  const y = {
    field: 'label',
    type: 'nominal',
    sort: ranking.map(({label}) => label),
    axis: {title: null, grid: true, ticks: false, domain: false, labelLimit: 180, labelPadding: 8},
  };
  const x = {
    field: 'loss',
    type: 'quantitative',
    scale: {type: scale.type, domain: scale.domain, nice: false, zero: false},
    axis: {
      title: `${name}${scale.type === 'log' ? ' (log scale)' : ''}`,
      grid: true,
      ...(scale.ticks === undefined ? {tickCount: 6} : {values: scale.ticks, labelExpr: "format(datum.value, '~g')"}),
    },
  };
  const literal = (field: string) => ({field, type: 'nominal', scale: null});
  const panel = drawPanel(
    {
      layer: [
        {data: {values: means}, mark: {type: 'tick', thickness: 2, size: 16, color: '#59636e'}, encoding: {x, y}},
        {
          data: {values: dots},
          mark: {type: 'point', filled: true, size: 50, opacity: 0.85},
          encoding: {x, y, fill: literal('colour'), shape: literal('shape')},
        },
      ],
    },
    {
      width: half.width,
      height: Math.max(120, 56 + rowHeight(ranking.length) * ranking.length),
      title: name,
      description: `${means.map(({label, loss}) => `${label} ${formatLoss(loss)}`).join(', ')}.`,
    },
  );
  return {
    name: 'final-loss',
    title: name,
    explanation:
      'One mark for each training, a bar at their mean. Where the marks of two optimizers overlap, this run does not tell which of them is better; ' +
      'more seeds might.',
    panels: [panel],
    legend: [],
  };
}
