import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {
  fisherVp,
  flatten,
  ggnvp,
  hessian,
  hvp,
  jvp,
  type OutputLoss,
  unflatten,
  vjp,
} from '../../../lib/autograd/index.ts';
import {lossCatalogue} from '../../../lib/models/losses.ts';
import {expectClose} from './close.ts';

describe('products with Jacobians, Fisher and Gauss-Newton matrices', () => {
  let before: number;
  beforeEach(() => {
    before = tf.memory().numTensors;
    tf.engine().startScope();
  });
  afterEach(() => {
    tf.engine().endScope();
    expect(tf.memory().numTensors).to.equal(before);
  });
  const draw = (shape: number[], seed: number): tf.Tensor => tf.randomNormal(shape, 0, 1, 'float32', seed);

  it('jvp and vjp are J v and J u of z = tanh(x w)', () => {
    const [x, w] = [
      [1, 2],
      [0.5, -0.25],
    ] as const;
    const variable = tf.tensor1d([...w]);
    const z = (): tf.Tensor => tf.tanh(tf.mul(variable, tf.tensor1d([...x])));
    const slope = w.map((value, i) => x[i]! * (1 - Math.tanh(x[i]! * value) ** 2));
    expectClose([jvp(z, [variable], [tf.tensor1d([2, 3])])], [2 * slope[0]!, 3 * slope[1]!], 1e-6);
    expectClose(vjp(z, [variable], tf.tensor1d([2, 3])), [2 * slope[0]!, 3 * slope[1]!], 1e-6);
  });

  it('are adjoint: u J v = v J u, and zero for tensors without influence', () => {
    const w = draw([3, 2], 1);
    const z = (): tf.Tensor => tf.softmax(tf.matMul(draw([4, 3], 2) as tf.Tensor2D, w as tf.Tensor2D));
    const [u, v] = [draw([4, 2], 3), draw([3, 2], 4)];
    const left = tf.sum(tf.mul(u, jvp(z, [w], [v]))).dataSync()[0]!;
    const right = tf.sum(tf.mul(v, vjp(z, [w], u)[0]!)).dataSync()[0]!;
    expect(Math.abs(left)).to.be.greaterThan(1e-2);
    expect(left).to.be.closeTo(right, 1e-5);
    expect(
      jvp(z, [u], [u])
        .dataSync()
        .every((value) => value === 0),
    ).to.equal(true);
    expect(() => vjp(z, [w], v)).to.throw(RangeError, 'vjp: cotangent[0] must be of type float32 and shape [4, 2]');
  });

  it('fisherVp is the mean of g g v over the examples', () => {
    const x = [1, 3, -2];
    const w = tf.tensor1d([0.5, -1]);
    // losses a_i = w0 x_i + w1 x_i^2 have the gradients (x_i, x_i^2)
    const losses = (): tf.Tensor =>
      tf.add(tf.mul(tf.tensor1d(x), tf.slice(w, 0, 1)), tf.mul(tf.tensor1d(x.map((a) => a * a)), tf.slice(w, 1, 1)));
    const sum = (power: number): number => x.reduce((total, a) => total + a ** power, 0) / 3;
    expectClose(fisherVp(losses, [w], [tf.tensor1d([2, 1])]), [2 * sum(2) + sum(3), 2 * sum(3) + sum(4)], 1e-6);
    expect(() => fisherVp(() => tf.sum(w), [w], [w])).to.throw(RangeError, 'one loss for each example');
  });

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

  it('hessian is dense, symmetric and made of products', () => {
    const [w, b] = [draw([2, 2], 1), draw([2], 2)];
    const loss = (): tf.Scalar =>
      tf.mean(tf.square(tf.tanh(tf.add(tf.matMul(draw([3, 2], 3) as tf.Tensor2D, w as tf.Tensor2D), b))));
    const matrix = hessian(loss, [w, b]);
    expect(matrix.shape).to.deep.equal([6, 6]);
    const v = draw([6], 5) as tf.Tensor1D;
    expectClose([tf.dot(matrix, v)], [...flatten(hvp(loss, [w, b], unflatten(v, [w, b]))).dataSync()], 1e-5);
    expect(tf.max(tf.abs(tf.sub(matrix, tf.transpose(matrix)))).dataSync()[0]).to.be.lessThan(1e-6);
    const product = hessian(() => tf.prod(tf.tensor1d([1])), [tf.scalar(1)]);
    expect(product.dataSync()[0]).to.equal(0);
    expect(() => hessian(loss, [tf.zeros([10_001])])).to.throw(RangeError, 'at most 10000 numbers');
  });

  it('flatten and unflatten are inverse', () => {
    const tensors = [draw([2, 3], 1), tf.scalar(4), draw([2, 1, 2], 2)];
    const flat = flatten(tensors);
    expect([...flat.dataSync()]).to.deep.equal(tensors.flatMap((tensor) => [...tensor.dataSync()]));
    const back = unflatten(flat, tensors);
    expect(back.map(({shape}) => shape)).to.deep.equal(tensors.map(({shape}) => shape));
    expect(back.flatMap((tensor) => [...tensor.dataSync()])).to.deep.equal([...flat.dataSync()]);
    expect(() => unflatten(flat, [tensors[0]!])).to.throw(
      RangeError,
      'unflatten: vector must be a tensor of shape [6]',
    );
  });
});
