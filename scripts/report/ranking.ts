import {costsOf} from './cost.ts';
import {unitsByLabel} from './labels.ts';
import {mean, standardDeviation} from '../../lib/base/statistics.ts';
import type {EpochRecord} from '../../lib/training/index.ts';
import type {Ranked, RunUnit} from './types.ts';

type Measure = 'trainLoss' | 'testLoss' | 'trainAccuracy' | 'testAccuracy';

function measured(records: readonly (EpochRecord | undefined)[], measure: Measure): number[] {
  return records.flatMap((record) => record?.[measure] ?? []);
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values);
}

function summary(label: string, units: readonly RunUnit[], cost: Ranked['cost']): Omit<Ranked, 'rank'> {
  const finished = units.filter((unit) => unit.divergence === null);
  const last = finished.map((unit) => unit.history.at(-1));
  const of = (measure: Measure) => measured(last, measure);
  const explained = finished.flatMap(({testR2}) => testR2 ?? []);
  const errors = finished.flatMap(({testRmse}) => testRmse ?? []);
  // Speed is worth knowing even where nothing was learned.
  const timed = finished.length > 0 ? finished : units;
  return {
    label,
    optimizer: units[0]!.optimizer,
    seeds: units.length,
    hasFolds: units.some(({fold}) => fold !== undefined),
    diverged: units.length - finished.length,
    trainLoss: average(of('trainLoss')),
    testLoss: average(of('testLoss')),
    testLossSpread: standardDeviation(of('testLoss')),
    trainAccuracy: average(of('trainAccuracy')),
    testAccuracy: average(of('testAccuracy')),
    testAccuracySpread: standardDeviation(of('testAccuracy')),
    ...(units.some(({testR2}) => testR2 !== undefined) && {
      testR2: average(explained),
      testR2Spread: standardDeviation(explained),
      testRmse: average(errors),
      testRmseSpread: standardDeviation(errors),
    }),
    seconds: mean(timed.map((unit) => unit.seconds)),
    updates: mean(timed.map((unit) => unit.updates)),
    updatesPerSecond: mean(timed.map((unit) => unit.updatesPerSecond)),
    cost,
  };
}

/** The loss that ranks a label: on the test set, or on the training set where there is no other; worst if not finite. */
function score(row: Omit<Ranked, 'rank'>): number {
  const loss = row.testLoss ?? row.trainLoss ?? Number.POSITIVE_INFINITY;
  return Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
}

/**
 * Ranks the labels of a run by their mean test loss at the end.
 *
 * Means and spreads (sample standard deviation over seeds) are of the seeds that did not diverge; since that flatters a label
 * that loses some, labels come first by the share of seeds that diverged, then by loss. Without a test set the training loss ranks.
 *
 * @param units every optimizer and seed of the run
 * @returns one row a label, the best first
 * @example
 * rankUnits(units)[0]?.label; // 'adam'
 */
export function rankUnits(units: readonly RunUnit[]): Ranked[] {
  const costs = costsOf(units);
  const rows = [...unitsByLabel(units)].map(([label, of]) => summary(label, of, costs?.get(label) ?? null));
  const share = (row: Omit<Ranked, 'rank'>) => row.diverged / row.seeds;
  const difference = (a: number, b: number) => (a === b ? 0 : a - b);
  return rows
    .sort((a, b) => difference(share(a), share(b)) || difference(score(a), score(b)))
    .map((row, index) => ({rank: index + 1, ...row}));
}
