import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {fusedUpdates} from '../../../../lib/native/fused/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {plainUpdates, type UpdateInput, type UpdateOutput} from '../../../../lib/update/index.ts';
import {type SlotKind, UpdateRule} from '../../../../optimizers/base/index.ts';
import {ruleOptions, type WithLearningRate} from '../../../../optimizers/base/common-options.ts';
import {adam, momentum, sgd} from '../../../../optimizers/index.ts';
import {backendOrSkip, counted} from './counting.ts';

const values = (x: tf.Tensor) => [...x.dataSync()];

const table = ruleOptions({});

/** A rule of somebody's own, of which set-up has made no loop. */
class Lion extends UpdateRule<WithLearningRate<{weightDecay?: number}>, typeof table, 'm', 'rate' | 'beta' | 'gain'> {
  static readonly className = 'SpecLion';
  constructor(learningRate: number, weightDecay = 0) {
    super(table, {learningRate, weightDecay});
  }
  protected override slotKinds(): SlotKind<'m'>[] {
    return [{name: 'm'}];
  }
  protected override coefficients(t: number) {
    return {rate: this.number('learningRate', t), beta: 0.9, gain: 0.1};
  }
  protected override update({value, gradient, slots, coefficients: c}: UpdateInput<'m', 'rate' | 'beta' | 'gain'>) {
    const m = tf.add(tf.mul(slots.m, c.beta.scalar), tf.mul(gradient, c.gain.scalar));
    return {value: tf.sub(value, tf.mul(tf.sign(m), c.rate.scalar)), slots: {m}};
  }
}

/** One with norms: `value - rate |value| / |m| m`. */
class Lamb extends UpdateRule<WithLearningRate<object>, typeof table, 'm', 'rate' | 'beta'> {
  static readonly className = 'SpecLamb';
  constructor(learningRate: number) {
    super(table, {learningRate});
  }
  protected override slotKinds(): SlotKind<'m'>[] {
    return [{name: 'm'}];
  }
  protected override coefficients(t: number) {
    return {rate: this.number('learningRate', t), beta: 0.9};
  }
  protected override update({
    value,
    gradient,
    slots,
    coefficients: c,
  }: UpdateInput<'m', 'rate' | 'beta'>): UpdateOutput<'m'> {
    const m = tf.add(tf.mul(slots.m, c.beta.scalar), gradient);
    const ratio = tf.div(tf.norm(value), tf.norm(m));
    const trust = tf.where(tf.greater(ratio, 0), ratio, tf.onesLike(ratio));
    return {value: tf.sub(value, tf.mul(tf.mul(m, trust), c.rate.scalar)), slots: {m}};
  }
}

describe('fusedUpdates', () => {
  const made: tf.Variable[] = [];
  const variable = (start: number[] | tf.Tensor) => {
    const w = tf.tidy(() => tf.variable(start instanceof tf.Tensor ? start : tf.tensor1d(start)));
    made.push(w);
    return w;
  };
  afterEach(() => tf.dispose(made.splice(0)));

  it('leaves everything to the plain way on other backends, and what is shared everywhere', () => {
    const optimizer = sgd(0.5);
    const [w, gradient] = [variable([3]), tf.tensor1d([2])];
    const targets = [{variable: w, gradient, slots: {}, isDecayed: true}];
    const plan = optimizer.declaration.plan!(0);
    expect(fusedUpdates(optimizer, {...plan, share: () => ({})}, targets)).to.deep.equal(targets);
    expect(values(w)).to.deep.equal([3]);
    expect(fusedUpdates(optimizer, plan, targets)).to.deep.equal(nativeBackend() === null ? targets : []);
    expect(values(w)).to.deep.equal([nativeBackend() === null ? 3 : 2]);
    gradient.dispose();
  });

  it('updates all variables in one call, and those with decay in another', function () {
    const backend = backendOrSkip(this);
    const all = Array.from({length: 5}, (_, i) => variable(Array(i + 1).fill(i)));
    const gradients = all.map((each) => ({name: each.name, tensor: tf.onesLike(each)}));
    const optimizer = momentum(0.5);
    optimizer.applyGradients(gradients);
    const {operations, tensors} = counted(backend, () => optimizer.applyGradients(gradients));
    expect(operations).to.deep.equal(['OptimUpdate']);
    expect(tensors).to.equal(0);
    for (const [i, each] of all.entries()) expect(values(each)).to.deep.equal(Array(i + 1).fill(Math.fround(i - 1.45)));
    const decaying = momentum(0.5, {weightDecay: 0.5});
    const bias = tf.tidy(() => tf.variable(tf.scalar(1), true, 'spec/fused/bias'));
    const more = [...gradients, {name: bias.name, tensor: gradients[0]!.tensor.reshape([])}];
    decaying.applyGradients(more);
    expect(counted(backend, () => decaying.applyGradients(more)).operations).to.deep.equal([
      'OptimUpdate',
      'OptimUpdate',
    ]);
    tf.dispose([more.map(({tensor}) => tensor), bias]);
    optimizer.dispose();
    decaying.dispose();
  });

  for (const [name, make, wanted] of [
    ['a rule with a loop of its own', () => adam(0.1, {weightDecay: 0.1}), 0],
    ['a rule that is interpreted', () => new Lion(0.1, 0.1), 0],
    ['a rule with norms', () => new Lamb(0.1), 2],
  ] as [string, () => tf.Optimizer, number][]) {
    it(`is to the last bits what the plain way is: ${name}`, async function () {
      const backend = backendOrSkip(this);
      // One for the tail of a strip, one for many blocks on several threads.
      for (const size of [1, 7, 255, 1000, 300_007]) {
        const ends = [false, true].map((isPlain) => {
          const w = tf.tidy(() => tf.variable(tf.cos(tf.range(0, size))));
          const optimizer = make();
          const apply = (i: number): void => {
            const gradient = tf.tidy(() => tf.sin(tf.add(tf.range(0, size), i + 1)));
            const run = (): void => optimizer.applyGradients({[w.name]: gradient});
            if (isPlain) plainUpdates(run);
            else if (i > 0) expect(counted(backend, run).operations).to.deep.equal(['OptimUpdate']);
            else run();
            gradient.dispose();
          };
          for (let i = 0; i < 5; i++) apply(i);
          const end = w.dataSync().slice();
          w.dispose();
          optimizer.dispose();
          return end;
        });
        let worst = 0;
        for (const [i, value] of ends[0]!.entries()) worst = Math.max(worst, Math.abs(value - ends[1]![i]!));
        // Values are about 1: in units of the last place of that.
        expect(worst * 2 ** 23, `${size}`).to.be.at.most(wanted);
        expect(ends[0]![0]).to.not.equal(1);
      }
    });
  }

  it('keeps NaN, infinity and tiny numbers as the plain way does', function () {
    backendOrSkip(this);
    const extremes = [NaN, Infinity, -Infinity, 3e38, -3e38, 1e20, 1e-30, -1e-44, 0, -0, 1];
    for (const make of [() => adam(0.1), () => adam(0.1, {epsilon: 0, amsgrad: true}), () => new Lion(0.1)]) {
      const ends = [false, true].map((isPlain) => {
        const [w, optimizer] = [variable(extremes.map(() => 1)), make()];
        for (const factor of [1, 0, -1]) {
          const gradient = tf.tensor1d(extremes.map((each) => each * factor));
          const run = (): void => optimizer.applyGradients({[w.name]: gradient});
          if (isPlain) plainUpdates(run);
          else run();
          gradient.dispose();
        }
        optimizer.dispose();
        return values(w);
      });
      expect(ends[0]).to.deep.equal(ends[1]);
      expect(ends[0]![0]).to.satisfy(Number.isNaN);
    }
  });

  it('never changes what somebody holds, and goes on in place afterwards', function () {
    const backend = backendOrSkip(this);
    const optimizer = sgd(0.5);
    const [w, g] = [variable([1, 2]), tf.tensor1d([2, 2])];
    const update = (): void => optimizer.applyGradients({[w.name]: g});
    const held: [tf.Tensor, number[]][] = [];
    for (let step = 0; step < 4; step++) {
      held.push([w.clone(), values(w)], [w.reshape([2, 1]), values(w)]);
      update();
    }
    // A reshaped tensor shares the memory, and only TensorFlow knows.
    const shape = w.reshape([2, 1]);
    update();
    expect(values(shape)).to.deep.equal([-3, -2]);
    for (const [tensor, before] of held) expect(values(tensor)).to.deep.equal(before);
    expect(values(w)).to.deep.equal([-4, -3]);
    tf.dispose([shape, ...held.map(([tensor]) => tensor)]);
    const data = w.dataId;
    const {operations} = counted(backend, () => {
      update();
      update();
    });
    expect(operations).to.deep.equal(['OptimUpdate', 'OptimUpdate']);
    expect(w.dataId).to.equal(data);
    g.dispose();
  });

  it('takes values that were assigned, a clone of the variable, and the variable itself for a gradient', function () {
    backendOrSkip(this);
    const optimizer = sgd(0.5);
    const w = variable([1, 2]);
    const update = (gradient: tf.Tensor): void => optimizer.applyGradients({[w.name]: gradient});
    const g = tf.tensor1d([2, 2]);
    update(g);
    tf.tidy(() => w.assign(tf.tensor1d([10, 20])));
    update(g);
    expect(values(w)).to.deep.equal([9, 19]);
    const clone = w.clone();
    update(clone);
    expect([...values(w), ...values(clone)]).to.deep.equal([4.5, 9.5, 9, 19]);
    update(w);
    expect(values(w)).to.deep.equal([2.25, 4.75]);
    const [a, b] = [variable([1, 1]), variable([3, 3])];
    optimizer.applyGradients({[a.name]: b, [b.name]: a});
    expect([...values(a), ...values(b)]).to.deep.equal([-0.5, -0.5, 2.5, 2.5]);
    tf.dispose([g, clone]);
  });

  it('tells variables apart that were made of one tensor', function () {
    backendOrSkip(this);
    const optimizer = sgd(1);
    const start = tf.tensor1d([1, 2]);
    const [a, b] = [variable(start), variable(start)];
    const g = tf.ones([2]);
    for (let step = 0; step < 2; step++) optimizer.applyGradients({[a.name]: g});
    expect([...values(a), ...values(b), ...values(start)]).to.deep.equal([-1, 0, 1, 2, 1, 2]);
    tf.dispose([start, g]);
  });

  it('leaves nothing behind', function () {
    const backend = backendOrSkip(this);
    const {numTensors, numBytes} = tf.memory();
    const {tensors} = counted(backend, () => {
      const g = tf.ones([3]);
      const w = tf.tidy(() => tf.variable(tf.ones([3])));
      const optimizer = adam(0.1, {weightDecay: 0.1});
      for (let step = 0; step < 20; step++) {
        const held = step % 3 === 0 ? w.clone() : null;
        optimizer.applyGradients({[w.name]: g});
        if (step % 5 === 0) tf.tidy(() => w.assign(tf.ones([3])));
        held?.dispose();
      }
      tf.dispose([w, g]);
      optimizer.dispose();
    });
    expect(tensors).to.equal(0);
    expect(tf.memory()).to.include({numTensors, numBytes});
  });
});
