import type {EpochRecord, TrainResult} from '../types.ts';
import {judgeDivergence} from './divergence.ts';
import {judgeDying} from './dying.ts';
import {judgeExploding} from './exploding.ts';
import {judgeStagnation} from './stagnation.ts';
import type {DiagnosedRun, Finding} from './types.ts';
import {judgeVanishing} from './vanishing.ts';

const judges = [judgeDivergence, judgeExploding, judgeVanishing, judgeDying, judgeStagnation];

/**
 * Says what is wrong with a run, with the numbers it judges by.
 *
 * - divergence: the loss was NaN, infinite or exploded
 * - explodingGradients: the run diverged, the loss doubled at once, weights grew threefold between two records, a gradient norm is from 1000 on, or the
 *   first layer's gradient is from 100 times the last layer's on
 * - vanishingGradients: the first layer's gradient is less than 1 % of the last layer's in most epochs
 * - dyingRelus: half of a layer's ReLUs or more give zero for every probed example
 * - stagnation: the training loss never fell by 1 %; plateau: it stopped to fall in the later half, above half of the start
 *
 * Gradients, weights and ReLUs are judged where the records tell about layers: train with `diagnostics: true`. The thresholds are
 * rules of thumb, so a finding is a hint where to look; those of the gradients list which of the six usual symptoms were seen.
 *
 * @param run what `train` returned, or its `history`
 * @returns findings, the gravest first; none for a run that looks healthy
 * @example
 * const run = await train({model, data, optimizer, epochs: 5, diagnostics: true});
 * for (const {problem, evidence, advice} of diagnose(run)) console.log(`${problem}: ${evidence}; ${advice}`);
 */
export function diagnose(run: Pick<TrainResult, 'history' | 'divergence'> | readonly EpochRecord[]): Finding[] {
  const known: DiagnosedRun = 'history' in run ? run : {history: run, divergence: null};
  return judges.flatMap((judge) => judge(known) ?? []);
}
