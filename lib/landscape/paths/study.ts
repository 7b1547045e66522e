import * as tf from '@tensorflow/tfjs';
import {readOptions} from '../../base/options.ts';
import type {BatchNormMode} from '../scan/batch-norm.ts';
import {alignUnits} from '../symmetries/align-units.ts';
import {unitGroups} from '../symmetries/unit-groups.ts';
import {controlStart} from './controls.ts';
import {trainedEnds} from './study-training.ts';
import {StudyWork} from './study-work.ts';
import type {KeptEnds, SolutionPath, Study, StudyRun, TrainedRun, TrainingPath} from './study-types.ts';
import {type StudyOptions, studyTable} from './study-table.ts';
import {checkReadsAtOnce} from '../../base/read.ts';

async function trainingPaths(
  work: StudyWork,
  run: StudyRun,
  ends: KeptEnds,
  controls: readonly ('noise' | 'zeros')[],
): Promise<TrainingPath[]> {
  const paths: TrainingPath[] = [];
  for (const control of [null, ...controls]) {
    const from = control === null ? ends.from : controlStart(work.model, ends.from, control, run.seed);
    try {
      const path = await work.path({...run, control}, {from, to: ends.to});
      const turned = control === null ? await work.gaussLength(ends) : null;
      paths.push({...run, control, ...path, gaussLength: turned});
    } finally {
      if (control !== null) tf.dispose(from as tf.Tensor[]);
    }
    work.finished(`${run.optimizer}, seed ${run.seed}: ${control === null ? 'path' : `control ${control}`}`);
  }
  return paths;
}

async function solutionPaths(
  work: StudyWork,
  optimizer: string,
  [first, second]: readonly [{seed: number; to: readonly tf.Tensor[]}, {seed: number; to: readonly tf.Tensor[]}],
  canAlign: boolean,
): Promise<SolutionPath[]> {
  const paths: SolutionPath[] = [];
  for (const aligned of canAlign ? [false, true] : [false]) {
    const other = aligned
      ? alignUnits({model: work.model, reference: first.to, weights: second.to, seed: first.seed}).weights
      : second.to;
    const key = {optimizer, seed: first.seed, control: null, other: {seed: second.seed, aligned}};
    try {
      const path = await work.path(key, {from: first.to, to: other});
      paths.push({optimizer, seeds: [first.seed, second.seed], aligned, ...path});
    } finally {
      if (aligned) tf.dispose(other as tf.Tensor[]);
    }
    work.finished(`${optimizer}, seeds ${first.seed} and ${second.seed}${aligned ? ', aligned' : ''}`);
  }
  return paths;
}

function pairsOf<T>(list: readonly T[]): (readonly [T, T])[] {
  return list.flatMap((first, i) => list.slice(i + 1).map((second) => [first, second] as const));
}

/**
 * Trains a network by several optimizers from several seeds, and measures the loss on the straight line from the initial to the
 * trained weights of each, on two controls, and between the solutions of an optimizer before and after their units are aligned.
 *
 * theta(a) = (1 - a) theta_i + a theta_f; the controls put noise as large as theta_i, and zeros, in the place of theta_i
 *
 * @param options see {@link StudyOptions}
 * @returns what was trained, the paths with their measures, and how batch normalisation was treated
 * @throws TypeError, RangeError for options that do not fit; rejects with an AbortError where the signal ended it
 * @example
 * const {paths} = await interpolationStudy({
 *   build: (seed) => mlp({seed}), optimizers: {sgd: () => sgd(0.3)}, seeds: [1], data, epochs: 2, alphas: '0:1:11',
 * });
 * paths[0].train.monotone;
 *
 * Goodfellow, Vinyals & Saxe 2015; Frankle 2020; Lucas et al. 2021; Tao 2024.
 */
export async function interpolationStudy(options: StudyOptions): Promise<Study> {
  checkReadsAtOnce('interpolationStudy');
  const settings = readOptions('interpolationStudy', studyTable, options);
  const {optimizers, seeds, controls, pairs, tolerance, alphas} = settings;
  const names = Object.keys(optimizers);
  const runs = names.length * seeds.length;
  const couples = pairs ? pairsOf(seeds) : [];
  const work = new StudyWork(options, {
    alphas,
    tolerance,
    total: runs * (2 + controls.length) + 2 * couples.length * names.length,
  });
  const trained: TrainedRun[] = [];
  const paths: TrainingPath[] = [];
  const between: SolutionPath[] = [];
  const solutions = new Map<string, {seed: number; to: readonly tf.Tensor[]}[]>(names.map((name) => [name, []]));
  let notAligned: string | null = null;
  try {
    for (const seed of seeds) {
      for (const optimizer of names) {
        const ends = await trainedEnds({optimizer, seed}, options);
        try {
          work.finished(`${optimizer}, seed ${seed}: trained`);
          trained.push({optimizer, seed, history: ends.history, diverged: ends.diverged});
          paths.push(...(await trainingPaths(work, {optimizer, seed}, ends, controls)));
          solutions.get(optimizer)!.push({seed, to: ends.to.map((tensor) => tf.clone(tensor))});
        } finally {
          tf.dispose([...ends.from, ...ends.to]);
        }
      }
    }
    if (couples.length > 0) {
      try {
        unitGroups('interpolationStudy', work.model);
      } catch (error) {
        notAligned = (error as Error).message;
      }
    }
    for (const [optimizer, ofSeeds] of pairs ? solutions : []) {
      for (const couple of pairsOf(ofSeeds)) {
        between.push(...(await solutionPaths(work, optimizer, couple, notAligned === null)));
      }
    }
    const said = (paths[0]?.points[0]?.['batchNorm'] ?? null) as BatchNormMode | null;
    return {runs: trained, paths, pairs: between, tolerance, batchNorm: said, notAligned};
  } finally {
    for (const {to} of [...solutions.values()].flat()) tf.dispose(to as tf.Tensor[]);
    work.dispose();
  }
}
