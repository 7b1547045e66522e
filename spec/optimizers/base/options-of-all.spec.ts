import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeBackend} from '../../../lib/native/binding.ts';
import {plainUpdates} from '../../../lib/update/index.ts';
import {adam, compile, sgd} from '../../../index.ts';
import {piecewiseConstant} from '../../../schedules/index.ts';
import {trace} from '../run.ts';
import {rules} from '../table.ts';

/** The way of two weights under some gradients. */
function way(optimizer: tf.Optimizer, gradients: readonly (readonly number[])[], start = [1, -2]): number[][] {
  const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const values = gradients.map((gradient) => {
    tf.tidy(() => optimizer.applyGradients({[w.name]: tf.tensor1d([...gradient])}));
    return [...w.dataSync()];
  });
  optimizer.dispose();
  w.dispose();
  return values;
}

const gradients = [
  [1, 0.5],
  [-2, 0.25],
  [0.5, -1],
  [3, 0.5],
];

describe('options of every rule', () => {
  for (const {label, rate, create} of rules) {
    it(`${label}: l2 is a gradient of w^2 weightDecay / 2, and maximize one with the other sign`, () => {
      const decay = 0.25;
      let w = 1;
      // By hand: each gradient with the penalty of the value before it, on a fresh optimizer without decay.
      const plain = create(rate, {weightDecay: 0});
      const variable = tf.tidy(() => tf.variable(tf.scalar(1)));
      const wanted = [1, -2, 0.5].map((g) => {
        tf.tidy(() => plain.applyGradients({[variable.name]: tf.scalar(Math.fround(g + Math.fround(decay * w)))}));
        w = variable.dataSync()[0]!;
        return w;
      });
      const got = trace(create(rate, {weightDecay: decay, weightDecayForm: 'l2'}), 1, [1, -2, 0.5]);
      for (const [i, value] of got.entries()) expect(value).to.be.closeTo(wanted[i]!, 1e-6);
      plain.dispose();
      variable.dispose();
      expect(trace(create(rate, {maximize: true}), 1, [1, -2, 0.5])).to.deep.equal(
        trace(create(rate), 1, [-1, 2, -0.5]),
      );
    });

    it(`${label}: all of them at once, in every way`, () => {
      const options = {weightDecay: 0.1, weightDecayForm: 'l2', weightDecayOn: 'all', cautious: true, maximize: true};
      const expected = plainUpdates(() => way(create(rate, options), gradients));
      const fused = way(create(rate, options), gradients);
      for (const [i, values] of expected.entries()) {
        for (const [j, value] of values.entries()) expect(fused[i]![j]).to.be.closeTo(value, 1e-6);
      }
      expect(fused).to.not.deep.equal(way(create(rate), gradients));
      if (nativeBackend() === null) return;
      const optimizer = create(rate, options);
      const w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])));
      // With something beside the update, so that it becomes a graph.
      const step = compile((g: tf.Tensor) => {
        optimizer.applyGradients({[w.name]: g});
        return tf.sum(w);
      });
      for (const [i, gradient] of gradients.entries()) {
        const g = tf.tensor1d(gradient);
        tf.dispose([step(g), g]);
        for (const [j, value] of w.dataSync().entries()) expect(value).to.be.closeTo(expected[i]![j]!, 1e-6);
      }
      step.dispose();
      optimizer.dispose();
      w.dispose();
    });
  }

  it('corrected: decay goes with the square of the rate over its greatest value so far', () => {
    const rate = piecewiseConstant([1, 2], [0.5, 1, 0.25]);
    const options = {weightDecay: 0.5, weightDecayForm: 'corrected'} as const;
    // 1 - 0.5 0.5^2 / 0.5, then 1 - 0.5 1, then 1 - 0.5 0.25^2 / 1.
    const shares = [0.75, 0.5, 0.96875];
    let w = 1;
    const wanted = shares.map((share) => (w *= share));
    expect(trace(sgd(rate, options), 1, [0, 0, 0])).to.deep.equal(wanted.map(Math.fround));
    expect(trace(sgd(0.5, options), 1, [0])).to.deep.equal(trace(sgd(0.5, {weightDecay: 0.5}), 1, [0]));
  });

  it('cautious: keeps what goes downhill, by n / (kept + 1)', () => {
    // The mean of the gradients still points along the first one, where the second speaks against it.
    const options = {beta1: 0.9, cautious: true} as const;
    const [first, second] = way(adam(0.1, options), [
      [1, 1],
      [1, -0.1],
    ]);
    expect(first![0]).to.be.closeTo(1 - (0.1 * 2) / 3, 1e-5);
    expect(second![1]).to.equal(first![1]);
    expect(second![0]).to.be.below(first![0]! - 0.09);
    expect(way(sgd(0.1, {cautious: true}), [[0, 0]])).to.deep.equal([[1, -2]]);
  });

  it('weightDecayOn: names the variables that decay', () => {
    const [kernel, bias] = ['all-options/kernel', 'all-options/bias'].map((name) =>
      tf.tidy(() => tf.variable(tf.scalar(1), true, name)),
    ) as [tf.Variable, tf.Variable];
    const zeros = tf.zeros([]);
    for (const [given, decayed] of [
      ['weights', [0.75, 1]],
      ['all', [0.75, 0.75]],
      [/bias$/, [1, 0.75]],
      [[kernel.name], [0.75, 1]],
      [(_: string, each: tf.Variable) => each === bias, [1, 0.75]],
    ] as const) {
      tf.tidy(() => [kernel, bias].forEach((each) => each.assign(tf.scalar(1))));
      const optimizer = sgd(0.5, {weightDecay: 0.5, weightDecayOn: given as never});
      optimizer.applyGradients({[kernel.name]: zeros, [bias.name]: zeros});
      expect([kernel, bias].map((each) => each.dataSync()[0])).to.deep.equal(decayed);
    }
    tf.dispose([kernel, bias, zeros]);
  });
});

describe('describe', () => {
  it('tells rule, numbers, settings, memory, and what decays or is frozen', () => {
    const [kernel, bias] = ['described/kernel', 'described/bias'].map((name) =>
      tf.tidy(() => tf.variable(tf.ones([2, 3]), true, name)),
    ) as [tf.Variable, tf.Variable];
    const optimizer = adam(piecewiseConstant([1], [0.5, 0.25]), {weightDecay: 0.5, cautious: true});
    const g = tf.ones([2, 3]);
    optimizer.applyGradients({[kernel.name]: g, [bias.name]: g});
    bias.trainable = false;
    const lines = optimizer.describe().split('\n');
    expect(lines[0]).to.equal('Adam after 1 update');
    expect(lines[1]).to.include('learningRate 0.25, beta1 0.9').and.include('weightDecay 0.5');
    expect(lines.slice(2)).to.deep.equal([
      'settings: cautious true',
      'state: 4 slots of 2 variables, 96 bytes',
      'decayed: described/kernel',
      'frozen: described/bias',
    ]);
    expect(sgd(0.1).describe().split('\n')).to.deep.equal([
      'Sgd after 0 updates',
      'numbers: learningRate 0.1, weightDecay 0',
      'variables: known from the next update on',
    ]);
    optimizer.dispose();
    tf.dispose([kernel, bias, g]);
  });
});
