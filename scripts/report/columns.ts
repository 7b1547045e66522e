import {
  formatCount,
  formatLoss,
  formatNumber,
  formatPercent,
  formatSeconds,
  formatSpread,
  missing,
} from './number-format.ts';
import type {Cost, Ranked, Rated} from './types.ts';

/** A column of the ranking, the same in the terminal and on the page. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly text: (row: Ranked) => string;
}

/** A loss at equal cost, with its rank. */
const ratedText = ({loss, rank}: Rated): string => (rank === null ? formatLoss(loss) : `${formatLoss(loss)} (${rank})`);

/** What updates cost, where they differ in it: evaluations, and the losses, with their ranks, at equal cost. */
function costColumns(rows: readonly Ranked[]): Column[] {
  const first = rows.find(({cost}) => cost !== null)?.cost;
  if (!first) return [];
  const column = (title: string, text: (cost: Cost) => string): Column => ({
    title,
    align: 'right',
    text: ({cost}) => (cost === null ? missing : text(cost)),
  });
  const hasProducts = rows.some(({cost}) => (cost?.evaluations.product ?? 0) > 0);
  return [
    column('gradients', ({evaluations}) => formatCount(evaluations.gradient)),
    ...(hasProducts ? [column('products', ({evaluations}) => formatCount(evaluations.product))] : []),
    column(`after ${formatSeconds(first.byTime.budget)}`, ({byTime}) => ratedText(byTime)),
    column(`after ${formatCount(first.byEvaluations.budget)} evaluations`, ({byEvaluations}) =>
      ratedText(byEvaluations),
    ),
  ];
}

/** The columns of a ranking; those about accuracy, seeds and divergence only where there is something to tell. */
export function rankingColumns(rows: readonly Ranked[]): Column[] {
  const several = rows.some((row) => row.seeds > 1);
  const diverged = rows.some((row) => row.diverged > 0);
  // What diverged has none, whichever it would have had.
  const judged =
    rows.every(({testR2}) => testR2 === undefined) &&
    rows.some((row) => row.testAccuracy !== null || row.trainAccuracy !== null || row.diverged === row.seeds);
  const right = (title: string, text: (row: Ranked) => string): Column => ({title, align: 'right', text});
  return [
    right('#', (row) => String(row.rank)),
    {title: 'optimizer', align: 'left', text: (row) => row.label},
    right('test loss', (row) => formatSpread(row.testLoss, row.testLossSpread, formatLoss)),
    right('train loss', (row) => formatLoss(row.trainLoss)),
    ...(judged
      ? [
          right('test accuracy', (row) => formatSpread(row.testAccuracy, row.testAccuracySpread, formatPercent)),
          right('train accuracy', (row) => formatPercent(row.trainAccuracy)),
        ]
      : []),
    ...(rows.some(({testR2}) => testR2 !== undefined)
      ? [right('test R²', (row) => formatSpread(row.testR2 ?? null, row.testR2Spread ?? null, formatNumber))]
      : []),
    ...(rows.some(({testRmse}) => testRmse !== undefined && testRmse !== null)
      ? [
          right('test RMSE', (row: Ranked) =>
            formatSpread(row.testRmse ?? null, row.testRmseSpread ?? null, formatNumber),
          ),
        ]
      : []),
    right('time', (row) => formatSeconds(row.seconds)),
    right('updates/s', (row) => formatCount(row.updatesPerSecond)),
    ...costColumns(rows),
    ...(several && !diverged
      ? [right(rows.some(({hasFolds}) => hasFolds) ? 'trainings' : 'seeds', (row) => String(row.seeds))]
      : []),
    ...(diverged ? [right('diverged', (row) => `${row.diverged} of ${row.seeds}`)] : []),
  ];
}
