import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {ggnvp} from '../../../../lib/autograd/products/ggnvp.ts';
import {hvp} from '../../../../lib/autograd/products/hvp.ts';
import {type OutputLoss} from '../../../../lib/autograd/products/output-loss.ts';
import {lossCatalogue} from '../../../../lib/models/losses.ts';
import {expectClose} from '../close.ts';
import {draw, scopedTensors} from '../scoped.ts';

describe('ggnvp', () => {
  scopedTensors();

  for (const loss of [
    'softmaxCrossEntropy',
    'sigmoidCrossEntropy',
    'meanSquaredError',
  ] as const satisfies OutputLoss[]) {
    it(`ggnvp with ${loss} is the Hessian where the outputs are linear, and differs where not`, () => {
      const w = draw([3, 2], 1);
      const v = draw([3, 2], 4);
      const x = draw([5, 3], 2) as tf.Tensor2D;
      const labels = tf.oneHot(tf.tensor1d([0, 1, 1, 0, 1], 'int32'), 2).toFloat();
      const linear = (): tf.Tensor => tf.matMul(x, w);
      const exact = hvp(() => lossCatalogue[loss](labels, linear()), [w], [v]);
      expectClose(ggnvp(linear, loss, [w], [v]), [...exact[0]!.dataSync()], 2e-6);
      const bent = (): tf.Tensor => tf.tanh(linear());
      const [full] = hvp(() => lossCatalogue[loss](labels, bent()), [w], [v]);
      const [part] = ggnvp(bent, loss, [w], [v]);
      expect(tf.norm(tf.sub(full!, part!)).dataSync()[0]).to.be.greaterThan(1e-3);
      expect(tf.sum(tf.mul(part!, v)).dataSync()[0]).to.be.greaterThan(0);
    });
  }

  it('ggnvp refuses losses without a closed form', () => {
    const w = draw([3, 2], 1);
    expect(() => ggnvp(() => w, 'hinge' as 'meanSquaredError', [w], [w])).to.throw(
      RangeError,
      'ggnvp: loss must be one of',
    );
  });
});
