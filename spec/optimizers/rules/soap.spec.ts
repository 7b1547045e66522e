import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../lib/base/random.ts';
import {adam, Soap, soap} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

function draw(n: number, m: number, seed: number): tf.Tensor2D {
  const random = randomStream(seed, 'soap');
  return tf.tensor2d(
    Array.from({length: n * m}, () => random.normal()),
    [n, m],
  );
}

/** The values of a matrix, or another shape of it, after each of these gradients. */
function path(optimizer: Soap, gradients: readonly tf.Tensor[]): number[][] {
  const w = tf.tidy(() => tf.variable(tf.zeros(gradients[0]!.shape), true, 'w/kernel'));
  const values = gradients.map((gradient) => {
    optimizer.applyGradients({[w.name]: gradient});
    return [...w.dataSync()];
  });
  optimizer.dispose();
  w.dispose();
  return values;
}

describe('soap', () => {
  it('makes no step, nor decay, at the first gradient', () => {
    const before = tf.memory().numTensors;
    expect(trace(soap(0.1, {weightDecay: 0.5, weightDecayOn: 'all'}), 2, [1])).to.deep.equal([2]);
    const gradient = draw(3, 2, 1);
    expect(path(soap(0.1), [gradient])[0]).to.deep.equal([0, 0, 0, 0, 0, 0]);
    gradient.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('is Adam, an update late, for vectors and where all sides are too long', () => {
    const options = {beta1: 0.9, beta2: 0.99, epsilon: 0.01};
    const late = trace(soap(0.1, options), 1, [5, 1, -2, 0.5]).slice(1);
    expect(late).to.deep.equal(trace(adam(0.1, options), 1, [1, -2, 0.5]));
    tf.tidy(() => {
      const gradients = [1, 2, 3, 4].map((seed) => draw(3, 2, seed));
      const own = path(soap(0.1, {...options, longestSide: 0, refreshEvery: 1}), gradients);
      const wanted = gradients[0]!.dataSync().map((_, i) => {
        const numbers = gradients.slice(1).map((gradient) => gradient.dataSync()[i]!);
        return trace(adam(0.1, options), 0, numbers)[2]!;
      });
      for (const [i, value] of own[3]!.entries()) expect(value).to.be.closeTo(wanted[i]!, 1e-6);
    });
  });

  it('follows a rotation of the weights from both sides', () => {
    tf.tidy(() => {
      const left: tf.Tensor2D = tf.linalg.gramSchmidt(draw(3, 3, 8)) as tf.Tensor2D;
      const right: tf.Tensor2D = tf.linalg.gramSchmidt(draw(3, 3, 9)) as tf.Tensor2D;
      const turned = (x: tf.Tensor2D): tf.Tensor2D => tf.matMul(tf.matMul(left, x), right);
      const gradients = [1, 2, 3, 4, 5].map((seed) => draw(3, 3, seed));
      const own = path(soap(0.1, {refreshEvery: 2}), gradients).at(-1)!;
      const other = path(soap(0.1, {refreshEvery: 2}), gradients.map(turned)).at(-1)!;
      const wanted = turned(tf.tensor2d(own, [3, 3])).dataSync();
      for (const [i, value] of other.entries()) expect(value).to.be.closeTo(wanted[i]!, 1e-4);
    });
  });

  it('takes the kernel of a convolution for the matrix [h w in, out]', () => {
    tf.tidy(() => {
      const gradients = [1, 2, 3, 4].map((seed) => draw(8, 3, seed));
      const kernels = gradients.map((gradient) => gradient.reshape([2, 2, 2, 3]));
      const make = (): Soap => soap(0.1, {refreshEvery: 2});
      expect(path(make(), kernels)).to.deep.equal(path(make(), gradients));
    });
  });

  it('keeps steps finite for gradients of zeros, and rows of them', () => {
    tf.tidy(() => {
      const holed = [1, 2, 3, 4].map((seed) => tf.mul(draw(4, 3, seed), tf.tensor2d([1, 0, 0, 1], [4, 1])));
      for (const gradients of [[0, 0, 0].map(() => tf.zeros([3, 2])), holed, [tf.zeros([4, 3]), ...holed]]) {
        for (const epsilon of [1e-7, 0]) {
          for (const value of path(soap(0.1, {refreshEvery: 1, epsilon}), gradients).flat()) {
            expect(value).to.satisfy(Number.isFinite);
          }
        }
      }
    });
  });

  it('starts a variable that comes later in the basis of the weights', () => {
    tf.tidy(() => {
      const gradient = draw(3, 2, 1);
      const optimizer = soap(0.1, {refreshEvery: 3});
      const w = tf.variable(tf.zeros([3, 2]), true, 'late/kernel');
      optimizer.applyGradients({});
      for (let i = 0; i < 5; i++) optimizer.applyGradients({[w.name]: gradient});
      for (const value of w.dataSync()) expect(value).to.satisfy(Number.isFinite);
      expect(tf.sum(tf.mul(w, gradient)).dataSync()[0]).to.be.below(0);
      w.dispose();
      optimizer.dispose();
    });
  });

  it('copies itself from its configuration, and refuses what is no number of updates', () => {
    const original = soap(exponentialDecay(0.1, {gamma: 0.5}), {refreshEvery: 3, beta2: 0.9});
    const config = JSON.parse(JSON.stringify(original.getConfig())) as never;
    expect(new Soap(config).getConfig()).to.deep.equal(original.getConfig());
    expect(() => soap(0.1, {refreshEvery: 0})).to.throw(RangeError, /Soap: refreshEvery/);
    expect(() => soap(0.1, {refreshEvery: 1.5})).to.throw(RangeError, /refreshEvery/);
  });
});
