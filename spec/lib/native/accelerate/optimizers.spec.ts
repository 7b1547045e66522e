import * as tf from '@tensorflow/tfjs';
import {adadelta, adagrad, adam, momentum, nesterov, rmsprop, sgd} from '../../../../optimizers/index.ts';
import {cosineDecay} from '../../../../schedules/index.ts';
import {problems} from './problems.ts';
import {expectSameTraining} from './training.ts';

const schedule = cosineDecay(0.1, {steps: 20});

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => sgd(schedule, {weightDecay: 0.01}),
  momentum: () => momentum(schedule),
  nesterov: () => nesterov(0.05),
  'nesterov, reformulated': () => nesterov(0.05, {form: 'reformulated'}),
  adagrad: () => adagrad(0.05),
  adadelta: () => adadelta(1),
  rmsprop: () => rmsprop(0.01, {centered: true, momentum: 0.5}),
  adam: () => adam(schedule, {weightDecay: 0.1}),
  amsgrad: () => adam(0.01, {amsgrad: true}),
  'tf.train.sgd': () => tf.train.sgd(0.05),
  'tf.train.momentum': () => tf.train.momentum(0.05, 0.9),
  'tf.train.momentum of Nesterov': () => tf.train.momentum(0.05, 0.9, true),
  'tf.train.adagrad': () => tf.train.adagrad(0.05),
  'tf.train.adadelta': () => tf.train.adadelta(0.05),
  'tf.train.rmsprop': () => tf.train.rmsprop(0.01, 0.9, 0.5),
  'tf.train.adam': () => tf.train.adam(0.01),
  'tf.train.adamax': () => tf.train.adamax(0.01, 0.9, 0.99, 1e-7, 0.01),
};

describe('optimizers of accelerated models', () => {
  for (const [name, optimizer] of Object.entries(optimizers)) {
    it(`${name} updates as without acceleration`, async () => {
      for (const problem of ['a regularised MLP', 'two inputs and two outputs']) {
        await expectSameTraining({problem: problems[problem]!, optimizer});
      }
    });
  }
});
