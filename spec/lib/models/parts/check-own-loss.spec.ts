import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkOwnLoss} from '../../../../lib/models/parts/index.ts';
import {topEigenvalues} from '../../../../lib/curvature/index.ts';
import {interpolate} from '../../../../lib/landscape/index.ts';
import {train} from '../../../../lib/training/index.ts';
import {sgd} from '../../../../optimizers/index.ts';

describe('checkOwnLoss', () => {
  it('refuses losses and metrics of TensorFlow.js, and nothing else', () => {
    expect(() => checkOwnLoss('train', tf.losses.huberLoss)).to.throw(
      TypeError,
      /^train: loss must be a function of a batch, .*labels and predictions; pass {name: 'huberLoss', of: tf.losses.huberLoss}/,
    );
    expect(() => checkOwnLoss('x', tf.metrics.meanSquaredError)).to.throw(/of: tf\.metrics\.meanSquaredError}/);
    checkOwnLoss('train', () => tf.scalar(1));
  });

  it('is asked wherever a loss is taken, and what it says to pass works', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2]})]});
    const data = {x: tf.ones([4, 2]), y: tf.ones([4, 1])};
    const from = model.getWeights();
    const wrong = tf.losses.meanSquaredError as never;
    const right = {name: 'meanSquaredError', of: tf.losses.meanSquaredError};
    const calls = (loss: never): Promise<unknown>[] => [
      train({model, data, loss, optimizer: sgd(0.1), epochs: 1}),
      topEigenvalues({variables: model, data, loss, k: 1}),
      interpolate({model, data, loss, from, to: from, alphas: [0, 1]}),
    ];
    const messages: string[] = [];
    for (const call of calls(wrong)) {
      const error = await call.then(
        () => 'none',
        ({message}: Error) => message,
      );
      messages.push(error);
    }
    const rest = 'loss must be a function of a batch, and tf.losses.meanSquaredError is one of labels and predictions';
    for (const [i, owner] of ['train', 'topEigenvalues', 'interpolate'].entries()) {
      expect(messages[i]).to.match(new RegExp(`^${owner}: ${rest}`));
    }
    for (const call of calls(right as never)) await call;
    model.dispose();
    tf.dispose([data.x, data.y]);
  });
});
