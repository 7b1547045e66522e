import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {chosenVariables} from '../../../optimizers/base/chosen-variables.ts';

describe('chosenVariables', () => {
  const variable = tf.variable(tf.scalar(1));
  after(() => variable.dispose());

  it('takes patterns, also such that go on where they were, their texts, names and predicates', () => {
    const both = (given: unknown): (boolean | undefined)[] =>
      ['a/kernel', 'a/bias'].map((name) => chosenVariables(given)?.(name, variable));
    for (const given of [/kernel/g, '/KERNEL/i', ['a/kernel'], (name: string) => name === 'a/kernel']) {
      expect(both(given)).to.deep.equal([true, false]);
      expect(both(given)).to.deep.equal([true, false]);
    }
  });

  it('knows nothing else', () => {
    for (const given of ['kernel', [1], 1, null, undefined, {}]) expect(chosenVariables(given)).to.equal(null);
  });
});
