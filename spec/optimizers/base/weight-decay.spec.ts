import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {decayPredicate} from '../../../optimizers/base/weight-decay.ts';
import {Adam, adam, sgd} from '../../../optimizers/index.ts';

const names = ['w', 'd/kernel', 'd/kernel_1', 'bias/kernel', 'd/unbias', 'd/bias_x', 'alphabeta', 'd/gamma1'];
const spared = ['bias', 'd/bias', 'd/bias_1', 'batch_normalization_BatchNormalization1/gamma', 'norm/beta_12'];

describe('decayPredicate', () => {
  let variable: tf.Variable;
  before(() => {
    variable = tf.tidy(() => tf.variable(tf.scalar(1), true, 'spec/decay'));
  });
  after(() => variable.dispose());

  const chosen = (given: unknown): string[] =>
    [...names, ...spared].filter((name) => decayPredicate('Adam', given)(name, variable));

  it('spares biases and normalisation parameters, also under a name made unique', () => {
    expect(chosen('weights')).to.deep.equal(names);
  });

  it('takes all, a pattern as such or as text, names, and a function of name and variable', () => {
    expect(chosen('all')).to.deep.equal([...names, ...spared]);
    // Global: it must not go on where it stopped.
    for (const pattern of [/kernel/g, '/kernel/', '/KERNEL/i']) {
      expect(chosen(pattern)).to.deep.equal(['d/kernel', 'd/kernel_1', 'bias/kernel']);
    }
    expect(chosen(['w', 'd/bias'])).to.deep.equal(['w', 'd/bias']);
    expect(chosen((name: string, given: tf.Variable) => name === 'w' && given === variable)).to.deep.equal(['w']);
  });

  it('refuses anything else by name', () => {
    for (const wrong of ['kernel', 5, null, [1], {}]) {
      expect(() => sgd(0.1, {weightDecayOn: wrong as never})).to.throw(
        TypeError,
        /^Sgd: weightDecayOn must be 'weights'/,
      );
    }
  });

  it('is part of the configuration, without underscores, but for a function', () => {
    for (const [given, held] of [
      [/a\/b/i, '/a\\/b/i'],
      // Loading a model takes underscores away.
      [['w_1', 'a.b'], String.raw`/^(?:w\x5f1|a\.b)$/`],
      ['all', 'all'],
    ] as const) {
      const {weightDecayOn, ...rest} = adam(0.1, {weightDecayOn: given}).getConfig();
      expect(weightDecayOn).to.deep.equal(held);
      expect(new Adam({...rest, weightDecayOn}).getConfig().weightDecayOn).to.deep.equal(held);
    }
    expect(() => adam(0.1, {weightDecayOn: () => true}).getConfig()).to.throw(TypeError, /a configuration cannot hold/);
  });
});
