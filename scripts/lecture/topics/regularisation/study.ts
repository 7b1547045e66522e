import type {Ground} from '../../frame/ground.ts';
import {type HiddenPlan, judgeHidden, part, type Result, trainHidden, withMissingUnits} from './compute-digits.ts';

/** What holds a network back. */
export const ways = ['nothing', 'L1', 'L2', 'dropout'] as const;

/** What a training came to: judged as it is, with units missing, and, for classic dropout, with the weights scaled. */
export interface Judged {
  readonly whole: Result;
  readonly scaled: Result;
  readonly missing: readonly number[];
}

/** Shares of the hidden units that are missing at the time of use. */
export const shares = [0, 0.25, 0.5, 0.75];

/** Trainings on few digits in every way, for each seed: three items look at them. */
const studies = new WeakMap<Ground, Promise<readonly Record<(typeof ways)[number] | 'classic', Judged>[]>>();

async function study(ground: Ground) {
  const {train, test} = await ground.examples();
  const [data, probe] = [part(train, 0, ground.size(200, 100)), part(test, 0, ground.size(1000, 200))];
  const plan = {
    units: 64,
    rate: ground.size(0.1, 0.2),
    epochs: ground.size(60, 40),
    batchSize: ground.size(20, 25),
  };
  const p = 0.5;
  const judged = (seed: number, more: Partial<HiddenPlan>): Judged => {
    const trained = trainHidden(data, {...plan, seed, ...more});
    const found = {
      whole: judgeHidden(trained, data, probe),
      scaled: judgeHidden(trained, data, probe, more.kind === 'classic' ? 1 - p : 1),
      missing: shares.map((share) =>
        withMissingUnits(trained, probe, share, share === 0 ? 1 : ground.size(10, 5), seed),
      ),
    };
    trained.dispose();
    return found;
  };
  const runs = ground.seeds(ground.size(3, 2)).map((seed) => ({
    nothing: judged(seed, {}),
    L1: judged(seed, {penalty: 'l1', strength: 3e-4}),
    L2: judged(seed, {penalty: 'l2', strength: 3e-3}),
    dropout: judged(seed, {p}),
    classic: judged(seed, {p, kind: 'classic'}),
  }));
  for (const {x, y} of [data, probe]) {
    x.dispose();
    y.dispose();
  }
  return runs;
}

/** The trainings of a run of the lecture, which are done once. */
export async function studied(ground: Ground) {
  const found = studies.get(ground) ?? study(ground);
  studies.set(ground, found);
  return found;
}
