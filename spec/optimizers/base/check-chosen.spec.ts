import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {checkChosen} from '../../../optimizers/base/check-chosen.ts';
import {plainVariables} from '../../../optimizers/base/chosen-variables.ts';
import {Adam, adam, muon, partitioned, type PartitionGroup, sgd} from '../../../optimizers/index.ts';

describe('checkChosen', () => {
  let a: tf.Variable;
  let b: tf.Variable;
  beforeEach(() => {
    a = tf.tidy(() => tf.variable(tf.ones([2, 2]), true, 'chosen_a/kernel'));
    b = tf.tidy(() => tf.variable(tf.ones([2]), true, 'chosen_b/bias'));
  });
  afterEach(() => tf.dispose([a, b]));

  it('refuses a pattern that fits no variable, and each name that none has', () => {
    const end =
      '; those of this update are chosen_a/kernel (TensorFlow.js adds _1 to a name that was there before); a layer can be given itself';
    for (const [chosen, missing] of [
      [/chosen_c/, '/chosen_c/'],
      ['/Chosen_a/', '/Chosen_a/'],
      [['chosen_c', a.name, 'toString'], 'chosen_c, toString'],
    ] as const) {
      expect(() => checkChosen('Adam', 'on', chosen, [a])).to.throw(
        RangeError,
        `Adam: there is no variable for on, ${missing}${end}`,
      );
    }
  });

  it('takes what fits a variable of another optimizer, no names at all, and what is not chosen by name', () => {
    const none = plainVariables('Adam', 'on', []);
    const layer = tf.layers.dense({units: 1});
    for (const chosen of [/chosen_b/g, '/CHOSEN_B/i', [b.name], [], none, () => false, layer, 'all', 'weights']) {
      expect(() => checkChosen('Adam', 'on', chosen, [a])).to.not.throw();
    }
  });

  it('is asked by rules at their first update, before anything changes', () => {
    const before = tf.memory().numTensors;
    for (const [optimizer, message] of [
      [
        sgd(1, {weightDecayOn: /no-such/}),
        /^Sgd: there is no variable for weightDecayOn, \/no-such\/; .* chosen_a\/kernel/,
      ],
      [adam(1, {weightDecayOn: [a.name, 'gone']}), /^Adam: there is no variable for weightDecayOn, gone;/],
      [muon(1, {muonOn: /no-such/}), /^Muon: there is no variable for muonOn, \/no-such\//],
      [muon(1, {weightDecayOn: /no-such/}), /^Muon: there is no variable for weightDecayOn/],
    ] as const) {
      const step = () => tf.tidy(() => optimizer.applyGradients({[a.name]: tf.onesLike(a)}));
      for (let i = 0; i < 2; i++) expect(step).to.throw(RangeError, message);
      expect([...a.dataSync()]).to.deep.equal([1, 1, 1, 1]);
      expect(optimizer.iterations).to.equal(0);
      optimizer.dispose();
    }
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('is asked once, and again after the rule starts anew', () => {
    const gone = tf.tidy(() => tf.variable(tf.scalar(1), true, 'chosen_gone'));
    const optimizer = sgd(1, {weightDecayOn: ['chosen_gone']});
    const step = () => tf.tidy(() => optimizer.applyGradients({[a.name]: tf.onesLike(a)}));
    step();
    gone.dispose();
    expect(step).to.not.throw();
    optimizer.dispose();
    expect(step).to.throw(RangeError, /chosen_gone/);
  });

  it('does not refuse parts of a partitioned for variables of others, nor an empty list from a configuration', () => {
    const copy = new Adam(adam(1, {weightDecayOn: []}).getConfig());
    const groups: PartitionGroup[] = [{match: /chosen_a/, optimizer: sgd(1, {weightDecayOn: [b.name]})}];
    const optimizer = partitioned(groups, copy);
    tf.tidy(() => optimizer.applyGradients({[a.name]: tf.onesLike(a), [b.name]: tf.onesLike(b)}));
    expect(optimizer.iterations).to.equal(1);
    optimizer.dispose();
  });
});
