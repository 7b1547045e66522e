import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {adam, momentum, nesterov, sgd} from '../../../optimizers/index.ts';
import {stabilityEdge} from '../../../scripts/hessian/stability-edge.ts';

/** How large w is after so many updates on h w^2 / 2 from w = 1. */
async function endOf(optimizer: tf.Optimizer, h: number, updates: number): Promise<number> {
  const w = tf.variable(tf.tensor1d([1]));
  for (let i = 0; i < updates; i++) optimizer.minimize(() => tf.sum(tf.mul(tf.square(w), h / 2)), false, [w]);
  const [end] = await w.data();
  w.dispose();
  optimizer.dispose();
  return Math.abs(end!);
}

describe('stabilityEdge', () => {
  for (const [name, make] of [
    ['sgd', () => sgd(0.1)],
    ['momentum', () => momentum(0.1, {momentum: 0.5})],
    ['momentum, trace', () => momentum(0.1, {momentum: 0.5, form: 'trace'})],
    ['momentum, average', () => momentum(0.1, {momentum: 0.5, form: 'average'})],
    ['nesterov', () => nesterov(0.1, {momentum: 0.5})],
    ['nesterov, reformulated', () => nesterov(0.1, {momentum: 0.5, form: 'reformulated'})],
  ] as const)
    it(`is where a quadratic loss begins to diverge: ${name}`, async () => {
      const optimizer = make();
      const {eigenvalue} = stabilityEdge(optimizer, 0.1)!;
      optimizer.dispose();
      expect(await endOf(make(), eigenvalue * 0.97, 300)).to.be.below(0.1);
      expect(await endOf(make(), eigenvalue * 1.03, 300)).to.be.above(10);
    });

  it('is none of rules that scale the gradient, of other iterations, and without a rate', () => {
    for (const [optimizer, rate] of [
      [adam(0.1), 0.1],
      [sgd(0.1, {weightDecay: 0.1}), 0.1],
      [sgd(0.1), null],
    ] as [tf.Optimizer, number | null][]) {
      expect(stabilityEdge(optimizer, rate)).to.equal(null);
      optimizer.dispose();
    }
  });
});
