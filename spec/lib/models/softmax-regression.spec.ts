import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {softmaxRegression} from '../../../lib/models/softmax-regression.ts';

describe('softmaxRegression', () => {
  it('is one linear layer', () => {
    const model = softmaxRegression({inputs: 4, classes: 3, seed: 2});
    expect(model.countParams()).to.equal(15);
    const [kernel] = model.getWeights();
    const received = tf.tidy(() => [...(model.predict(tf.tensor2d([[1, 0, 0, 2]])) as tf.Tensor).dataSync()]);
    const w = kernel!.arraySync() as number[][];
    for (let c = 0; c < 3; c++) expect(received[c]).to.be.closeTo(w[0]![c]! + 2 * w[3]![c]!, 1e-6);
    model.dispose();
  });

  it('refuses options that it does not have', () => {
    expect(() => softmaxRegression({widths: [3]} as object)).to.throw(TypeError, /unknown option "widths"/);
  });
});
