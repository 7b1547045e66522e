import {mean} from '../../lib/base/statistics.ts';
import type {EpochRecord} from '../../lib/training/index.ts';
import {unitsByLabel} from './labels.ts';
import type {Cost, Rated, RunUnit} from './types.ts';

/** What the updates up to a record have evaluated: as a solver counted, one gradient for each update of all others. */
export const evaluationsOf = ({evaluations, updates}: EpochRecord): {gradient: number; product: number} =>
  evaluations ?? {gradient: updates, product: 0};

/** Gradients and products together. */
export function evaluationsAt(record: EpochRecord): number {
  const {gradient, product} = evaluationsOf(record);
  return gradient + product;
}

/** Whether updates cost different numbers of evaluations: a solver takes part. */
export const isCounted = (units: readonly RunUnit[]): boolean =>
  units.some(({history}) => history.some(({evaluations}) => evaluations !== undefined));

const finished = (units: readonly RunUnit[]): RunUnit[] =>
  units.filter(({divergence, history}) => divergence === null && history.length > 0);

/** Ranks labels by their loss at what the cheapest of them has cost in all. */
function rated(units: readonly RunUnit[], spent: (unit: RunUnit, index: number) => number): Map<string, Rated> {
  const well = finished(units);
  const budget = Math.min(...well.map((unit) => spent(unit, unit.history.length - 1)));
  const lossOf = (unit: RunUnit): number => {
    const record = unit.history.findLast((_, index) => spent(unit, index) <= budget) ?? unit.history[0]!;
    return record.testLoss ?? record.trainLoss;
  };
  const losses = [...unitsByLabel(units)].map(([label, of]) => {
    const all = finished(of);
    return {label, loss: all.length === 0 ? null : mean(all.map(lossOf))};
  });
  const order = losses.flatMap(({loss}) => loss ?? []).sort((a, b) => a - b);
  return new Map(
    losses.map(({label, loss}) => [label, {budget, loss, rank: loss === null ? null : order.indexOf(loss) + 1}]),
  );
}

/**
 * What each label has cost, and how it ranks at equal cost: in as much time, and with as many evaluations, as the label that
 * took the least of it.
 *
 * The loss is that of the last record within the cost, on the test set where there is one, the mean over the seeds that did not diverge.
 *
 * @returns null where every update evaluates one gradient: the ranking at the end is that at equal evaluations then
 */
export function costsOf(units: readonly RunUnit[]): Map<string, Cost> | null {
  if (!isCounted(units) || finished(units).length === 0) return null;
  const byTime = rated(units, ({clock = []}, index) => clock[index] ?? 0);
  const byEvaluations = rated(units, ({history}, index) => evaluationsAt(history[index]!));
  return new Map(
    [...unitsByLabel(units)].map(([label, of]) => {
      const last = of.flatMap(({history}) => history.at(-1) ?? []).map(evaluationsOf);
      const average = (kind: 'gradient' | 'product') => (last.length === 0 ? 0 : mean(last.map((each) => each[kind])));
      return [
        label,
        {
          evaluations: {gradient: average('gradient'), product: average('product')},
          byTime: byTime.get(label)!,
          byEvaluations: byEvaluations.get(label)!,
        },
      ];
    }),
  );
}
