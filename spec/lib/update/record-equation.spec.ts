import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {recordEquation} from '../../../lib/update/record-equation.ts';
import {type Program, shrinkageName, type UpdatePlan} from '../../../lib/update/index.ts';

type Equation = UpdatePlan['equation'];

function record(
  equation: Equation,
  {
    shape = [2, 2],
    slot = shape,
    numbers = {rate: 0.5, epsilon: 0},
    shrinks = false,
    dtype = 'float32',
  }: {
    shape?: number[];
    slot?: number[];
    numbers?: Record<string, number>;
    shrinks?: boolean;
    dtype?: 'float32' | 'int32';
  } = {},
) {
  const [variable, m] = tf.tidy(() => [tf.variable(tf.zeros(shape, dtype)), tf.variable(tf.zeros(slot))]);
  try {
    return recordEquation({equation, numbers}, {variable, slots: {m}}, shrinks);
  } finally {
    tf.dispose([variable, m]);
  }
}

/** The operations of a program and what is stored, in words. */
function words({steps, stores, numbers}: Program): string[] {
  const name = (i: number): string => {
    const step = steps[i]!;
    if (step.kind === 'stream') return ['value', 'm', 'gradient'][step.index]!;
    if (step.kind === 'number') return String(numbers[step.index]);
    if (step.kind === 'sum') return `sum(${name(step.step)})`;
    return `${step.operation}(${step.steps.map(name).join(', ')})`;
  };
  return stores.map(({stream, step}) => `${['value', 'm', 'gradient'][stream]} = ${name(step)}`);
}

const descent: Equation = ({value, gradient, coefficients: {rate}}) => ({
  value: tf.sub(value, tf.mul(gradient, rate!.scalar)),
});

describe('recordEquation', () => {
  it('writes the operations down and touches nothing', () => {
    const before = tf.memory();
    const backend = tf.getBackend();
    expect(words(record(descent).program!)).to.deep.equal(['value = sub(value, mul(gradient, rate))']);
    expect(tf.memory()).to.include({numTensors: before.numTensors, numBytes: before.numBytes});
    expect(tf.getBackend()).to.equal(backend);
    expect([...tf.square(tf.scalar(3)).dataSync()]).to.deep.equal([9]);
  });

  it('takes decay off first', () => {
    expect(words(record(descent, {shrinks: true}).program!)).to.deep.equal([
      `value = sub(sub(value, mul(value, ${shrinkageName})), mul(gradient, rate))`,
    ]);
  });

  it('notes what the equation asks, and leaves out what no result needs', () => {
    const {program, asked} = record(({value, gradient, slots, coefficients: {epsilon, rate}}) => {
      tf.exp(gradient);
      tf.mul(gradient, rate!.scalar);
      const m = epsilon!.isZero ? gradient : tf.add(gradient, epsilon!.scalar);
      // Again, and other questions.
      void [epsilon!.isZero, rate!.isZero, epsilon!.isNegligible];
      return {value, slots: {m: tf.maximum(slots['m']!, m)}};
    });
    expect(asked).to.deep.equal([
      {name: 'epsilon', question: 'isZero', given: true},
      {name: 'rate', question: 'isZero', given: false},
      {name: 'epsilon', question: 'isNegligible', given: true},
    ]);
    expect(words(program!)).to.deep.equal(['m = max(m, gradient)']);
    expect(program!.numbers).to.deep.equal([]);
  });

  for (const [name, equation, expected] of [
    [
      'where and comparisons',
      ({value, gradient}) => ({value: tf.where(tf.greater(gradient, 0), value, gradient)}),
      'select(less(0, gradient), value, gradient)',
    ],
    ['constants', ({value}) => ({value: tf.mul(tf.add(value, 1), tf.onesLike(value))}), 'mul(add(value, 1), 1)'],
    ['a clone', ({gradient}) => ({value: tf.clone(gradient)}), 'gradient'],
    [
      'a reshape there and back',
      ({value, gradient}) => ({value: tf.add(gradient.reshape([4]), 1).reshape(value.shape)}),
      'add(gradient, 1)',
    ],
    ['a norm', ({value}) => ({value: tf.div(value, tf.norm(value))}), 'div(value, sqrt(sum(square(abs(value)))))'],
    ['a mean', ({value}) => ({value: tf.sub(value, tf.mean(value))}), 'sub(value, div(sum(value), 4))'],
    [
      'a sign times a flag',
      ({value, gradient}) => ({value: tf.mul(tf.sign(value), tf.cast(tf.less(gradient, 1), 'float32'))}),
      'mul(sign(value), less(gradient, 1))',
    ],
    ['a root of the reciprocal', ({value}) => ({value: tf.rsqrt(value)}), 'div(1, sqrt(value))'],
    ['clipping', ({value}) => ({value: tf.clipByValue(value, -1, 2)}), 'min(max(value, -1), 2)'],
    [
      'divNoNan',
      ({value, gradient}) => ({value: tf.divNoNan(value, gradient)}),
      'select(equal(gradient, 0), 0, div(value, gradient))',
    ],
    ['a square as a power', ({value}) => ({value: tf.pow(value, 2)}), 'square(value)'],
    ['another power', ({value}) => ({value: tf.pow(value, 3)}), 'pow(value, 3)'],
    [
      'functions',
      ({value, gradient}) => ({value: tf.add(tf.exp(tf.neg(value)), tf.sub(tf.log(gradient), tf.tanh(value)))}),
      'add(exp(neg(value)), sub(log(gradient), tanh(value)))',
    ],
    ['sigmoid and reciprocal', ({value}) => ({value: tf.reciprocal(tf.sigmoid(value))}), 'div(1, sigmoid(value))'],
    [
      'a squared difference',
      ({value, gradient}) => ({value: tf.squaredDifference(value, gradient)}),
      'square(sub(value, gradient))',
    ],
    [
      'logic',
      ({value, gradient}) => {
        const both = tf.logicalAnd(tf.greaterEqual(value, 0), tf.notEqual(gradient, 1));
        const any = tf.logicalOr(tf.logicalNot(both), tf.isNaN(gradient));
        return {value: tf.where(any, value, tf.zerosLike(value))};
      },
      'select(max(equal(min(lessEqual(0, value), notEqual(gradient, 1)), 0), notEqual(gradient, gradient)), value, 0)',
    ],
    [
      'a step',
      ({value}) => ({value: tf.step(value, 0.5)}),
      'select(equal(value, value), select(less(0, value), 1, 0.5), value)',
    ],
    [
      'whole numbers of JavaScript, and flags',
      ({value}) => ({
        value: tf.mul(
          value,
          tf.add(tf.cast(tf.scalar(2, 'int32'), 'float32'), tf.cast(tf.cast(value, 'bool'), 'float32')),
        ),
      }),
      'mul(value, add(2, notEqual(value, 0)))',
    ],
    ['a tensor of one number', ({value}) => ({value: tf.mul(value, tf.fill(value.shape, 3))}), 'mul(value, 3)'],
    ['values of one number', ({value}) => ({value: tf.mul(value, tf.tensor2d([3, 3, 3, 3], [2, 2]))}), 'mul(value, 3)'],
    [
      'sums with their axes kept',
      ({value}) => ({value: tf.sub(value, tf.sum(value, [0, 1], true))}),
      'sub(value, sum(value))',
    ],
    ['the sum of one number', ({value}) => ({value: tf.mul(value, tf.sum(tf.scalar(2)))}), 'mul(value, 2)'],
    [
      'a clone that outlives the first',
      ({value, gradient}) => {
        const twice = tf.mul(gradient, 2);
        const clone = twice.clone();
        twice.dispose();
        return {value: tf.add(value, clone)};
      },
      'add(value, mul(gradient, 2))',
    ],
  ] as [string, Equation, string][]) {
    it(`knows ${name}`, () => {
      expect(words(record(equation).program!)).to.deep.equal([`value = ${expected}`]);
    });
  }

  it('is a new program of one element too', () => {
    const equation: Equation = ({value, gradient}) => ({value: tf.sub(value, tf.sum(gradient))});
    expect(words(record(equation, {shape: []}).program!)).to.deep.equal(['value = sub(value, sum(gradient))']);
    expect(words(record(descent, {shape: [1]}).program!)).to.have.length(1);
  });

  const outside = tf.tidy(() => tf.keep(tf.ones([2, 2])));
  for (const [name, equation] of [
    ['sums over a part of the axes', ({value}) => ({value: tf.sub(value, tf.sum(value, 0, true))})],
    ['random numbers', ({value}) => ({value: tf.add(value, tf.randomNormal(value.shape))})],
    ['products of matrices', ({value, gradient}) => ({value: tf.matMul(value, gradient)})],
    ['data that are read', ({value}) => ({value: tf.mul(value, value.dataSync()[0]!)})],
    ['a tensor from elsewhere', ({value}) => ({value: tf.add(value, outside)})],
    ['a result of another shape', ({value}) => ({value: tf.sum(value)})],
    ['values that differ', ({value}) => ({value: tf.mul(value, tf.tensor2d([1, 2, 3, 4], [2, 2]))})],
    ['the sum of equal numbers', ({value}) => ({value: tf.sub(value, tf.sum(tf.fill(value.shape, 3)))})],
    [
      'broadcasting that makes it larger',
      ({value}) => ({value: tf.sum(tf.add(value.reshape([4, 1]), value.reshape([1, 4])), 0)}),
    ],
    ['whole numbers', ({value}) => ({value: tf.cast(tf.cast(value, 'int32'), 'float32')})],
    ['a tensor that is kept', ({value, gradient}) => ({value: tf.add(value, tf.keep(tf.mul(gradient, 2)))})],
    [
      'an error',
      () => {
        throw new Error('of the user');
      },
    ],
  ] as [string, Equation][]) {
    it(`is null for ${name}, and leaves the engine as it was`, () => {
      const backend = tf.getBackend();
      const before = tf.memory().numTensors;
      expect(record(equation).program).to.equal(null);
      expect(tf.getBackend()).to.equal(backend);
      expect(tf.memory().numTensors).to.equal(before + (name === 'a tensor that is kept' ? 1 : 0));
      expect([...tf.tidy(() => tf.add(outside, 1).dataSync())]).to.deep.equal([2, 2, 2, 2]);
    });
  }
  after(() => outside.dispose());

  it('is null for slots of another size, and for other types', () => {
    expect(record(descent, {slot: [2]}).program).to.equal(null);
    expect(record(descent, {dtype: 'int32'}).program).to.equal(null);
  });
});
