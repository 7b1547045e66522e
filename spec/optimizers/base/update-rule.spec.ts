import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {UpdateRule} from '../../../optimizers/base/index.ts';
import {learningRateOption, weightDecayOption} from '../../../optimizers/base/common-options.ts';
import type {CommonOptions, WithLearningRate} from '../../../optimizers/base/common-options.ts';
import type {UpdateInput, UpdateOutput} from '../../../optimizers/base/index.ts';
import {adam, momentum} from '../../../optimizers/index.ts';
import {constant, exponentialDecay, reduceOnPlateau} from '../../../schedules/index.ts';

const table = {learningRate: learningRateOption, weightDecay: weightDecayOption(0)} as const;

/** Counts the updates of each element in a slot, and leaves another slot as it is. */
class Counting extends UpdateRule<WithLearningRate<CommonOptions>, typeof table, 'count' | 'idle', 'rate'> {
  static get className(): string {
    return 'OptimCounting';
  }

  constructor(options: WithLearningRate<CommonOptions>) {
    super(table, options);
  }

  protected override slotKinds(): {name: 'count' | 'idle'}[] {
    return [{name: 'count'}, {name: 'idle'}];
  }

  protected override coefficients(t: number): {rate: number} {
    return {rate: this.number('learningRate', t)};
  }

  protected override update({
    value,
    gradient,
    slots,
    coefficients,
  }: UpdateInput<'count' | 'idle', 'rate'>): UpdateOutput<'count' | 'idle'> {
    const slotsAfter = {count: tf.add(slots.count, 1), idle: slots.idle};
    return {value: tf.sub(value, tf.mul(gradient, coefficients.rate.scalar)), slots: slotsAfter};
  }
}

function variable(name: string, values: number[] = [1, 2]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));
}

describe('UpdateRule', () => {
  it('runs a rule that says its slots, its numbers and its equation', async () => {
    const before = tf.memory().numTensors;
    const w = variable('rule/w');
    const optimizer = new Counting({learningRate: 0.5});
    const ones = tf.ones([2]);
    for (let t = 0; t < 3; t++) optimizer.applyGradients({[w.name]: ones});
    expect([...w.dataSync()]).to.deep.equal([-0.5, 0.5]);
    const weights = await optimizer.getWeights();
    expect(weights.map(({name, tensor}) => [name, ...tensor.dataSync()])).to.deep.equal([
      ['iter', 3],
      ['rule/w/count', 3, 3],
      ['rule/w/idle', 0, 0],
    ]);
    expect(weights[0]!.tensor.dtype).to.equal('int32');
    optimizer.dispose();
    optimizer.dispose();
    expect(optimizer.iterations, 'starts anew').to.equal(0);
    tf.dispose([w, ones]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('changes nothing when a gradient is refused', async () => {
    const w = variable('rule/first');
    const optimizer = momentum(0.1);
    const [ones, wrong] = [tf.ones([2]), tf.ones([3])];
    expect(() => optimizer.applyGradients({[w.name]: ones, 'rule/none': ones})).to.throw(
      RangeError,
      /no variable is named/,
    );
    const other = variable('rule/second');
    expect(() => optimizer.applyGradients({[w.name]: ones, [other.name]: wrong})).to.throw(RangeError, /shape \[2\]/);
    expect([...w.dataSync()]).to.deep.equal([1, 2]);
    expect(optimizer.iterations).to.equal(0);
    expect(await optimizer.getWeights()).to.have.length(1);
    optimizer.dispose();
    tf.dispose([w, other, ones, wrong]);
  });

  it('reads and replaces the learning rate', () => {
    const optimizer = adam(exponentialDecay(0.1, {gamma: 0.5}));
    expect(optimizer.learningRate).to.equal(0.1);
    optimizer.applyGradients({});
    expect(optimizer.learningRate).to.equal(0.05);
    optimizer.learningRate = 0.3;
    expect(optimizer.learningRate).to.equal(0.3);
    expect(optimizer.getConfig().learningRate).to.equal(0.3);
    optimizer.learningRate = constant(0.4).config;
    expect(optimizer.learningRate).to.equal(0.4);
    expect(() => (optimizer.learningRate = -1)).to.throw(RangeError, /Adam: learningRate must be/);
    expect(optimizer.learningRate).to.equal(0.4);
  });

  it('refuses a value of a schedule outside the range of the option, before anything changes', () => {
    const w = variable('rule/range');
    const ones = tf.ones([2]);
    const optimizer = momentum(0.1, {momentum: exponentialDecay(0.9, {gamma: 1.2})});
    optimizer.applyGradients({[w.name]: ones});
    const values = [...w.dataSync()];
    expect(() => optimizer.applyGradients({[w.name]: ones})).to.throw(
      RangeError,
      /Momentum at step 1: momentum must be .*< 1, received 1.08/,
    );
    expect([...w.dataSync()]).to.deep.equal(values);
    optimizer.dispose();
    tf.dispose([w, ones]);
  });

  it('tells every schedule that watches what it has to know, and saves what it has seen', () => {
    const rate = reduceOnPlateau(0.1, {factor: 0.5, patience: 0});
    const optimizer = momentum(rate, {momentum: exponentialDecay(0.9, {gamma: 0.9})});
    for (const loss of [1, 1, 1]) optimizer.observe(loss);
    expect(optimizer.learningRate).to.be.below(0.1);
    const copy = momentum(optimizer.getConfig().learningRate);
    expect(copy.learningRate).to.equal(optimizer.learningRate);
  });

  it('decays weights before the step, by the learning rate times the decay, but not biases', () => {
    const [w, bias] = [variable('rule/decay/kernel'), variable('rule/decay/bias')];
    const zeros = tf.zeros([2]);
    const optimizer = new Counting({learningRate: 0.5, weightDecay: 0.5});
    optimizer.applyGradients({[w.name]: zeros, [bias.name]: zeros});
    expect([...w.dataSync()]).to.deep.equal([0.75, 1.5]);
    expect([...bias.dataSync()]).to.deep.equal([1, 2]);
    optimizer.dispose();
    tf.dispose([w, bias, zeros]);
  });

  it('adds no tensor however often its weights are taken, or a loss throws', async () => {
    const w = variable('rule/often');
    const optimizer = adam(0.1);
    const loss = (): tf.Scalar => tf.sum(tf.square(w));
    optimizer.minimize(loss, false, [w]);
    const first = await optimizer.getWeights();
    const {numTensors} = tf.memory();
    optimizer.minimize(loss, false, [w]);
    for (let i = 0; i < 3; i++) {
      expect((await optimizer.getWeights())[0]!.tensor.dataSync()[0]).to.equal(2);
      const broken = (): tf.Scalar => {
        loss();
        throw new Error('in the loss');
      };
      expect(() => optimizer.minimize(broken, false, [w])).to.throw('in the loss');
    }
    expect(tf.memory().numTensors).to.equal(numTensors);
    // Whoever disposes of the counter does no harm.
    first[0]!.tensor.dispose();
    expect((await optimizer.getWeights())[0]!.tensor.dataSync()[0]).to.equal(2);
    optimizer.dispose();
    w.dispose();
  });

  it('refuses weights that do not begin with the number of updates', async () => {
    const optimizer = adam(0.1);
    const tensor = tf.zeros([2]);
    const message = async (weights: {name: string; tensor: tf.Tensor}[]) =>
      optimizer.setWeights(weights).then(
        () => 'accepted',
        (error: Error) => `${error.name}: ${error.message}`,
      );
    expect(await message([])).to.match(/RangeError: Adam: setWeights: .*"iter", received no weights/);
    expect(await message([{name: 'w/m', tensor}])).to.match(/received "w\/m" of shape \[2\]/);
    tensor.dispose();
  });

  it('is an optimizer for TensorFlow.js', () => {
    expect(adam(0.1)).to.be.instanceOf(tf.Optimizer);
    expect(adam(0.1).getClassName()).to.equal('OptimAdam');
  });
});

describe('UpdateRule and float32', () => {
  it('refuses numbers of an update that tensors cannot hold, before anything changes', () => {
    const w = variable('rule/huge');
    const ones = tf.ones([2]);
    // The bias correction of the first update divides by 0.1.
    const optimizer = adam(1e38);
    expect(() => optimizer.applyGradients({[w.name]: ones})).not.to.throw();
    const huge = adam(3e38, {beta2: 0});
    expect(() => huge.applyGradients({[w.name]: ones})).to.throw(
      RangeError,
      /^Adam at update 1: the number "rate" is \d\.?\d*e\+39, which float32 cannot hold; take other options/,
    );
    expect(huge.iterations).to.equal(0);
    for (const [rate, weightDecay] of [
      [1e30, 1e30],
      [1e39, 0],
    ] as const) {
      expect(() => adam(rate, {weightDecay}).applyGradients({[w.name]: ones})).to.throw(RangeError, /float32/);
    }
    optimizer.dispose();
    huge.dispose();
    tf.dispose([w, ones]);
  });

  it('refuses a count of updates that is none, and keeps what it had', async () => {
    const w = variable('rule/count');
    const ones = tf.ones([2]);
    const optimizer = momentum(0.5);
    optimizer.applyGradients({[w.name]: ones});
    for (const count of [-1, -(2 ** 31)]) {
      const iter = tf.scalar(count, 'int32');
      const refused = await optimizer.setWeights([{name: 'iter', tensor: iter}]).then(
        () => null,
        (error: unknown) => error,
      );
      expect(String(refused)).to.match(/^RangeError: Momentum: setWeights: iter must be a whole number >= 0/);
      iter.dispose();
    }
    expect(optimizer.iterations).to.equal(1);
    expect((await optimizer.getWeights()).map(({name}) => name)).to.deep.equal(['iter', 'rule/count/velocity']);
    optimizer.dispose();
    tf.dispose([w, ones]);
  });

  it('restores strictly where that is asked for', async () => {
    const [w, other] = [variable('rule/strict'), variable('rule/stranger')];
    const ones = tf.ones([2]);
    const before = tf.memory().numTensors;
    const first = momentum(0.5);
    first.applyGradients({[w.name]: ones});
    const second = momentum(0.5);
    await second.setWeights(await first.getWeights(), {strict: true});
    const values = [...w.dataSync()];
    expect(() => second.applyGradients({[w.name]: ones, [other.name]: ones})).to.throw(
      RangeError,
      /setWeights: no state was restored for rule\/stranger; restore into a model/,
    );
    expect(() => second.applyGradients({[other.name]: ones})).to.throw(
      RangeError,
      /restored state fits no variable of this update: rule\/strict; no state was restored for rule\/stranger/,
    );
    expect([...w.dataSync()]).to.deep.equal(values);
    second.applyGradients({[w.name]: ones});
    expect(second.iterations).to.equal(2);
    // Afterwards new variables are new.
    second.applyGradients({[other.name]: ones});
    first.dispose();
    second.dispose();
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([w, other, ones]);
  });
});
