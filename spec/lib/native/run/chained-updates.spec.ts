import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {plainUpdates} from '../../../../lib/update/index.ts';
import {adadelta, adagrad, adam, momentum, nesterov, rmsprop, sgd} from '../../../../optimizers/index.ts';
import {cosineDecay, piecewiseConstant} from '../../../../schedules/index.ts';
import {nativeOnly, wave} from '../native-only.ts';

const calls = 20;
const updates = 3;
const schedule = cosineDecay(0.1, {steps: calls * updates});

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => sgd(schedule, {weightDecay: 0.01}),
  momentum: () => momentum(0.02),
  'momentum of form trace': () => momentum(schedule, {form: 'trace', weightDecay: 0.01}),
  'momentum of form average': () => momentum(0.1, {form: 'average', biasCorrection: true}),
  nesterov: () => nesterov(schedule),
  'nesterov of form reformulated': () => nesterov(0.02, {form: 'reformulated'}),
  adagrad: () => adagrad(schedule),
  adadelta: () => adadelta(1),
  rmsprop: () => rmsprop(0.01),
  'rmsprop, centered': () => rmsprop(schedule, {centered: true, momentum: 0.5}),
  adam: () => adam(0.01),
  'adam with a schedule and decay': () => adam(schedule, {weightDecay: 0.1}),
  'adam with epsilon inside': () => adam(0.01, {epsilonInside: true}),
  amsgrad: () => adam(0.01, {amsgrad: true}),
  'tf.train.sgd': () => tf.train.sgd(0.1),
  'tf.train.adam': () => tf.train.adam(0.01),
};

/** A small network, the same at each call. */
function network() {
  const w = tf.variable(tf.tensor2d(wave(1, 12), [4, 3]));
  const b = tf.variable(tf.tensor1d(wave(2, 3)));
  const loss = (x: tf.Tensor): tf.Scalar =>
    tf.mean(tf.square(tf.tanh(tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b))));
  return {variables: [w, b], loss};
}

const data = (call: number): tf.Tensor[] =>
  Array.from({length: updates}, (_, i) => tf.tensor2d(wave(call * updates + i + 10, 20), [5, 4]));

function expectClose(actual: tf.Tensor, expected: tf.Tensor, tolerance: number): void {
  const other = expected.dataSync();
  for (const [i, value] of actual.dataSync().entries()) expect(value).to.be.closeTo(other[i]!, tolerance);
}

describe('several updates in a compiled call', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const [name, make] of Object.entries(optimizers)) {
    it(`of ${name} are those of eager execution`, () => {
      const [eager, other] = [network(), network()];
      const [optimizer, another] = [make(), make()];
      const several = compile((xs: tf.Tensor[]) =>
        xs.map((x) => another.minimize(() => other.loss(x), true, other.variables)!),
      );
      const start = eager.variables[0]!.dataSync().slice();
      let settled = 0;
      for (let call = 0; call < calls; call++) {
        tf.tidy(() => {
          const xs = data(call);
          const expected = plainUpdates(() =>
            xs.map((x) => optimizer.minimize(() => eager.loss(x), true, eager.variables)!),
          );
          for (const [i, cost] of several(xs).entries()) expectClose(cost, expected[i]!, 2e-6);
        });
        expect(another.iterations).to.equal((call + 1) * updates);
        if (call === 5) settled = tf.memory().numTensors;
      }
      expect(tf.memory().numTensors).to.equal(settled);
      for (const [i, variable] of eager.variables.entries()) expectClose(other.variables[i]!, variable, 5e-6);
      expect(eager.variables[0]!.dataSync()).to.not.deep.equal(start);
      several.dispose();
      optimizer.dispose();
      another.dispose();
      tf.dispose([eager.variables, other.variables]);
    });
  }

  it('see the values that the ones before left, and hand those out', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = momentum(1, {momentum: 0.5, form: 'trace'});
    const several = compile(() => {
      const values: tf.Tensor[] = [tf.mul(w, 1)];
      for (let i = 0; i < 3; i++) {
        optimizer.minimize(() => tf.square(w).asScalar(), false, [w]);
        values.push(tf.mul(w, 1));
      }
      return values;
    });
    let [value, velocity] = [1, 0];
    for (let call = 0; call < 8; call++) {
      const results = several();
      const expected = [value];
      for (let i = 0; i < 3; i++) {
        velocity = Math.fround(0.5 * velocity + 2 * value);
        value = Math.fround(value - velocity);
        expected.push(value);
      }
      for (const [i, result] of results.entries()) {
        expect(result.dataSync()[0]).to.be.closeTo(expected[i]!, 1e-4 * Math.max(1, Math.abs(expected[i]!)));
      }
      tf.dispose(results);
    }
    several.dispose();
    optimizer.dispose();
    w.dispose();
  });

  it('of two optimizers, of the same and of other variables, follow on each other', () => {
    const [eager, other] = [network(), network()];
    const make = () => [adam(0.01), momentum(0.05), sgd(0.1)] as const;
    const [first, second] = [make(), make()];
    const story = (rules: readonly tf.Optimizer[], {variables, loss}: typeof eager, xs: tf.Tensor[]): void => {
      const [a, b, c] = rules as [tf.Optimizer, tf.Optimizer, tf.Optimizer];
      a.minimize(() => loss(xs[0]!), false, variables);
      b.minimize(() => loss(xs[1]!), false, [variables[0]!]);
      c.minimize(() => loss(xs[2]!), false, [variables[1]!]);
      a.minimize(() => loss(xs[1]!), false, [variables[1]!]);
      b.minimize(() => loss(xs[0]!), false, variables);
    };
    const step = compile((xs: tf.Tensor[]) => story(second, other, xs));
    for (let call = 0; call < 12; call++) {
      tf.tidy(() => {
        const xs = data(call);
        plainUpdates(() => story(first, eager, xs));
        step(xs);
      });
    }
    expect(second.map(({iterations}) => iterations)).to.deep.equal([24, 24, 12]);
    for (const [i, variable] of eager.variables.entries()) expectClose(other.variables[i]!, variable, 5e-6);
    step.dispose();
    for (const rule of [...first, ...second]) rule.dispose();
    tf.dispose([eager.variables, other.variables]);
  });

  it('follow a schedule that changes, and reaches 0, within a call', () => {
    const w = tf.variable(tf.scalar(0));
    // Boundaries at the second of three updates.
    const optimizer = sgd(piecewiseConstant([7, 16, 22], [1, 0.5, 0, 0.25]));
    const several = compile(() => {
      for (let i = 0; i < 3; i++) optimizer.minimize(() => w.asScalar(), false, [w]);
    });
    let expected = 0;
    for (let call = 0, t = 0; call < 12; call++) {
      several();
      for (let i = 0; i < 3; i++, t++) expected -= t < 7 ? 1 : t < 16 ? 0.5 : t < 22 ? 0 : 0.25;
      expect(w.dataSync()[0]).to.equal(expected);
    }
    several.dispose();
    optimizer.dispose();
    w.dispose();
  });
});

describe('updates in a compiled call with gradients that leave float32', () => {
  before(function () {
    nativeOnly(this);
  });

  const rules: Readonly<Record<string, () => tf.Optimizer>> = {
    adam: () => adam(0.1),
    amsgrad: () => adam(0.1, {amsgrad: true}),
    rmsprop: () => rmsprop(0.1),
    adagrad: () => adagrad(0.1),
    adadelta: () => adadelta(1),
  };
  for (const [name, make] of Object.entries(rules)) {
    it(`give no NaN in the middle of a chain of ${name}, and go on`, () => {
      const w = tf.variable(tf.tensor1d([1, -1]));
      const optimizer = make();
      const several = compile((factors: tf.Tensor[]) =>
        factors.map((factor) => {
          optimizer.minimize(() => tf.sum(tf.mul(w, factor)), false, [w]);
          return tf.mul(w, 1);
        }),
      );
      for (let call = 0; call < 9; call++) {
        // In the first call that is recorded as a chain, in a call of the graph, and in one after it.
        const size = call === 2 || call === 5 || call === 6 ? 1e30 : 1;
        const values = tf.tidy(() =>
          several([tf.scalar(1), tf.scalar(size), tf.scalar(1)]).map((each) => [...each.dataSync()]),
        );
        for (const value of values.flat()) expect(value, `call ${call}`).to.satisfy(Number.isFinite);
      }
      expect(optimizer.iterations).to.equal(27);
      several.dispose();
      optimizer.dispose();
      w.dispose();
    });
  }
});
