import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {logisticAutoencoder} from '../../../lib/models/logistic-autoencoder.ts';

describe('logisticAutoencoder', () => {
  it('goes through logistic units to as many logits as there are inputs', () => {
    const model = logisticAutoencoder({inputs: 6, widths: [2], seed: 4});
    const [w, , v] = model.getWeights().map((weight) => weight.arraySync() as number[][]);
    const code = [0, 1].map((j) => 1 / (1 + Math.exp(-w![5]![j]!)));
    const received = tf.tidy(() => [...(model.predict(tf.tensor2d([[0, 0, 0, 0, 0, 1]])) as tf.Tensor).dataSync()]);
    expect(received).to.have.length(6);
    for (let i = 0; i < 6; i++) {
      expect(received[i]).to.be.closeTo(code[0]! * v![0]![i]! + code[1]! * v![1]![i]!, 1e-5);
    }
    model.dispose();
  });

  it('needs a hidden layer', () => {
    expect(() => logisticAutoencoder({widths: []})).to.throw(RangeError, /widths must have at least 1 element/);
  });
});
