import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {resolveOptions, type RunOptions} from '../../../lib/training/train-options.ts';
import {measuredUpdate, pickBatch, updateOnce} from '../../../lib/training/update.ts';

/** Descends mean((w - x)^2) from w = 0 over the examples 1, 2, 4. */
function setUp(options: object = {}): {run: RunOptions; w: tf.Variable; dispose: () => void} {
  const w = tf.variable(tf.scalar(0));
  const data = {x: tf.tensor1d([1, 2, 4]), y: tf.zeros([3])};
  const optimizer = tf.train.sgd(0.1);
  const loss = ({x}: {x: tf.Tensor}): tf.Scalar => tf.mean(tf.square(tf.sub(w, x)));
  const run = resolveOptions({loss, variables: [w], data, optimizer, epochs: 1, batchSize: 2, ...options});
  return {run, w, dispose: () => tf.dispose([w, data.x, data.y])};
}

describe('updateOnce', () => {
  it('descends the mean or the sum over the examples that it is given, and tells the mean', async () => {
    for (const [reduction, wanted] of [
      ['mean', 0.5],
      ['sum', 1],
    ] as const) {
      const {run, w, dispose} = setUp({reduction});
      const before = tf.memory().numTensors;
      expect(await updateOnce(run, Int32Array.of(0, 2))).to.be.closeTo(8.5, 1e-6);
      expect(w.dataSync()[0]).to.be.closeTo(wanted, 1e-6);
      expect(tf.memory().numTensors).to.equal(before);
      dispose();
    }
  });

  it('picks examples with replacement as often as they are drawn, also as many as there are', async () => {
    const {run, w, dispose} = setUp();
    expect(await updateOnce(run, Int32Array.of(2, 2))).to.equal(16);
    expect(w.dataSync()[0]).to.be.closeTo(0.8, 1e-6);
    dispose();
  });

  it('refuses an optimizer that does not give the cost', async () => {
    const {run, dispose} = setUp({optimizer: {minimize: () => null}});
    const error = await updateOnce(run, Int32Array.of(0)).catch((thrown: unknown) => thrown);
    expect(error)
      .to.be.instanceOf(TypeError)
      .with.property('message')
      .that.matches(/must give the cost/);
    dispose();
  });
});

describe('measuredUpdate', () => {
  it('measures around the update that it is given', async () => {
    const {run, w, dispose} = setUp();
    const before = tf.memory().numTensors;
    const indices = Int32Array.of(0, 2);
    const {loss, layers} = await measuredUpdate(
      run,
      () => pickBatch(run, indices),
      () => updateOnce(run, indices),
    );
    expect(loss).to.be.closeTo(8.5, 1e-6);
    expect(layers[0]!.gradientNorm).to.be.closeTo(5, 1e-5);
    expect(layers[0]!.updateNorm).to.be.closeTo(0.5, 1e-6);
    expect(w.dataSync()[0]).to.be.closeTo(0.5, 1e-6);
    expect(tf.memory().numTensors).to.equal(before);
    dispose();
  });
});
