import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {classifyCriticalPoint} from '../../../lib/curvature/index.ts';
import {networks, onNetwork, rejection} from './support.ts';

/** 1/2 sum a_i w_i^2 at a point. */
async function classified(a: number[], at: number[], options: {steps?: number; gradientTolerance?: number} = {}) {
  const w = tf.variable(tf.tensor1d(at));
  const before = tf.memory().numTensors;
  const loss = () => tf.mul(0.5, tf.sum(tf.mul(a, tf.square(w)))) as tf.Scalar;
  const point = await classifyCriticalPoint({loss, variables: [w], ...options});
  expect(tf.memory().numTensors).to.equal(before);
  w.dispose();
  return point;
}

describe('classifyCriticalPoint', () => {
  it('tells minimum, maximum, saddle and degenerate apart', async () => {
    const cases: [number[], string, number, boolean][] = [
      [[1, 3], 'minimum', 0, false],
      [[-1, -3], 'maximum', 2, false],
      [[1, -3, 2], 'saddle', 1, false],
      [[1, 0, 2], 'minimum', 0, true],
      [[-1, 0, 2], 'saddle', 1, true],
      [[0, 0], 'degenerate', 0, true],
    ];
    for (const [a, kind, index, isDegenerate] of cases) {
      const point = await classified(
        a,
        a.map(() => 0),
      );
      expect(point.kind, String(a)).to.equal(kind);
      expect(point.index).to.deep.equal({value: index, standardError: 0, low: index, high: index});
      expect(point.isDegenerate).to.equal(isDegenerate);
      expect(point.isExact).to.equal(true);
      expect(point.gradientNorm).to.equal(0);
      expect(point.relativeCurvature).to.equal(null);
      expect(point.largest).to.be.closeTo(Math.max(...a), 1e-5);
      expect(point.smallest).to.be.closeTo(Math.min(...a), 1e-5);
      expect(point.verdict).to.match(new RegExp(`^${kind}: .*${index} negative eigenvalues`));
    }
  });

  it('calls no point critical because it is slow', async () => {
    const point = await classified([1, 2], [1, 1]);
    expect(point.kind).to.equal('not critical');
    expect(point.gradientNorm).to.be.closeTo(Math.sqrt(5), 1e-5);
    expect(point.relativeCurvature!).to.be.closeTo(Math.sqrt(17 / 5), 1e-5);
    expect((await classified([1, 2], [1, 1], {gradientTolerance: 3})).kind).to.equal('minimum');
  });

  it('sees where the gradient lies in the kernel of the Hessian', async () => {
    const w = tf.variable(tf.tensor1d([1, 0]));
    // g = (1, 0) everywhere on the first axis, H = diag(0, 4)
    const loss = () => tf.sum(tf.add(tf.mul([1, 0], w), tf.mul([0, 2], tf.square(w)))) as tf.Scalar;
    const point = await classifyCriticalPoint({loss, variables: [w]});
    expect(point.kind).to.equal('gradient-flat');
    expect(point.relativeCurvature).to.be.below(1e-6);
    expect(point.verdict).to.match(/no critical point/);
    w.dispose();
  });

  it('classifies the saddle and the minima of a deep linear network', async () => {
    const [a, b] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
    const loss = () => tf.square(tf.sub(1, tf.mul(a, b))) as tf.Scalar;
    // H = [[0, -2], [-2, 0]] at the origin
    const saddle = await classifyCriticalPoint({loss, variables: [a, b]});
    expect(saddle.kind).to.equal('saddle');
    expect([saddle.smallest, saddle.largest].map((value) => Math.round(value * 1e4) / 1e4)).to.deep.equal([-2, 2]);
    a.assign(tf.scalar(2));
    b.assign(tf.scalar(0.5));
    // On the valley a b = 1: one eigenvalue is zero, the other 2 (a^2 + b^2).
    const valley = await classifyCriticalPoint({loss, variables: [a, b]});
    expect(valley.kind).to.equal('minimum');
    expect(valley.isDegenerate).to.equal(true);
    expect(valley.largest).to.be.closeTo(8.5, 1e-4);
    tf.dispose([a, b]);
  });

  it('estimates the index of a larger network, with its error', () =>
    onNetwork(networks[0]!, async (source) => {
      const point = await classifyCriticalPoint({...source, gradientTolerance: 1e3});
      expect(point.kind).to.equal('saddle');
      expect(point.isExact).to.equal(false);
      expect(point.index.standardError).to.be.above(0);
      expect(networks[0]!.negative).to.be.within(point.index.low, point.index.high);
      expect(point.largest).to.be.closeTo(networks[0]!.largest[0]!, 1e-3);
      expect(point.smallest).to.be.closeTo(networks[0]!.smallest[0]!, 1e-3);
    }));

  it('refuses what makes no sense by name', async () => {
    const w = tf.variable(tf.scalar(1));
    const loss = () => tf.square(w) as tf.Scalar;
    for (const [options, message] of [
      [{gradientTolerance: -1}, /classifyCriticalPoint: gradientTolerance must be a finite number >= 0, received -1/],
      [{steps: 2}, /steps must be a whole number >= 8/],
      [{operator: {}}, /unknown option "operator"/],
    ] as const) {
      expect((await rejection(classifyCriticalPoint({loss, variables: [w], ...options}))).message).to.match(message);
    }
    w.dispose();
  });
});
