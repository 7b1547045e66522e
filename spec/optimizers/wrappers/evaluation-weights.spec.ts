import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {averaged, clipped, sgd, withEvaluationWeights} from '../../../optimizers/index.ts';
import {refuses} from './stories.ts';

const valuesOf = (model: tf.LayersModel): number[][] => model.getWeights().map((weight) => [...weight.dataSync()]);

/** A model that halves, or so, and normalises; the average of its kernel after training is 1.5. */
function story(): {model: tf.LayersModel; optimizer: tf.Optimizer; x: tf.Tensor; dispose: () => void} {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({units: 1, inputShape: [1], useBias: false, kernelInitializer: 'ones'}),
      tf.layers.dropout({rate: 0.5}),
      tf.layers.batchNormalization({center: false, scale: false}),
    ],
  });
  const optimizer = clipped(averaged(sgd(1), {from: 1}), {globalNorm: 1});
  const kernel = model.trainableWeights[0]!.read() as tf.Variable;
  // To 2, and back to 1: a gradient of -1, and one of 1.
  for (const sign of [-1, 1]) optimizer.minimize(() => tf.mul(kernel, sign).asScalar(), false, [kernel]);
  const x = tf.tensor2d([1, 2, 3, 6], [4, 1]);
  return {
    model,
    optimizer,
    x,
    dispose: () => {
      for (const each of [model, optimizer, x]) each.dispose();
    },
  };
}

describe('withEvaluationWeights', () => {
  const before = (): number => tf.memory().numTensors;

  it('measures the statistics of batch normalisation with the averages, and puts all back bit by bit', () => {
    const start = before();
    const {model, optimizer, x, dispose} = story();
    const own = valuesOf(model);
    const held = before();
    const look = (options?: Parameters<typeof withEvaluationWeights>[3]): number[][] =>
      withEvaluationWeights(optimizer, model, () => valuesOf(model), options);
    expect(look()).to.deep.equal([[1.5], [0], [1]]);
    // Inputs 1.5, 3, 4.5, 9.
    expect(look({recalibrate: x})).to.deep.equal([[1.5], [4.5], [7.875]]);
    const batches = tf.split(x, [3, 1]);
    // Means 3 and 9, and variances 1.5 and 0, of three and one.
    expect(look({recalibrate: batches})).to.deep.equal([[1.5], [4.5], [1.125]]);
    tf.dispose(batches);
    expect(valuesOf(model)).to.deep.equal(own);
    expect(before()).to.equal(held);
    dispose();
    expect(before()).to.equal(start);
  });

  it('puts all back after promises and errors, of the function and of the data', async () => {
    const {model, optimizer, x, dispose} = story();
    const own = valuesOf(model);
    const held = before();
    const options = {recalibrate: x};
    const later = withEvaluationWeights(
      optimizer,
      model,
      async () => {
        await tf.nextFrame();
        return valuesOf(model);
      },
      options,
    );
    expect(await later).to.deep.equal([[1.5], [4.5], [7.875]]);
    expect(valuesOf(model)).to.deep.equal(own);
    const no = (): never => {
      throw new Error('no');
    };
    expect(() => withEvaluationWeights(optimizer, model, no, options)).to.throw('no');
    const rejected = withEvaluationWeights(optimizer, model, async () => no(), options);
    expect(await rejected.catch(({message}: Error) => message)).to.equal('no');
    const wrong = tf.ones([2, 3]);
    expect(() => withEvaluationWeights(optimizer, model, () => 1, {recalibrate: [x, wrong]})).to.throw(/shape/);
    wrong.dispose();
    expect(valuesOf(model)).to.deep.equal(own);
    expect(before()).to.equal(held);
    // Nothing stands in front of a method any more.
    for (const layer of model.layers) expect(Object.hasOwn(layer, 'call')).to.equal(false);
    dispose();
  });

  it('leaves statistics alone where a model has none, and refuses what are no inputs', () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    const optimizer = averaged(sgd(1), {from: 1});
    const x = tf.ones([1, 1]);
    expect(withEvaluationWeights(optimizer, model, () => 7, {recalibrate: x})).to.equal(7);
    for (const wrong of [[], 1, [x, 2], tf.zeros([0, 1])]) {
      refuses(
        () => withEvaluationWeights(optimizer, model, () => 1, {recalibrate: wrong as never}),
        TypeError,
        /^withEvaluationWeights: recalibrate must be a tensor of inputs, or a list of such batches, received/,
      );
    }
    refuses(
      () => withEvaluationWeights(optimizer, model, () => 1, {recalibrated: x} as never),
      TypeError,
      /unknown option "recalibrated"; did you mean "recalibrate"/,
    );
    model.dispose();
    x.dispose();
  });
});
