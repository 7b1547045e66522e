import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  carryOut,
  coefficientsOf,
  type Executor,
  plainUpdates,
  provideUpdates,
  updatePlainly,
  withExecutor,
} from '../../../lib/update/executor.ts';
import {toCoefficients} from '../../../lib/update/coefficient.ts';
import type {UpdatePlan, UpdateTarget} from '../../../lib/update/plan.ts';

const optimizer = tf.train.sgd(1);

/** `value <- value - rate gradient`, and a slot that counts. */
const plan: UpdatePlan = {
  numbers: {rate: 0.5},
  shrinkage: 0.25,
  variant: '',
  equation: ({value, gradient, slots, coefficients}) => ({
    value: tf.sub(value, tf.mul(gradient, coefficients['rate']!.scalar)),
    slots: {count: tf.add(slots['count']!, 1)},
  }),
};

function target(isDecayed: boolean): UpdateTarget & {values(): number[][]; dispose(): void} {
  const [variable, count, idle] = tf.tidy(() => [
    tf.variable(tf.tensor1d([4, 8])),
    tf.variable(tf.zeros([2])),
    tf.variable(tf.ones([2])),
  ]);
  const gradient = tf.tensor1d([2, -2]);
  const slots = {count: count, idle: idle};
  return {
    variable: variable,
    gradient,
    slots,
    isDecayed,
    values: () => [variable, count, idle].map((each) => [...each.dataSync()]),
    dispose: () => tf.dispose([variable, count, idle, gradient]),
  };
}

const nobody: Executor['update'] = (_, __, targets) => targets;

/** Carries out with a way of its own in the place of the native one. */
function carryOutBy(update: Executor['update'], targets: readonly UpdateTarget[], which = plan): void {
  const before = provideUpdates(update);
  try {
    carryOut(optimizer, which, targets);
  } finally {
    provideUpdates(before);
  }
}

describe('carryOut', () => {
  it('takes the decay off first where it applies, then follows the equation, and leaves other slots alone', () => {
    const [decayed, spared] = [target(true), target(false)];
    const {numTensors} = tf.memory();
    tf.tidy(() => carryOutBy(nobody, [decayed, spared]));
    expect(decayed.values()).to.deep.equal([
      [2, 7],
      [1, 1],
      [1, 1],
    ]);
    expect(spared.values()).to.deep.equal([
      [3, 9],
      [1, 1],
      [1, 1],
    ]);
    expect(tf.memory().numTensors).to.equal(numTensors);
    decayed.dispose();
    spared.dispose();
  });

  it('gives what the preferred way does not take to the plain one', () => {
    const [first, second] = [target(false), target(false)];
    tf.tidy(() => carryOutBy((_, __, targets) => targets.slice(1), [first, second]));
    expect(first.values()[0]).to.deep.equal([4, 8]);
    expect(second.values()[0]).to.deep.equal([3, 9]);
    first.dispose();
    second.dispose();
  });
});

describe('the plain way', () => {
  it('takes nothing off where the share is 0, and leaves slots alone that the equation does not name', () => {
    const one = target(true);
    one.variable.assign(tf.tensor1d([Infinity, 1]));
    const idle = {...plan, shrinkage: 0, equation: ({value}) => ({value})} satisfies UpdatePlan;
    tf.tidy(() => carryOutBy(nobody, [one], idle));
    expect(one.values()).to.deep.equal([
      [Infinity, 1],
      [0, 0],
      [1, 1],
    ]);
    one.dispose();
  });
});

describe('withExecutor', () => {
  it('is asked in place of who else would while the function runs, also nested and when it throws', () => {
    const one = target(false);
    const seen: string[] = [];
    const named = (name: string): Executor => ({
      coefficients: () => {
        seen.push(`${name} coefficients`);
        return {};
      },
      update: () => {
        seen.push(name);
        return [];
      },
    });
    const update = (): void => {
      coefficientsOf(optimizer, plan.numbers);
      carryOutBy(() => {
        seen.push('preferred');
        return [];
      }, [one]);
    };
    const result = withExecutor(named('outer'), () => {
      withExecutor(named('inner'), update);
      expect(() =>
        withExecutor(named('broken'), () => {
          throw new RangeError('of the function');
        }),
      ).to.throw(RangeError, 'of the function');
      update();
      return 7;
    });
    tf.tidy(update);
    expect(result).to.equal(7);
    expect(seen).to.deep.equal(['inner coefficients', 'inner', 'outer coefficients', 'outer', 'preferred']);
    one.dispose();
  });
});

describe('plainUpdates', () => {
  it('asks nobody else', () => {
    const one = target(false);
    tf.tidy(() =>
      plainUpdates(() =>
        carryOutBy(() => {
          throw new Error('was asked');
        }, [one]),
      ),
    );
    expect(one.values()[0]).to.deep.equal([3, 9]);
    one.dispose();
  });
});

describe('updatePlainly', () => {
  it('takes the decay as a number or as a tensor', () => {
    for (const shrinkage of [0.5, tf.scalar(0.5)]) {
      const one = target(true);
      tf.tidy(() => updatePlainly(plan, one, toCoefficients(plan.numbers), shrinkage));
      expect(one.values()[0]).to.deep.equal([1, 5]);
      one.dispose();
      tf.dispose([shrinkage]);
    }
  });
});
