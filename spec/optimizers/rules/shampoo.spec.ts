import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../lib/base/random.ts';
import {Shampoo, shampoo} from '../../../optimizers/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {trace} from '../run.ts';

function draw(n: number, m: number, seed: number): tf.Tensor2D {
  const random = randomStream(seed, 'shampoo');
  return tf.tensor2d(
    Array.from({length: n * m}, () => random.normal()),
    [n, m],
  );
}

/** The steps that an optimizer makes of gradients, one after the other. */
function stepsOf(optimizer: Shampoo, gradients: readonly tf.Tensor[]): number[][] {
  const w = tf.tidy(() => tf.variable(tf.zeros(gradients[0]!.shape), true, 'w/kernel'));
  const steps = gradients.map((gradient) => {
    const before = w.dataSync().slice();
    optimizer.applyGradients({[w.name]: gradient});
    return [...w.dataSync()].map((value, i) => value - before[i]!);
  });
  optimizer.dispose();
  w.dispose();
  return steps;
}

const length = (step: readonly number[]): number => Math.hypot(...step);

const plain = {momentum: 0, refreshEvery: 1} as const;

describe('shampoo', () => {
  it('makes one gradient orthogonal without graft, as its roots are those of its own square', () => {
    tf.tidy(() => {
      const g = draw(4, 4, 1);
      const [step] = stepsOf(shampoo(1, {...plain, graft: 'none', beta2: 0, ridge: 0}), [g]);
      const moved = tf.tensor2d(step!, [4, 4]);
      const gram = tf.matMul(moved, moved, true).dataSync();
      for (const [i, value] of gram.entries()) expect(value).to.be.closeTo(i % 5 === 0 ? 1 : 0, 1e-3);
    });
  });

  it('steps as long as the grafted rule: RMSProp with correction, Adagrad, SGD', () => {
    tf.tidy(() => {
      const gradients = [1, 2, 3].map((seed) => draw(4, 3, seed));
      const elements = (f: (numbers: number[]) => number): number =>
        length([...gradients[0]!.dataSync()].map((_, i) => f(gradients.map((each) => each.dataSync()[i]!))));
      const expected = {
        sgd: elements((g) => g.at(-1)!),
        adagrad: elements((g) => g.at(-1)! / length(g)),
        rmsprop: elements((g) => {
          const v = g.reduce((sum, each) => 0.9 * sum + 0.1 * each ** 2, 0);
          return g.at(-1)! / Math.sqrt(v / (1 - 0.9 ** 3));
        }),
      };
      for (const graft of ['sgd', 'adagrad', 'rmsprop'] as const) {
        const step = stepsOf(shampoo(1, {...plain, graft, beta2: 0.9}), gradients)[2]!;
        expect(length(step)).to.be.closeTo(expected[graft], 1e-4 * expected[graft]);
      }
    });
  });

  it('moves what is no matrix by the grafted rule, with momentum', () => {
    expect(trace(shampoo(0.1, {graft: 'sgd', momentum: 0.5, nesterov: false}), 0, [1, 1, 0])).to.satisfy(
      (path: number[]) => [-0.1, -0.25, -0.325].every((value, i) => Math.abs(path[i]! - value) < 1e-6),
    );
    expect(trace(shampoo(0.1, {graft: 'sgd', momentum: 0.5}), 0, [1])[0]).to.be.closeTo(-0.15, 1e-6);
    for (const g of [1e-3, 1, 1e3]) expect(trace(shampoo(0.1, {momentum: 0}), 0, [g])[0]).to.be.closeTo(-0.1, 2e-5);
  });

  it('is the grafted rule until the first roots, and keeps them until the next', () => {
    tf.tidy(() => {
      const gradients = [1, 2, 3, 4].map((seed) => draw(3, 2, seed));
      const steps = stepsOf(shampoo(1, {momentum: 0, graft: 'sgd', refreshEvery: 2}), gradients);
      const gradient = [...gradients[0]!.dataSync()];
      for (const [i, value] of steps[0]!.entries()) expect(value).to.be.closeTo(-gradient[i]!, 1e-6);
      const second = [...gradients[1]!.dataSync()];
      expect(Math.max(...steps[1]!.map((value, i) => Math.abs(value + second[i]!)))).to.be.above(0.01);
    });
  });

  it('takes a root of order 2 of one side where the other is too long, and kernels of convolutions for matrices', () => {
    tf.tidy(() => {
      const g = draw(6, 3, 1);
      const [step] = stepsOf(shampoo(1, {...plain, graft: 'none', beta2: 0, ridge: 0, longestSide: 3}), [g]);
      const moved = tf.tensor2d(step!, [6, 3]);
      const gram = tf.matMul(moved, moved, true).dataSync();
      for (const [i, value] of gram.entries()) expect(value).to.be.closeTo(i % 4 === 0 ? 1 : 0, 1e-3);
      const gradients = [1, 2, 3].map((seed) => draw(8, 3, seed));
      const kernels = gradients.map((each) => each.reshape([2, 2, 2, 3]));
      expect(stepsOf(shampoo(0.1, plain), kernels)).to.deep.equal(stepsOf(shampoo(0.1, plain), gradients));
    });
  });

  it('keeps steps finite for gradients of zeros, and rows of them, without ridge too', () => {
    tf.tidy(() => {
      const holed = [1, 2, 3].map((seed) => tf.mul(draw(4, 3, seed), tf.tensor2d([1, 0, 0, 1], [4, 1])));
      for (const gradients of [[0, 0, 0].map(() => tf.zeros([3, 2])), holed, [tf.zeros([4, 3]), ...holed]]) {
        for (const more of [{}, {epsilon: 0, ridge: 0}, {graft: 'none'}, {graft: 'adagrad', epsilon: 0}] as const) {
          for (const value of stepsOf(shampoo(0.1, {refreshEvery: 1, ...more}), gradients).flat()) {
            expect(value).to.satisfy(Number.isFinite);
          }
        }
      }
    });
  });

  it('copies itself from its configuration', () => {
    const original = shampoo(exponentialDecay(0.1, {gamma: 0.5}), {graft: 'adagrad', refreshEvery: 3});
    const config = JSON.parse(JSON.stringify(original.getConfig())) as never;
    expect(new Shampoo(config).getConfig()).to.deep.equal(original.getConfig());
    expect(() => shampoo(0.1, {refreshEvery: 0})).to.throw(RangeError, /Shampoo: refreshEvery/);
    expect(() => shampoo(0.1, {graft: 'adam' as never})).to.throw(RangeError, /graft/);
  });
});
