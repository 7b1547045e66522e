import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/compile/compile.ts';
import {plainUpdates} from '../../../../lib/native/fused/index.ts';
import {cosineDecay, piecewiseConstant} from '../../../../schedules/index.ts';
import {adadelta, adagrad, adam, momentum, nesterov, rmsprop, sgd} from '../../../../optimizers/index.ts';
import {nativeOnly, wave} from '../compile/native-only.ts';

const schedule = cosineDecay(0.1, {steps: 15});

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => sgd(0.1, {weightDecay: 0.01}),
  'sgd with a schedule': () => sgd(schedule),
  momentum: () => momentum(0.01, {momentum: 0.9}),
  'momentum that starts at 0': () => momentum(schedule, {momentum: piecewiseConstant([5, 9], [0, 0.5, 0.9])}),
  nesterov: () => nesterov(schedule, {momentum: 0.9}),
  adagrad: () => adagrad(schedule),
  adadelta: () => adadelta(1),
  rmsprop: () => rmsprop(0.01, {centered: true, momentum: 0.5}),
  'adam with a schedule and decay': () => adam(schedule, {weightDecay: 0.1}),
  amsgrad: () => adam(0.01, {amsgrad: true}),
  'tf.train.sgd': () => tf.train.sgd(0.1),
  'tf.train.momentum': () => tf.train.momentum(0.01, 0.9),
  'tf.train.adam': () => tf.train.adam(0.01),
  'tf.train.rmsprop': () => tf.train.rmsprop(0.01, 0.9, 0.5),
};

function problem(): {variables: tf.Variable[]; loss: (x: tf.Tensor) => tf.Scalar} {
  const w = tf.variable(tf.tensor2d(wave(1, 12), [4, 3]));
  const b = tf.variable(tf.tensor1d(wave(2, 3)));
  const loss = (x: tf.Tensor): tf.Scalar =>
    tf.mean(tf.square(tf.tanh(tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b))));
  return {variables: [w, b], loss};
}

describe('compiled updates', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const [name, make] of Object.entries(optimizers)) {
    it(`${name}: 20 updates are those of eager execution`, () => {
      const [eager, other] = [problem(), problem()];
      const [optimizer, another] = [make(), make()];
      const step = compile((x: tf.Tensor) => another.minimize(() => other.loss(x), true, other.variables)!);
      const first = [...eager.variables[0]!.dataSync()];
      for (let i = 0; i < 20; i++) {
        tf.tidy(() => {
          const x = tf.tensor2d(wave(i + 10, 20), [5, 4]);
          const expected = plainUpdates(() => optimizer.minimize(() => eager.loss(x), true, eager.variables)!);
          expect(step(x).dataSync()[0]).to.be.closeTo(expected.dataSync()[0]!, 1e-6);
        });
        expect(another.iterations).to.equal(optimizer.iterations);
      }
      for (const [i, variable] of eager.variables.entries()) {
        const [expected, actual] = [variable.dataSync(), other.variables[i]!.dataSync()];
        for (const [j, value] of actual.entries()) expect(value).to.be.closeTo(expected[j]!, 2e-6);
      }
      expect([...eager.variables[0]!.dataSync()]).to.not.deep.equal(first);
      step.dispose();
      optimizer.dispose();
      another.dispose();
      tf.dispose([eager.variables, other.variables]);
    });
  }

  it('follows a learning rate that is set between calls', () => {
    for (const make of [() => sgd(0.5), () => tf.train.sgd(0.5)]) {
      const w = tf.variable(tf.scalar(0));
      const optimizer = make() as tf.SGDOptimizer;
      const step = compile(() => optimizer.minimize(() => w.asScalar(), true, [w])!);
      let expected = 0;
      for (let i = 0; i < 9; i++) {
        const rate = i < 4 ? 0.5 : 2;
        if (i === 4 && optimizer.getClassName() === 'SGD') optimizer.setLearningRate(rate);
        if (i === 4 && optimizer.getClassName() !== 'SGD')
          (optimizer as unknown as {learningRate: number}).learningRate = rate;
        step().dispose();
        expected -= rate;
      }
      expect(w.dataSync()[0]).to.equal(expected);
      step.dispose();
      optimizer.dispose();
      w.dispose();
    }
  });

  it('shares the state of an optimizer between signatures and with eager updates', () => {
    const [eager, other] = [problem(), problem()];
    const [optimizer, another] = [adam(schedule), adam(schedule)];
    const step = compile((x: tf.Tensor) => another.minimize(() => other.loss(x), true, other.variables)!);
    for (let i = 0; i < 16; i++) {
      tf.tidy(() => {
        const rows = i % 3 === 2 ? 2 : 5;
        const x = tf.tensor2d(wave(i + 10, rows * 4), [rows, 4]);
        optimizer.minimize(() => eager.loss(x), true, eager.variables);
        if (i % 7 === 6) another.minimize(() => other.loss(x), true, other.variables);
        else step(x);
      });
    }
    const [expected, actual] = [eager.variables[0]!.dataSync(), other.variables[0]!.dataSync()];
    for (const [j, value] of actual.entries()) expect(value).to.be.closeTo(expected[j]!, 2e-6);
    step.dispose();
    tf.dispose([eager.variables, other.variables]);
    optimizer.dispose();
    another.dispose();
  });
});
