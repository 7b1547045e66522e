import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {checkGradients, fisherVp, ggnvp, hessian, hvp, jvp, secondOrder, vjp} from '../../../../lib/autograd/index.ts';
import {expectClose} from '../close.ts';

type Loss = () => tf.Scalar;

describe('products of functions that take their variables', () => {
  let [w, v]: tf.Tensor[] = [];
  before(() => {
    w = tf.variable(tf.tensor1d([1, 2]));
    v = tf.ones([2]);
  });
  after(() => tf.dispose([w!, v!]));

  const cube = ((x: tf.Tensor) => tf.sum(tf.pow(x, 3))) as unknown as Loss;
  const within = (work: () => readonly tf.Tensor[], expected: readonly number[]): void =>
    tf.tidy(() => expectClose(work(), expected, 1e-5));

  it('one variable and one vector, alone or in lists', () => {
    for (const [variables, vectors] of [
      [w!, v!],
      [[w!], v!],
      [w!, [v!]],
      [[w!], [v!]],
    ] as const) {
      within(() => hvp(cube, variables, vectors), [6, 12]);
    }
    within(() => [hessian(cube, w!)], [6, 0, 0, 12]);
    const square = (x: tf.Tensor): tf.Tensor => tf.square(x);
    within(() => [jvp(square, w!, v!)], [2, 4]);
    within(() => vjp(square, w!, [v!]), [2, 4]);
    within(() => fisherVp(square as never, w!, v!), [2, 8]);
    within(() => ggnvp(((x: tf.Tensor) => tf.reshape(x, [2, 1])) as never, 'meanSquaredError', w!, v!), [1, 1]);
    expect(checkGradients(cube, w!)[0]!.relativeError).to.be.lessThan(1e-3);
  });

  it('several variables in their order', () => {
    const product = ((a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(a, b))) as unknown as Loss;
    within(() => hvp(product, [w!, v!], [v!, w!]), [1, 2, 1, 1]);
  });

  it('a model, and its weights as vectors', () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({units: 1, useBias: false, inputShape: [1], kernelInitializer: 'ones'})],
    });
    const loss = ((m: tf.LayersModel) =>
      tf.sum(tf.square(m.apply(tf.tensor2d([[3]])) as tf.Tensor))) as unknown as Loss;
    within(() => hvp(loss, model, model), [18]);
    within(() => hvp(loss, model.layers[0]!, model.trainableWeights), [18]);
    model.dispose();
  });

  it('a function whose parameter has a default is called without', () => {
    const loss = ((x: tf.Tensor = w!) => tf.sum(tf.pow(x, 3))) as unknown as Loss;
    within(() => hvp(loss, [w!], [v!]), [6, 12]);
  });

  it('what is no function is refused, in short', () => {
    const value = tf.scalar(1);
    expect(() => hvp(value as never, [w!], [v!])).to.throw(
      TypeError,
      'hvp: loss must be a function that returns a tensor, received an object of class Tensor',
    );
    expect(() => ggnvp({} as never, 'meanSquaredError', [w!], [v!])).to.throw(
      TypeError,
      /^ggnvp: outputs must be a function/,
    );
    expect(() => secondOrder(value as never)).to.throw(TypeError, /^secondOrder: fn must be a function/);
    expect(() => hvp(cube, [w!], [v!], {batches: {x: value} as never})).to.throw(
      'hvp: batches must be an array, received {x: a tensor of shape []}',
    );
    value.dispose();
  });
});
