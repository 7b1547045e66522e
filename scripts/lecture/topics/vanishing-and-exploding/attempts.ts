import {clipped, sgd} from '../../../../optimizers/index.ts';
import type {Ground} from '../../frame/ground.ts';
import {type DeepNetwork, lossesOf, trainDeep} from './compute-networks.ts';
import {someDigits} from './items-layers.ts';

type Network = Pick<DeepNetwork, 'activation' | 'initializer' | 'gain'>;

/** A network of eight layers and how it is descended. */
export interface Attempt {
  readonly network: Network;
  readonly rate: number;
  readonly globalNorm?: number;
}

/** Losses by update of each attempt, a list for each seed. */
export async function attempts<Name extends string>(
  ground: Ground,
  all: Readonly<Record<Name, Attempt>>,
  updates: number,
): Promise<Record<Name, number[][]>> {
  const {dispose, ...data} = await someDigits(ground, ground.size(256, 64));
  const losses = {} as Record<Name, number[][]>;
  for (const [name, {network, rate, globalNorm}] of Object.entries<Attempt>(all)) {
    losses[name as Name] = [];
    for (const seed of ground.seeds(ground.size(3, 2))) {
      const optimizer = globalNorm === undefined ? sgd(rate) : clipped(sgd(rate), {globalNorm});
      const run = {
        data,
        optimizer,
        epochs: updates,
        isWatched: false,
        isCompiled: ground.size(1, 0) === 1,
        signal: ground.signal,
      };
      losses[name as Name].push(lossesOf(await trainDeep({depth: 8, width: 32, ...network, seed}, run)));
    }
  }
  dispose();
  return losses;
}

/** Whether a run has learned: its least loss is well below that of guessing, log 10 = 2.30, and it has run to its end. */
const hasLearned = (losses: readonly number[], updates: number): boolean =>
  losses.length === updates + 1 && Math.min(...losses) < 2;

/** How many of the runs have learned. */
export const count = (runs: readonly (readonly number[])[], updates: number): number =>
  runs.filter((losses) => hasLearned(losses, updates)).length;

/** A panel with one start of each attempt. */
export const drawn = (
  runs: Readonly<Record<string, readonly number[][]>>,
  title: string,
  yDomain?: [number, number],
) => ({
  kind: 'lines' as const,
  title,
  xTitle: 'Update',
  yTitle: 'Loss (log scale)',
  yLog: true,
  ...(yDomain && {yDomain}),
  series: Object.entries(runs).map(([label, [losses]]) => ({
    label,
    x: losses!.map((_, i) => i),
    y: losses!,
  })),
});
