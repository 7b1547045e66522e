import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {hessianTrace, topEigenvalues} from '../../../lib/curvature/index.ts';
import {interpolate} from '../../../lib/landscape/index.ts';
import {lossOfModel, outputKind} from '../../../lib/models/index.ts';
import {train} from '../../../lib/training/index.ts';
import {sgd} from '../../../optimizers/index.ts';

const ending = (units: number, activation?: 'softmax' | 'sigmoid' | 'tanh'): tf.Sequential => {
  const kernelInitializer = tf.initializers.randomNormal({seed: 1, stddev: 1});
  return tf.sequential({
    layers: [tf.layers.dense({units, inputShape: [2], kernelInitializer, ...(activation && {activation})})],
  });
};

function compiled(model: tf.Sequential, loss: string | ((y: tf.Tensor, p: tf.Tensor) => tf.Tensor)): tf.Sequential {
  model.compile({optimizer: 'sgd', loss});
  return model;
}

const found = (model: tf.LayersModel, loss?: string): string => {
  try {
    return lossOfModel('train', model, loss).name;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('lossOfModel', () => {
  it('is the one that is given, else that of model.compile, else that of several logits', () => {
    expect(found(compiled(ending(1), 'meanAbsoluteError'))).to.equal('meanAbsoluteError');
    expect(found(compiled(ending(1), 'meanAbsoluteError'), 'meanSquaredError')).to.equal('meanSquaredError');
    const own = (y: tf.Tensor, p: tf.Tensor): tf.Tensor => tf.abs(tf.sub(y, p));
    expect(lossOfModel('train', compiled(ending(1), own), undefined)).to.deep.equal({name: 'own', of: own});
    expect([found(ending(3)), found(ending(3, 'tanh'))]).to.deep.equal(['softmaxCrossEntropy', 'softmaxCrossEntropy']);
  });

  it('is asked for where nothing tells it', () => {
    expect(found(ending(1))).to.match(
      /^train: loss must be given: the model is not compiled, and ends with one number; 'meanSquaredError'/,
    );
    expect(found(ending(1, 'sigmoid'))).to.match(/ends with sigmoid; 'binaryCrossentropy'/);
    expect(found(ending(3, 'softmax'))).to.match(/ends with softmax; 'categoricalCrossentropy'/);
  });

  it('of logits is refused on probabilities, and the other way round', () => {
    expect(found(ending(3, 'softmax'), 'softmaxCrossEntropy')).to.match(
      /^train: loss: softmaxCrossEntropy is a loss of logits, .*: take categoricalCrossentropy/,
    );
    expect(found(compiled(ending(3), 'categoricalCrossentropy'))).to.match(
      /of probabilities, .*: take softmaxCrossEntropy/,
    );
    expect(outputKind(ending(3, 'softmax'))).to.equal('softmax');
  });
});

describe('a compiled model without a loss', () => {
  const x = tf.tensor2d([
    [0, 1],
    [1, 0],
    [1, 1],
    [2, 1],
  ]);
  const y = tf.tensor2d([[1], [2], [3], [4]]);
  after(() => tf.dispose([x, y]));

  it('is trained, measured and probed by the loss that it was compiled with', async () => {
    const model = compiled(ending(1), 'meanSquaredError');
    const value = (model.evaluate(x, y) as tf.Scalar).dataSync()[0]!;
    const optimizer = sgd(0);
    const {history} = await train({model, data: {x, y}, optimizer, epochs: 1});
    expect(history[0]!.trainLoss).to.be.closeTo(value, 1e-5);
    expect(history[0]!.trainAccuracy).to.equal(null);
    const weights = model.getWeights();
    const [start] = await interpolate({model, from: weights, to: weights, alphas: [0, 1], data: {x, y}});
    expect(start!['trainLoss']).to.be.closeTo(value, 1e-5);
    // The Hessian of the mean of (w x + b - y)^2 is 2 mean (x, 1)(x, 1)', whose trace is 2 mean (|x|^2 + 1).
    const trace = 2 * ((1 + 1 + 2 + 5) / 4 + 1);
    const {values} = await topEigenvalues({variables: model, data: {x, y}, k: 3});
    expect(values.reduce((sum, each) => sum + each, 0)).to.be.closeTo(trace, 1e-3);
    model.compile({optimizer: 'sgd', loss: 'meanAbsoluteError'});
    const absolute = (model.evaluate(x, y) as tf.Scalar).dataSync()[0]!;
    const again = await train({model, data: {x, y}, optimizer, epochs: 1});
    expect(again.history[0]!.trainLoss).to.be.closeTo(absolute, 1e-5);
    expect((await hessianTrace({variables: model, data: {x, y}})).trace).to.be.closeTo(0, 1e-4);
    optimizer.dispose();
    model.dispose();
  });

  it('is refused by a probe where nothing tells the loss, and by the Gauss-Newton matrix where that is not known', async () => {
    const model = ending(1);
    const message = async (run: Promise<unknown>): Promise<string> =>
      run.then(
        () => 'taken',
        (error: Error) => error.message,
      );
    expect(await message(topEigenvalues({variables: model, data: {x, y}, k: 1}))).to.match(
      /topEigenvalues: loss must be given/,
    );
    model.compile({optimizer: 'sgd', loss: 'meanAbsoluteError'});
    expect(await message(topEigenvalues({variables: model, data: {x, y}, k: 1, matrix: 'gaussNewton'}))).to.match(
      /Gauss-Newton|gaussNewton/,
    );
    model.dispose();
  });
});
