import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nextNumbers, type RecordedUpdate} from '../../../../lib/native/trace/recorded-updates.ts';
import {traceCall} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {reachable} from '../../../../lib/native/graph/node.ts';
import {wantedSources} from '../../../../lib/native/trace/compare.ts';
import {compile} from '../../../../lib/native/index.ts';
import {plainUpdates, shrinkageName} from '../../../../lib/update/index.ts';
import {cosineDecay, piecewiseConstant} from '../../../../schedules/index.ts';
import {adadelta, adagrad, adam, momentum, nesterov, rmsprop, sgd} from '../../../../optimizers/index.ts';
import {nativeOnly, wave} from '../native-only.ts';

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

describe('recordUpdates', () => {
  before(function () {
    nativeOnly(this);
  });

  /** The trace of some updates in one call. */
  function trace(optimizer: tf.Optimizer, {fuses = true, times = 1} = {}) {
    const w = tf.variable(tf.tensor1d([3, 4]));
    const fn = (): tf.Tensor => {
      for (let i = 1; i < times; i++) optimizer.minimize(() => tf.sum(tf.square(w)), false, [w]);
      return optimizer.minimize(() => tf.sum(tf.square(w)), true, [w])!;
    };
    const recorded = traceCall(nativeBackend()!, fn, flattenTree([], 'it'), fuses);
    const value = [...w.dataSync()];
    tf.dispose([recorded.result as tf.Tensor, w]);
    return {value, trace: recorded.trace};
  }

  for (const fuses of [true, false]) {
    it(`makes an update ${fuses ? 'one operation' : 'plain operations'}, with its numbers fed`, () => {
      const optimizer = adam(0.5);
      const recorded = trace(optimizer, {fuses});
      const nodes = reachable(wantedSources(recorded.trace));
      expect(nodes.some(({op}) => op === 'OptimUpdateValues')).to.equal(fuses);
      const fed = nodes.flatMap(({feed}) =>
        feed?.kind === 'number' ? [feed.name] : feed?.kind === 'numbers' ? feed.names : [],
      );
      expect(fed).to.have.members(['beta1', 'gain1', 'beta2', 'gain2', 'epsilon', 'rate']);
      expect(recorded.value.map((value) => Math.round(value * 1e4) / 1e4)).to.deep.equal([2.5, 3.5]);
      expect(Object.keys(optimizer).filter((name) => ['update', 'coefficients'].includes(name))).to.deep.equal([]);
      optimizer.dispose();
    });
  }

  it('gives each update the numbers of its place in the call', () => {
    const optimizer = sgd(piecewiseConstant([2], [0.5, 0.25]), {weightDecay: 0.5});
    const {updates} = trace(optimizer, {times: 2}).trace;
    expect(updates.map(({offset}) => offset)).to.deep.equal([0, 1]);
    // Two updates have been done: those of the next call have the numbers of steps 2 and 3.
    expect(updates.map((update) => nextNumbers(update)!('rate'))).to.deep.equal([0.25, 0.25]);
    expect(updates.map((update) => nextNumbers(update)!(shrinkageName))).to.deep.equal([0.125, 0.125]);
    optimizer.dispose();
  });

  it('asks for another record where an answer changes that an equation was given, and for no other change', () => {
    const optimizer = momentum(piecewiseConstant([2], [0.5, 0.25]), {momentum: 0.5});
    const [update] = trace(optimizer, {fuses: false}).trace.updates as [RecordedUpdate];
    expect(['rate', 'gain'].map(nextNumbers(update)!)).to.deep.equal([1, 0.5]);
    const asking = (name: string, question: 'isZero' | 'number', given: boolean | number): RecordedUpdate => ({
      ...update,
      asked: [{name, question, given}],
    });
    expect(nextNumbers(asking('momentum', 'isZero', false))).to.not.equal(null);
    expect(nextNumbers(asking('momentum', 'isZero', true))).to.equal(null);
    expect(nextNumbers(asking('gain', 'number', 0.5))).to.not.equal(null);
    optimizer.applyGradients({});
    expect(nextNumbers(asking('gain', 'number', 0.5))).to.equal(null);
    expect(nextNumbers({...update, variant: 'another'})).to.equal(null);
    optimizer.dispose();
  });

  it('notes what an equation asks', () => {
    const asked = (optimizer: tf.Optimizer): string[] => {
      const {updates} = trace(optimizer, {fuses: false}).trace;
      optimizer.dispose();
      return updates[0]!.asked.map(({name, question, given}) => `${name} ${question} ${given}`);
    };
    const shrinkage = `${shrinkageName} isZero`;
    expect(asked(sgd(0.1))).to.deep.equal([`${shrinkage} true`]);
    expect(asked(sgd(0.1, {weightDecay: 0.1}))).to.deep.equal([`${shrinkage} false`]);
    expect(asked(adam(0.1))).to.have.members([
      `${shrinkage} true`,
      'beta1 isZero false',
      'beta2 isZero false',
      'epsilon isNegligible false',
    ]);
    expect(asked(nesterov(0.1))).to.deep.equal([`${shrinkage} true`]);
  });

  it('knows of the optimizers of tf.train what they declare', async () => {
    const optimizer = tf.train.momentum(0.1, 0.5);
    const [update] = trace(optimizer).trace.updates as [RecordedUpdate];
    expect(nextNumbers(update)).to.not.equal(null);
    optimizer.setLearningRate(0.2);
    expect(nextNumbers(update)).to.equal(null);
    optimizer.dispose();
  });

  it('refuses an optimizer that declares nothing, by name', () => {
    class Third extends tf.SGDOptimizer {
      override applyGradients(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): void {
        if (this.iterations >= 0) super.applyGradients(gradients);
      }
    }
    const optimizer = new Third(0.1);
    expect(() => trace(optimizer)).to.throw(/the optimizer Third does not say .*declaration/);
    optimizer.dispose();
  });
});
