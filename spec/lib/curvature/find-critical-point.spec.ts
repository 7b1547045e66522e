import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {findCriticalPoint} from '../../../lib/curvature/index.ts';
import {networks, onNetwork, rejection} from './support.ts';

const pair = (a: number, b: number): [tf.Variable, tf.Variable] => [
  tf.variable(tf.scalar(a)),
  tf.variable(tf.scalar(b)),
];

describe('findCriticalPoint', () => {
  for (const method of ['newton', 'gradientNorm'] as const) {
    it(`${method} finds the saddle of a deep linear network and classifies it`, async () => {
      const [a, b] = pair(0.2, -0.1);
      const before = tf.memory().numTensors;
      const loss = () => tf.square(tf.sub(1, tf.mul(a, b))) as tf.Scalar;
      const found = await findCriticalPoint({loss, variables: [a, b], method});
      expect(tf.memory().numTensors).to.equal(before);
      expect(found.kind).to.equal('saddle');
      expect(found.isConverged).to.equal(true);
      expect(found.warning).to.equal('');
      expect(found.gradientNorm).to.be.below(1e-5);
      expect(Math.abs(a.dataSync()[0]!)).to.be.below(1e-4);
      expect(Math.abs(b.dataSync()[0]!)).to.be.below(1e-4);
      expect(found.loss).to.be.closeTo(1, 1e-6);
      for (const [i, value] of found.gradientNorms.slice(1).entries())
        expect(value).to.be.below(found.gradientNorms[i]!);
      tf.dispose([a, b]);
    });
  }

  it('finds a maximum and a minimum, each from nearby', async () => {
    // cos(u) + cos(v): a maximum at 0, minima at pi
    for (const [start, kind, at] of [
      [0.4, 'maximum', 0],
      [2.8, 'minimum', Math.PI],
    ] as const) {
      const [u, v] = pair(start, start - 0.1);
      const loss = () => tf.add(tf.cos(u), tf.cos(v)) as tf.Scalar;
      const found = await findCriticalPoint({loss, variables: [u, v]});
      expect(found.kind).to.equal(kind);
      expect(u.dataSync()[0]).to.be.closeTo(at, 1e-3);
      tf.dispose([u, v]);
    }
  });

  it('says so where the gradient norm stops falling before it is zero', async () => {
    // g = 1 + u^2 is least at 0, where H = 2 u = 0
    const u = tf.variable(tf.scalar(0.5));
    const loss = () => tf.add(u, tf.div(tf.pow(u, 3), 3)) as tf.Scalar;
    const found = await findCriticalPoint({loss, variables: [u]});
    expect(found.isConverged).to.equal(false);
    expect(found.kind).not.to.be.oneOf(['minimum', 'maximum', 'saddle']);
    expect(found.gradientNorm).to.be.closeTo(1, 0.01);
    expect(found.warning).to.match(/no critical point/);
    u.dispose();
  });

  it('lowers the gradient norm of a network a hundred times', () =>
    onNetwork({...networks[2]!, widths: [12, 4, 2], examples: 20}, async (source) => {
      const {gradientNorms} = await findCriticalPoint({...source, iterations: 60});
      expect(gradientNorms.at(-1)).to.be.below(0.01 * gradientNorms[0]!);
    }));

  it('puts the variables back when it is stopped', async () => {
    const [a, b] = pair(0.2, -0.1);
    const controller = new AbortController();
    const error = await rejection(
      findCriticalPoint({
        loss: () => tf.square<tf.Scalar>(tf.sub(1, tf.mul(a, b))),
        variables: [a, b],
        signal: controller.signal,
        onProgress: ({products}) => {
          if (products === 3) controller.abort(new Error('enough'));
        },
      }),
    );
    expect(error.message).to.equal('enough');
    expect(a.dataSync()[0]).to.be.closeTo(0.2, 1e-7);
    tf.dispose([a, b]);
  });

  it('refuses what makes no sense by name', async () => {
    const u = tf.variable(tf.scalar(1));
    const loss = () => tf.square(u) as tf.Scalar;
    for (const [options, message] of [
      [{iterations: 0}, /findCriticalPoint: iterations must be a whole number >= 1, received 0/],
      [{gradientTolerance: 0}, /gradientTolerance must be a finite number > 0/],
      [{method: 'bfgs'}, /method must be one of "newton", "gradientNorm"/],
    ] as const) {
      const all = {loss, variables: [u], ...options} as Parameters<typeof findCriticalPoint>[0];
      expect((await rejection(findCriticalPoint(all))).message).to.match(message);
    }
    u.dispose();
  });
});
