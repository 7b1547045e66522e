import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {plainUpdates, type UpdateInput, type UpdateOutput} from '../../../../lib/update/index.ts';
import {ruleOptions, type SlotKind, UpdateRule} from '../../../../optimizers/base/index.ts';
import {adam} from '../../../../optimizers/index.ts';

const table = ruleOptions({});

/** `w <- w - rate (g - previous)`: what it keeps is the gradient itself. */
class Difference extends UpdateRule<{learningRate: number}, typeof table, 'previous', 'rate'> {
  static readonly className = 'SpecDifference';
  constructor(learningRate: number) {
    super(table, {learningRate});
  }
  protected override slotKinds(): SlotKind<'previous'>[] {
    return [{name: 'previous'}];
  }
  protected override coefficients(t: number) {
    return {rate: this.number('learningRate', t)};
  }
  protected override update(input: UpdateInput<'previous', 'rate'>): UpdateOutput<'previous'> {
    const {value, gradient, slots, coefficients} = input;
    const step = tf.mul(tf.sub(gradient, slots.previous), coefficients.rate.scalar);
    return {value: tf.sub(value, step), slots: {previous: gradient}};
  }
}

// What was reported of updates that take many tensors at once, elsewhere.
describe('reports about fused updates', () => {
  it('an empty variable keeps no other from its update (pytorch#100701, TransformerEngine#3207)', () => {
    for (const shapes of [
      [[2, 3], [0], [4]],
      [[0, 5], [3]],
      [[3], [0]],
    ]) {
      const variables = shapes.map((shape) => tf.tidy(() => tf.variable(tf.ones(shape))));
      const gradients = variables.map(({name, shape}) => ({name, tensor: tf.ones(shape)}));
      const optimizer = adam(0.1);
      for (let i = 0; i < 2; i++) optimizer.applyGradients(gradients);
      for (const variable of variables) for (const value of variable.dataSync()) expect(value).to.be.closeTo(0.8, 1e-6);
      optimizer.dispose();
      tf.dispose([variables, gradients.map(({tensor}) => tensor)]);
    }
  });

  it('every element of every variable is updated once, whatever the sizes (pytorch#119885)', () => {
    const shapes = [[13, 256], [51, 256], [256], [256], [256, 768], [768], [32767], [32768], [32769], [1], [255, 257]];
    const variables = shapes.map((shape) => tf.tidy(() => tf.variable(tf.zeros(shape))));
    const gradients = variables.map(({name, shape}) => ({name, tensor: tf.ones(shape)}));
    const optimizer = new Difference(1);
    // Then the difference is 0.
    for (let i = 0; i < 3; i++) optimizer.applyGradients(gradients);
    for (const variable of variables) {
      const [least, greatest] = tf.tidy(() => [tf.min(variable).dataSync()[0], tf.max(variable).dataSync()[0]]);
      expect([least, greatest], variable.shape.join()).to.deep.equal([-1, -1]);
    }
    optimizer.dispose();
    tf.dispose([variables, gradients.map(({tensor}) => tensor)]);
  });

  it('the greatest second moment is kept in many tensors too (pytorch#78807)', async () => {
    const ends = [];
    for (const run of [(update: () => void) => update(), plainUpdates]) {
      const variables = [2, 3].map((size) => tf.tidy(() => tf.variable(tf.ones([size]))));
      const optimizer = adam(0.1, {amsgrad: true});
      for (const g of [10, 0.1, 0.1]) {
        const gradients = variables.map(({name, shape}) => ({name, tensor: tf.fill(shape, g)}));
        run(() => optimizer.applyGradients(gradients));
        tf.dispose(gradients.map(({tensor}) => tensor));
      }
      const weights = await optimizer.getWeights();
      ends.push(weights.filter(({name}) => name.endsWith('vmax')).map(({tensor}) => [...tensor.dataSync()]));
      optimizer.dispose();
      tf.dispose(variables);
    }
    expect(ends[0]).to.deep.equal(ends[1]);
    expect(ends[0]![0]![0]).to.be.closeTo(0.1, 1e-5);
  });

  it('a gradient that is kept as state is no reference to it (diffGrad#2)', async () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([0, 0])));
    const optimizer = new Difference(1);
    const g = tf.variable(tf.tensor1d([1, 2]), false);
    const update = (): void => optimizer.applyGradients({[w.name]: g});
    update();
    tf.tidy(() => g.assign(tf.tensor1d([3, 3])));
    update();
    update();
    expect([...w.dataSync()]).to.deep.equal([-3, -3]);
    const [, previous] = await optimizer.getWeights();
    expect([...previous!.tensor.dataSync(), ...g.dataSync()]).to.deep.equal([3, 3, 3, 3]);
    optimizer.dispose();
    tf.dispose([w, g]);
  });
});
