import * as tf from '@tensorflow/tfjs';
import {adam} from '../../../../optimizers/index.ts';
import {problems} from './problems.ts';
import type {Problem} from './problems.ts';
import {expectSameTraining} from './training.ts';

/** All losses and metrics of TensorFlow.js by name. */
const losses = [
  'meanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'squaredHinge',
  'hinge',
  'categoricalHinge',
  'logcosh',
  'categoricalCrossentropy',
  'binaryCrossentropy',
  'kullbackLeiblerDivergence',
  'poisson',
  'cosineProximity',
];

const metrics = [
  // Functions where `model.compile` knows no name.
  ...([tf.metrics.recall, tf.metrics.r2Score, tf.metrics.binaryCrossentropy] as unknown as string[]),
  'binaryAccuracy',
  'categoricalAccuracy',
  'precision',
  'categoricalCrossentropy',
  'mse',
  'mae',
  'mape',
  'cosine',
];

const optimizer = (): tf.Optimizer => adam(0.01);

function withLoss(name: keyof typeof problems, loss: string, names: string[] = []): () => Problem {
  return () => ({...problems[name]!(), loss, metrics: names});
}

describe('losses and metrics of accelerated models', () => {
  for (const loss of losses) {
    it(`train with the loss ${loss}`, async () => {
      await expectSameTraining({problem: withLoss('a regularised MLP', loss), optimizer});
    });
  }

  it('train with sparseCategoricalCrossentropy, and its accuracy', async () => {
    const problem = withLoss('an embedding with sparse targets', 'sparseCategoricalCrossentropy', [
      'sparseCategoricalCrossentropy',
      tf.metrics.sparseCategoricalAccuracy as unknown as string,
      'accuracy',
    ]);
    await expectSameTraining({problem, optimizer});
  });

  it('log all metrics, and train and log by functions of the user', async () => {
    const problem = (): Problem => {
      const made = problems['a regularised MLP']!();
      const own = (target: tf.Tensor, output: tf.Tensor): tf.Tensor => tf.mean(tf.abs(tf.sub(target, output)));
      const loss = (target: tf.Tensor, output: tf.Tensor): tf.Tensor => tf.losses.huberLoss(target, output);
      return {...made, loss: loss as unknown as string, metrics: [...metrics, own as unknown as string]};
    };
    await expectSameTraining({problem, optimizer});
  });
});
