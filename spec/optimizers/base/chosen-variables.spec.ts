import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {chosenVariables, plainVariables} from '../../../optimizers/base/chosen-variables.ts';

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

  it('takes a layer for its weights as they are, once it has some', () => {
    const layer = tf.layers.dense({units: 1, inputShape: [1], name: 'chosen_layer'});
    const chosen = chosenVariables(layer)!;
    expect(chosen('chosen_layer/kernel', variable)).to.equal(false);
    const model = tf.sequential({layers: [layer]});
    const weights = layer.weights.map((weight) => weight.read() as tf.Variable);
    expect(weights.map((weight) => chosen('other', weight))).to.deep.equal([true, true]);
    expect(chosen(weights[0]!.name, variable)).to.equal(false);
    model.dispose();
  });

  it('knows nothing else', () => {
    for (const given of ['kernel', [1], 1, null, undefined, {}]) expect(chosenVariables(given)).to.equal(null);
  });
});

describe('plainVariables', () => {
  it('writes patterns, lists and layers as patterns without underscores', () => {
    const layer = tf.layers.dense({units: 1, inputShape: [1], name: 'plain_1_layer'});
    expect(() => plainVariables('Adam', 'on', layer)).to.throw(
      TypeError,
      'Adam: on is the layer "plain_1_layer" without weights, which a configuration cannot name; build the model first',
    );
    const model = tf.sequential({layers: [layer]});
    const name = layer.weights[0]!.read() as tf.Variable;
    const meant = (given: string, text: string): boolean => chosenVariables(given)!(text, name);
    for (const [given, yes, no] of [
      [/a_b/i, 'A_B', 'ab'],
      ['/a_b$/', 'a_b', 'a_bc'],
      [['a_b', 'c.d'], 'c.d', 'cxd'],
      [layer, 'plain_1_layer/kernel', 'plain_1_layer/kernels'],
      [layer, 'plain_1_layer/bias_12', 'plain_1_layer_1/bias'],
    ] as const) {
      const text = plainVariables('Adam', 'on', given);
      expect(text).to.not.include('_');
      expect([meant(text, yes), meant(text, no)], text).to.deep.equal([true, false]);
    }
    expect(() => plainVariables('Adam', 'on', () => true)).to.throw(TypeError, 'Adam: on is a function, which');
    model.dispose();
  });
});
