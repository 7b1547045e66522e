import type {Ground} from '../../frame/ground.ts';
import {type Outcome, outcome, type Setting} from './compute-digits.ts';

const kept = new WeakMap<Ground, Map<string, Promise<readonly Outcome[]>>>();

async function train(ground: Ground, setting: Setting): Promise<readonly Outcome[]> {
  const {train: all, test} = await ground.examples();
  const [count, probes] = [ground.size(1000, 300), ground.size(500, 200)];
  const data = {x: all.x.slice(0, count), y: all.y.slice(0, count)};
  const probe = {x: test.x.slice(0, probes), y: test.y.slice(0, probes)};
  const options = {epochs: ground.size(6, 4), units: ground.size(32, 16), signal: ground.signal};
  try {
    const found: Outcome[] = [];
    for (const seed of ground.seeds(ground.size(3, 2)))
      found.push(await outcome(data, probe, setting, {...options, seed}));
    return found;
  } finally {
    for (const tensor of [data.x, data.y, probe.x, probe.y]) tensor.dispose();
  }
}

/** What a setting came to for each seed; the items share the trainings. */
async function runs(ground: Ground, setting: Setting): Promise<readonly Outcome[]> {
  const own = kept.get(ground) ?? new Map<string, Promise<readonly Outcome[]>>();
  kept.set(ground, own);
  const key = JSON.stringify(setting);
  const found = own.get(key) ?? train(ground, setting);
  own.set(key, found);
  return found;
}

/** The mean of a number over the seeds. */
export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The numbers of several settings, a row for each: dead at the start, dead at the end, accuracy; the columns are seeds. */
export async function table(ground: Ground, settings: readonly Setting[]) {
  const found: (readonly Outcome[])[] = [];
  for (const setting of settings) found.push(await runs(ground, setting));
  return {
    deadAtStart: found.map((each) => each.map(({deadAtStart}) => deadAtStart)),
    dead: found.map((each) => each.map(({dead}) => dead)),
    accuracy: found.map((each) => each.map(({accuracy}) => accuracy)),
    diverged: found.map((each) => each.map(({diverged}) => diverged)),
    seeds: found[0]!.length,
  };
}

/** In how many seeds, the columns, something is so. */
export const inSeeds = (seeds: number, isSo: (seed: number) => boolean): number =>
  Array.from({length: seeds}, (_, s) => s).filter(isSo).length;
