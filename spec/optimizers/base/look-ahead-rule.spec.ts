import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {ruleOptions, type SlotKind, type UpdateOutput} from '../../../optimizers/base/index.ts';
import {LookAheadRule} from '../../../optimizers/base/look-ahead-rule.ts';
import {nesterov, partitioned} from '../../../optimizers/index.ts';

const table = ruleOptions({});

/** Takes gradients twice as far from the first value as the variable is, or at the variable. */
class Ahead extends LookAheadRule<{learningRate: number}, typeof table, 'start', 'one'> {
  static get className(): string {
    return 'SpecAhead';
  }

  constructor(options: {learningRate: number}) {
    super(table, options);
  }

  protected override get distance(): 'one' | null {
    return this.learningRate > 1 ? null : 'one';
  }

  protected override direction(value: tf.Tensor, {start}: {readonly start?: tf.Tensor}): tf.Tensor | null {
    return start === undefined ? null : tf.sub(value, start);
  }

  protected override slotKinds(): SlotKind<'start'>[] {
    return [{name: 'start', initial: (variable) => variable}];
  }

  protected override coefficients(): {one: number} {
    return {one: 1};
  }

  protected override update({value, gradient}: {value: tf.Tensor; gradient: tf.Tensor}): UpdateOutput<'start'> {
    return {value: tf.sub(value, gradient)};
  }
}

describe('LookAheadRule', () => {
  /** Where the loss saw the variable, update by update. */
  function seen(optimizer: Ahead, updates: number): number[] {
    const w = tf.tidy(() => tf.variable(tf.scalar(5)));
    const places: number[] = [];
    const loss = (): tf.Scalar => {
      places.push(w.dataSync()[0]!);
      return tf.mul(w, 1).asScalar();
    };
    for (let t = 0; t < updates; t++) optimizer.minimize(loss, false, [w]);
    expect(w.dataSync()[0]).to.equal(5 - updates);
    w.dispose();
    optimizer.dispose();
    return places;
  }

  it('evaluates the loss where the state leads, by a number of the update, and frees what it makes', () => {
    const before = tf.memory().numTensors;
    expect(seen(new Ahead({learningRate: 1}), 3)).to.deep.equal([5, 3, 1]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('evaluates it at the variables where there is no distance', () => {
    expect(seen(new Ahead({learningRate: 2}), 3)).to.deep.equal([5, 4, 3]);
  });

  it('evaluates the loss once, and twice with one effect where restored state has to find its variables', async () => {
    const before = tf.memory().numTensors;
    const w = tf.tidy(() => tf.variable(tf.scalar(5)));
    const draws: number[] = [];
    const loss = (): tf.Scalar => {
      draws.push(Math.random());
      return tf.mul(w, 1).asScalar();
    };
    const [first, second] = [new Ahead({learningRate: 1}), new Ahead({learningRate: 1})];
    first.minimize(loss);
    expect(draws).to.have.length(1);
    await second.setWeights(await first.getWeights());
    second.minimize(loss);
    expect(draws).to.have.length(3);
    expect(draws[2]).to.equal(draws[1]);
    expect(draws[1]).to.not.equal(draws[0]);
    second.minimize(loss);
    expect(draws).to.have.length(4);
    for (const each of [w, first, second]) each.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('declares itself, and is known to look ahead', () => {
    const rule = new Ahead({learningRate: 1});
    expect(rule.declaration.isResumable).to.equal(true);
    const groups = [{match: /a/, optimizer: rule}];
    expect(() => partitioned(groups, nesterov(1))).to.throw(RangeError, /SpecAhead, OptimNesterov/);
  });
});
