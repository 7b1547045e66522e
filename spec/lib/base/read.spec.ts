import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkReadsAtOnce, valuesOf} from '../../../lib/base/read.ts';

describe('valuesOf', () => {
  it('reads what it makes and leaves nothing, but what lives elsewhere', async () => {
    const x = tf.tensor1d([1, 2]);
    const before = tf.memory().numTensors;
    const values = await valuesOf(() => [x, tf.sum(tf.square(x))]);
    expect(values.map((each) => [...each])).to.deep.equal([[1, 2], [5]]);
    expect(tf.memory().numTensors).to.equal(before);
    expect(x.isDisposed).to.equal(false);
    x.dispose();
  });
});

describe('checkReadsAtOnce', () => {
  it('refuses WebGPU by the name of the function, and nothing else', () => {
    checkReadsAtOnce('alignUnits');
    const engine = tf.engine() as unknown as {backendName: string};
    const {backendName} = engine;
    engine.backendName = 'webgpu';
    try {
      expect(() => checkReadsAtOnce('alignUnits')).to.throw(/^alignUnits: reads tensors at once.*webgpu.*setBackend/);
    } finally {
      engine.backendName = backendName;
    }
  });
});
