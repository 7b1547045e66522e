import type {ProblemName} from './problems.ts';
import type {UnitResult} from './unit.ts';

/** An entry on a problem at one rate: means over the seeds. */
export interface AtRate {
  readonly rate: number;
  readonly seeds: number;
  readonly diverged: number;
  readonly accuracy: number;
  /** Half the difference between the best and the worst seed. */
  readonly spread: number;
  readonly trainLoss: number;
  readonly testLoss: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The outcomes of an entry on a problem by rate, increasing; a training that did not end counts as accuracy 0 and no loss. */
export function byRate(results: readonly UnitResult[], problem: ProblemName, entry: string): AtRate[] {
  const mine = results.filter((result) => result.problem === problem && result.entry === entry);
  const rates = [...new Set(mine.map(({rate}) => rate))].toSorted((a, b) => a - b);
  return rates.map((rate) => {
    const runs = mine.filter((result) => result.rate === rate);
    const ended = runs.filter(({stopped}) => stopped === 'epochs');
    const accuracies = runs.map(({stopped, testAccuracy}) => (stopped === 'epochs' ? (testAccuracy.at(-1) ?? 0) : 0));
    const isWhole = ended.length === runs.length;
    return {
      rate,
      seeds: runs.length,
      diverged: runs.length - ended.length,
      accuracy: mean(accuracies),
      spread: (Math.max(...accuracies) - Math.min(...accuracies)) / 2,
      trainLoss: isWhole ? mean(ended.map(({trainLoss}) => trainLoss.at(-1)!)) : Infinity,
      testLoss: isWhole ? mean(ended.map(({testLoss}) => testLoss.at(-1)!)) : Infinity,
    };
  });
}

/** The rate with the least training loss: the test digits choose nothing. */
export const bestOf = (rates: readonly AtRate[]): AtRate =>
  rates.reduce((best, each) => (each.trainLoss < best.trainLoss ? each : best));

export interface Leader {
  readonly entry: string;
  /** The best rate on the small convolution net. */
  readonly rate: number;
}

/** The entries with the greatest test accuracy in the mean of the two small networks, each at its best rate there. */
export function leaders(results: readonly UnitResult[], count = 8): Leader[] {
  const names = [...new Set(results.map(({entry}) => entry))];
  const scored = names.flatMap((entry) => {
    const [mlp, cnn] = (['mlp', 'cnn'] as const).map((problem) => byRate(results, problem, entry));
    if (mlp!.length === 0 || cnn!.length === 0) return [];
    const [flat, image] = [bestOf(mlp!), bestOf(cnn!)];
    return [{entry, rate: image.rate, score: flat.accuracy + image.accuracy}];
  });
  return scored.toSorted((a, b) => b.score - a.score).slice(0, count);
}
