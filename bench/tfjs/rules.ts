import * as tf from '@tensorflow/tfjs';
import {optimizerCatalogue} from '../../optimizers/index.ts';
import type {RuleName} from '../task.ts';
import {ownRule} from './own-rule.ts';

/** The optimizer of TensorFlow.js itself that comes closest to a rule. */
const stock: Readonly<Record<RuleName, () => tf.Optimizer>> = {
  sgd: () => tf.train.sgd(0.001),
  momentum: () => tf.train.momentum(0.001, 0.9),
  nesterov: () => tf.train.momentum(0.001, 0.9, true),
  adagrad: () => tf.train.adagrad(0.001),
  adadelta: () => tf.train.adadelta(0.001),
  rmsprop: () => tf.train.rmsprop(0.001),
  adam: () => tf.train.adam(0.001),
};

/**
 * A rule at the learning rate 0.001, TensorFlow.js's own, this package's, or one of somebody's own.
 *
 * @param options of this package's
 */
export function optimizerOf(rule: string, isStock: boolean, options: object = {}): tf.Optimizer {
  if (rule === 'own') return ownRule.create(0.001);
  return isStock ? stock[rule as RuleName]() : optimizerCatalogue[rule]!.create(0.001, options);
}
