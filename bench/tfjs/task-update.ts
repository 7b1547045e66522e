import * as tf from '@tensorflow/tfjs';
import {plainUpdates} from '../../lib/update/index.ts';
import {type ContenderName, isStock} from '../contenders.ts';
import type {Task} from '../task.ts';
import {symmetric} from './data.ts';
import {optimizerOf} from './rules.ts';
import {type Subject, take, wrapOf} from './subject.ts';

/** One update with gradients that are there already; nothing is read, because all is done when the call returns. */
export function update(contender: ContenderName, {rule, shapes}: Extract<Task, {kind: 'update'}>): Subject {
  const drawn = (from: number): tf.Tensor[] =>
    shapes.map((shape, i) => tf.tensor(symmetric(tf.util.sizeFromShape([...shape]), from + i, 0.1), [...shape]));
  const variables = drawn(0).map((value) => tf.variable(value));
  const gradients = drawn(3000);
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
  return {steps: 1, check: take(tf.slice(tf.reshape(variables[0]!, [-1]), 0, 1)), call};
}
