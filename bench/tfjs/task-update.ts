import * as tf from '@tensorflow/tfjs';
import {plainUpdates} from '../../lib/update/index.ts';
import {type ContenderName, isStock} from '../contenders.ts';
import type {Task} from '../task.ts';
import {symmetric} from './data.ts';
import {optimizerOf} from './rules.ts';
import {type Subject, take, wrapOf} from './subject.ts';

/** One update with gradients that are there already; nothing is read, because all is done when the call returns. */
export function update(contender: ContenderName, {rule, sizes}: Extract<Task, {kind: 'update'}>): Subject {
  const variables = sizes.map((size, stream) => tf.variable(tf.tensor1d(symmetric(size, stream, 0.1))));
  const gradients = sizes.map((size, stream) => tf.tensor1d(symmetric(size, 3000 + stream, 0.1)));
  // With given gradients: the form that the others have.
  const optimizer = optimizerOf(rule, isStock(contender), rule === 'nesterov' ? {form: 'reformulated'} : {});
  const apply = wrapOf(contender)((...given: tf.Tensor[]) => {
    optimizer.applyGradients(given.map((tensor, index) => ({name: variables[index]!.name, tensor})));
  });
  // Stock optimizers leave tensors to the caller's tidy.
  const tidied = (): void => {
    tf.tidy(() => apply(...gradients));
  };
  const call =
    contender === 'plain' ? () => plainUpdates(tidied) : isStock(contender) ? tidied : () => apply(...gradients);
  call();
  return {steps: 1, check: take(tf.slice(variables[0]!, 0, 1)), call};
}
