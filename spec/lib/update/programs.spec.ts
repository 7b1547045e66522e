import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {isAnswered, numberOf, recordedEquation, shrinkageName, type UpdatePlan} from '../../../lib/update/index.ts';

describe('recordedEquation', () => {
  const made: tf.Variable[] = [];
  const target = (shape: number[]) => {
    const [variable, m] = tf.tidy(() => [tf.variable(tf.zeros(shape)), tf.variable(tf.zeros(shape))]);
    const gradient = variable;
    made.push(variable, m);
    return {variable, gradient, slots: {m}, isDecayed: true};
  };
  afterEach(() => tf.dispose(made.splice(0)));

  /** A plan whose equation counts how often it was asked. */
  function plan(ask: 'isZero' | 'number'): UpdatePlan & {count: number; numbers: Record<string, number>} {
    const own = {
      count: 0,
      numbers: {rate: 0.5},
      shrinkage: 0,
      variant: '',
      equation: (({value, gradient, coefficients: {rate}}) => {
        own.count++;
        if (ask === 'isZero' && rate!.isZero) return {value};
        const factor = ask === 'number' ? rate!.number : rate!.scalar;
        return {value: tf.sub(value, tf.mul(gradient, factor))};
      }) as UpdatePlan['equation'],
    };
    return own;
  }

  it('records once for each shape, variant, decay and answer', () => {
    const own = plan('isZero');
    const [a, b] = [target([2]), target([3])];
    const record = (of = a, shrinks = false) => recordedEquation(own, of, shrinks);
    const first = record();
    expect(record()).to.equal(first);
    own.numbers = {rate: 0.25};
    expect(record()).to.equal(first);
    expect(own.count).to.equal(1);
    record(b);
    record(a, true);
    expect(own.count).to.equal(3);
    own.numbers = {rate: 0};
    expect(record().program!.stores).to.deep.equal([]);
    own.numbers = {rate: 1};
    expect(record()).to.equal(first);
    expect(own.count).to.equal(4);
    const other = {...own, variant: 'another'};
    expect(recordedEquation(other, a, false)).to.not.equal(first);
  });

  it('gives up on an equation that answers ever differently', () => {
    const own = plan('number');
    const a = target([2]);
    for (let i = 1; i <= 20; i++) {
      own.numbers = {rate: i};
      expect(recordedEquation(own, a, false).program === null, `${i}`).to.equal(i > 8);
    }
    expect(own.count).to.equal(8);
    // What is known stays known.
    own.numbers = {rate: 3};
    expect(recordedEquation(own, a, false).program).to.not.equal(null);
  });
});

describe('isAnswered', () => {
  it('compares every answer with the numbers of now', () => {
    const asked = [
      {name: 'a', question: 'isZero', given: true},
      {name: 'b', question: 'number', given: 2},
    ] as const;
    expect(isAnswered(asked, {numbers: {a: 0, b: 2}})).to.equal(true);
    expect(isAnswered(asked, {numbers: {a: 1, b: 2}})).to.equal(false);
    expect(isAnswered(asked, {numbers: {a: 0, b: 3}})).to.equal(false);
    expect(isAnswered([], {numbers: {}})).to.equal(true);
  });
});

describe('numberOf', () => {
  it('is a number of the plan, its weight decay, or a constant', () => {
    const own = {numbers: {rate: 0.5}, shrinkage: 0.25};
    expect(['rate', shrinkageName, 3].map((name) => numberOf(own, name))).to.deep.equal([0.5, 0.25, 3]);
  });
});
