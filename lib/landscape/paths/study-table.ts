import type * as tf from '@tensorflow/tfjs';
import {checkChoices, checkLists, notNegative, show} from '../../base/arguments.ts';
import {asGiven, asNumbers, numberOption, option, type OptionsOf} from '../../base/options.ts';
import type {LossName, ModelLoss} from '../../models/index.ts';
import type {Examples} from '../../training/index.ts';
import {rangeOption} from '../range.ts';
import {pointTable} from '../scan/point-evaluator.ts';
import type {StudyStore} from './study-types.ts';

/** The options of `interpolationStudy`. */
export const studyTable = {
  build: option((owner, name, received: (seed: number) => tf.LayersModel) => {
    if (typeof received === 'function') return received;
    throw new TypeError(`${owner}: ${name} must be a function from a seed to a model, received ${show(received)}`);
  }, 'builds the model with the initial weights of a seed; the study disposes it'),
  optimizers: option((owner, name, received: Readonly<Record<string, () => tf.Optimizer>>) => {
    const factories = Object.values(received ?? {});
    if (factories.length > 0 && factories.every((make) => typeof make === 'function')) return received;
    throw new TypeError(
      `${owner}: ${name} must be functions by name, such as {sgd: () => sgd(0.1)}, received ${show(received)}`,
    );
  }, "makes a new optimizer, by the name that it has in the results, which may tell its rate: {'sgd lr=0.1': () => sgd(0.1)}"),
  seeds: option(asNumbers({}, 1), [1, 2, 3], 'of the initial weights and the batches'),
  data: option(asGiven<Examples>, 'training examples; the caller keeps owning them'),
  test: option(asGiven<Examples>, undefined, 'test examples'),
  loss: option(
    asGiven<LossName | (string & {}) | ModelLoss>,
    undefined,
    "name of a loss of the model's output ('softmaxCrossEntropy'), or {name, of, correct} for another one",
  ),
  epochs: option(asGiven<number>, 'passes over the data of every training'),
  batchSize: option(asGiven<number>, undefined, 'examples of an update; 128 when left out'),
  alphas: rangeOption('0:1:51', 'positions on every path: numbers or a range'),
  controls: option(
    (owner, name, received: readonly ('noise' | 'zeros')[]) => {
      checkLists(owner, {[name]: received});
      for (const control of received) checkChoices(owner, {[name]: control}, ['noise', 'zeros']);
      return received;
    },
    ['noise', 'zeros'],
    'what else paths start from, in place of the initial weights',
  ),
  pairs: option(asGiven<boolean>, true, 'whether the solutions of an optimizer are connected with each other'),
  tolerance: numberOption(notNegative, 1e-6, 'rises of at most this count as rounding'),
  batchNorm: pointTable.batchNorm,
  store: option(asGiven<StudyStore>, undefined, 'keeps what is done, which makes the study resumable'),
  signal: option(asGiven<AbortSignal>, undefined, 'ends the study; it then rejects'),
  onProgress: option(
    asGiven<(progress: {done: number; total: number; what: string}) => void>,
    undefined,
    'hears what is done of how many trainings and paths',
  ),
};

/** Options of `interpolationStudy`. */
export interface StudyOptions extends OptionsOf<typeof studyTable> {}
