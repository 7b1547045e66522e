import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {controlStart} from '../../../../lib/landscape/paths/controls.ts';
import {batchNormModel, leakFree, values} from '../support.ts';

describe('controlStart', () => {
  leakFree();

  it('is noise as large as each weight, or zeros, and leaves what is not trained', () => {
    const model = batchNormModel(1);
    const from = model.getWeights();
    const size = (tensor: tf.Tensor) => Math.hypot(...values([tensor])) / Math.sqrt(tensor.size);
    const [noise, again, other] = [3, 3, 4].map((seed) => controlStart(model, from, 'noise', seed));
    expect(values(again!)).to.deep.equal(values(noise!));
    expect(values(other!)).not.to.deep.equal(values(noise!));
    // 30 numbers: their size scatters by 13 %.
    expect(size(noise![0]!) / size(from[0]!)).to.be.within(0.6, 1.4);
    const zeros = controlStart(model, from, 'zeros', 3);
    for (const control of [noise!, zeros]) expect(values(control.slice(6))).to.deep.equal(values(from.slice(6)));
    expect(values(zeros.slice(0, 6)).every((value) => value === 0)).to.equal(true);
    expect(values(noise!.slice(0, 1))).not.to.deep.equal(values(from.slice(0, 1)));
    tf.dispose([noise, again, other, zeros] as tf.Tensor[][]);
    model.dispose();
  });
});
