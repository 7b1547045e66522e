import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp, type MlpOptions} from '../../../lib/models/mlp.ts';

describe('mlp', () => {
  it('computes relu layers and linear logits', () => {
    const model = mlp({inputs: 3, widths: [4, 2], classes: 2, seed: 5});
    const [w1, , w2, , w3] = model.getWeights().map((weight) => weight.arraySync() as number[][]);
    const times = (vector: number[], matrix: number[][]): number[] =>
      matrix[0]!.map((_, j) => vector.reduce((sum, value, i) => sum + value * matrix[i]![j]!, 0));
    const relu = (vector: number[]): number[] => vector.map((value) => Math.max(value, 0));
    const x = [0.5, -1, 2];
    const wanted = times(relu(times(relu(times(x, w1!)), w2!)), w3!);
    const received = tf.tidy(() => [...(model.predict(tf.tensor2d([x])) as tf.Tensor).dataSync()]);
    expect(Math.abs(wanted[0]!)).to.be.greaterThan(1e-3);
    for (const [i, value] of wanted.entries()) expect(received[i]).to.be.closeTo(value, 1e-5);
    model.dispose();
  });

  it('has the default form, names and number of parameters', () => {
    const model = mlp();
    expect(model.countParams()).to.equal(101_770);
    expect(model.layers.map(({name}) => name)).to.deep.equal(['hidden1', 'output']);
    model.dispose();
  });

  it('depends on the seed and disposes of everything', () => {
    const before = tf.memory().numTensors;
    const build = (seed: number): number[] => {
      const model = mlp({inputs: 4, widths: [3], classes: 2, seed});
      const values = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
      model.dispose();
      return values;
    };
    expect(build(1)).to.deep.equal(build(1));
    expect(build(1)).not.to.deep.equal(build(2));
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('refuses what it cannot build, and leaves nothing behind', () => {
    const before = tf.memory().numTensors;
    const refuses = (options: unknown, message: RegExp): void =>
      void expect(() => mlp(options as MlpOptions)).to.throw(message);
    refuses({widths: [0]}, /widths must be a whole number >= 1, received 0/);
    refuses({widths: 12}, /widths must be an array, received 12/);
    refuses({classes: 2.5}, /classes must be a whole number >= 1/);
    refuses({activation: 'rellu'}, /did you mean "relu"/);
    refuses({width: [3]}, /did you mean "widths"/);
    refuses({seed: Number.NaN}, /seed must be a finite number/);
    refuses({initializer: 'xavier'}, /initializer: name must be one of/);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
