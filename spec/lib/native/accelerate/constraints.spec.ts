import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/accelerate/index.ts';
import {adam} from '../../../../optimizers/index.ts';
import {wave} from '../native-only.ts';
import {weightsOf} from './training.ts';

type Made = {kernel: number[][]; bias: Float32Array};

/** The kernel and bias of the first layer after ten steps that push them out of their bounds. */
async function trained(options: {constraints?: boolean} | null, layer: object): Promise<Made> {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 3,
        inputShape: [4],
        kernelInitializer: tf.initializers.glorotUniform({seed: 1}),
        ...layer,
      }),
      tf.layers.dense({units: 1, kernelInitializer: tf.initializers.glorotUniform({seed: 2})}),
    ],
  });
  const optimizer = adam(0.05);
  model.compile({optimizer, loss: 'meanSquaredError'});
  const undo = options === null ? () => {} : accelerate(model, options);
  const x = tf.tensor2d(wave(1, 32), [8, 4]);
  const y = tf.tensor2d(
    wave(2, 8).map((value) => 5 * value - 10),
    [8, 1],
  );
  for (let step = 0; step < 10; step++) await model.trainOnBatch(x, y);
  undo();
  const kernel = (await model.getWeights()[0]!.array()) as number[][];
  const bias = weightsOf(model)[1]!;
  optimizer.dispose();
  model.dispose();
  tf.dispose([x, y]);
  return {kernel, bias};
}

/** The norm of each column: the weights that lead to one unit. */
const norms = ({kernel}: Made): number[] => kernel[0]!.map((_, j) => Math.hypot(...kernel.map((row) => row[j]!)));

describe('constraints of accelerated models', () => {
  it('hold after each step where they are wanted', async () => {
    const layer = {
      kernelConstraint: tf.constraints.maxNorm({maxValue: 0.6, axis: 0}),
      biasConstraint: tf.constraints.nonNeg(),
    };
    const held = await trained({constraints: true}, layer);
    for (const norm of norms(held)) expect(norm).to.be.at.most(0.6 + 1e-5);
    expect(Math.max(...norms(held))).to.be.greaterThan(0.55);
    for (const value of held.bias) expect(value).to.be.at.least(0);
    const free = await trained(null, layer);
    expect(Math.max(...norms(free))).to.be.greaterThan(0.7);
    expect(Math.min(...free.bias)).to.be.lessThan(-0.01);
  });

  it('keep kernels non-negative, and of unit norm', async () => {
    const nonNegative = await trained({constraints: true}, {kernelConstraint: 'nonNeg'});
    expect(Math.min(...nonNegative.kernel.flat())).to.equal(0);
    expect(Math.max(...nonNegative.kernel.flat())).to.be.greaterThan(0.1);
    const unit = await trained({constraints: true}, {kernelConstraint: tf.constraints.unitNorm({axis: 0})});
    for (const norm of norms(unit)) expect(norm).to.be.closeTo(1, 1e-5);
  });

  it('are left out as in TensorFlow.js by default', async () => {
    for (const options of [{}, {constraints: false}]) {
      const layer = {kernelConstraint: tf.constraints.maxNorm({maxValue: 0.6, axis: 0})};
      const [plain, fast] = [await trained(null, layer), await trained(options, layer)];
      for (const [i, norm] of norms(plain).entries()) expect(norms(fast)[i]).to.be.closeTo(norm, 2e-5);
      expect(Math.max(...norms(plain))).to.be.greaterThan(0.7);
    }
  });
});
