import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {plainUpdates} from '../../../lib/update/index.ts';
import {adam, Clipped, clipped, type ClippedOptions, momentum, muon, nesterov, sgd} from '../../../optimizers/index.ts';
import {Prodigy} from '../../lib/update/toys/prodigy.ts';
import {itEquals, itIsSaved, itRuns, refuses} from './stories.ts';

/** How an update of rate 1 changes variables that start at these values. */
function steps(options: ClippedOptions, starts: readonly tf.Tensor[], gradients: readonly tf.Tensor[]): number[][] {
  const variables = starts.map((start) => tf.variable(start));
  const optimizer = clipped(sgd(1), options);
  optimizer.applyGradients(variables.map(({name}, i) => ({name, tensor: gradients[i]!})));
  const changes = variables.map((variable, i) => [...tf.sub(starts[i]!, variable).dataSync()]);
  optimizer.dispose();
  tf.dispose(variables);
  return changes;
}

const zero = (n: number): tf.Tensor => tf.zeros([n]);

describe('clipped', () => {
  for (const kind of ['value', 'norm', 'globalNorm', 'adaptive'] as const) {
    const options = {[kind]: 1e38} as ClippedOptions;
    itEquals(
      `at infinity, ${kind}, equals the optimizer within`,
      () => clipped(adam(0.05), options),
      () => adam(0.05),
    );
    itRuns(kind, () => clipped(adam(0.05), {[kind]: 0.1}));
  }
  itEquals(
    'around tf.train.adam',
    () => clipped(tf.train.adam(0.05), {globalNorm: 1e38}),
    () => tf.train.adam(0.05),
  );
  itRuns('around tf.train.adam', () => clipped(tf.train.adam(0.05), {norm: 0.1}));
  itRuns('three deep', () => clipped(clipped(clipped(momentum(0.05), {globalNorm: 0.3}), {value: 0.2}), {norm: 0.4}));
  itRuns('around a look-ahead', () => clipped(nesterov(0.05), {globalNorm: 0.3}));

  const rules: Readonly<Record<string, () => tf.Optimizer>> = {
    'sgd with a penalty': () => sgd(0.05, {weightDecay: 0.5, weightDecayForm: 'l2', weightDecayOn: 'all'}),
    'momentum, ascending': () => momentum(0.05, {maximize: true}),
    'adam with caution': () => adam(0.05, {cautious: true, weightDecay: 0.5}),
    muon: () => muon(0.05),
    'a rule that shares': () => new Prodigy({learningRate: 1}),
    'tf.train.adam': () => tf.train.adam(0.05),
  };
  for (const [name, make] of Object.entries(rules)) {
    it(`by value, equals ${name} of gradients that were clipped before, bit by bit`, () => {
      for (const way of [plainUpdates, (run: () => number[]) => run()]) {
        const go = (optimizer: tf.Optimizer, isBefore: boolean): number[] => {
          const w = tf.variable(tf.tensor2d([0.5, -1, 2, 0.25], [2, 2]), true, 'clipped/by-value');
          for (let t = 1; t <= 6; t++) {
            tf.tidy(() => {
              const gradient = tf.tensor2d([t, -0.1 * t, 0.3, -2], [2, 2]);
              optimizer.applyGradients({[w.name]: isBefore ? tf.clipByValue(gradient, -0.4, 0.4) : gradient});
            });
          }
          const values = [...w.dataSync()];
          w.dispose();
          optimizer.dispose();
          return values;
        };
        const expected = way(() => go(make(), true));
        expect(way(() => go(clipped(make(), {value: 0.4}), false))).to.deep.equal(expected);
        expect(way(() => go(make(), false))).to.not.deep.equal(expected);
      }
    });
  }

  it('by value, follows a limit of its own where one rule is wrapped anew', () => {
    const w = tf.variable(tf.scalar(0));
    const rule = sgd(1);
    for (const value of [1, 2, 1]) {
      tf.tidy(() => clipped(rule, {value}).applyGradients({[w.name]: tf.scalar(-5)}));
    }
    expect(w.dataSync()[0]).to.equal(4);
    rule.dispose();
    w.dispose();
  });

  it('has the numbers of its equations', () => {
    const two = [tf.tensor1d([3, 4]), tf.tensor1d([12])];
    expect(steps({globalNorm: 6.5}, [zero(2), zero(1)], two)).to.deep.equal([[1.5, 2], [6]]);
    expect(steps({globalNorm: 13}, [zero(2), zero(1)], two)).to.deep.equal([[3, 4], [12]]);
    expect(steps({norm: 2.5}, [zero(2), zero(1)], two)).to.deep.equal([[1.5, 2], [2.5]]);
    expect(steps({value: 3.5}, [zero(2), zero(1)], [tf.tensor1d([3, -4]), tf.tensor1d([12])])).to.deep.equal([
      [3, -3.5],
      [3.5],
    ]);
  });

  it('takes norms of units: the weights that lead to one output, and vectors as a whole', () => {
    const kernel = tf.tensor2d([
      [3, 0],
      [4, 0],
    ]);
    const [change, bias] = steps(
      {adaptive: 0.5},
      [kernel, tf.tensor1d([3, 4])],
      [tf.ones([2, 2]), tf.tensor1d([30, 40])],
    );
    // The first column may have 2.5, which it has not; the second one 0.5 0.001.
    expect(change![0]).to.equal(1);
    expect(change![1]).to.be.closeTo(0.0005 / Math.SQRT2, 1e-9);
    expect(bias![0]).to.be.closeTo(1.5, 1e-6);
    const [image] = steps({adaptive: 1}, [tf.ones([2, 2, 1, 3])], [tf.mul(tf.ones([2, 2, 1, 3]), 2)]);
    for (const each of image!) expect(each).to.be.closeTo(1, 1e-6);
    const [scalar] = steps({adaptive: 1}, [tf.scalar(2)], [tf.scalar(-8)]);
    expect(scalar![0]).to.equal(-2);
  });

  it('keeps a norm that is NaN, and no other variable from it', () => {
    const broken = [tf.tensor1d([1, NaN]), tf.tensor1d([2])];
    expect(steps({globalNorm: 1}, [zero(2), zero(1)], broken)).to.deep.equal([[NaN, NaN], [NaN]]);
    expect(steps({norm: 1}, [zero(2), zero(1)], broken)).to.deep.equal([[NaN, NaN], [1]]);
    expect(steps({globalNorm: 1}, [zero(2)], [zero(2)])).to.deep.equal([[0, 0]]);
  });

  it('leaves variables without gradient alone', () => {
    const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(2))];
    const optimizer = clipped(tf.train.momentum(1, 0.9), {globalNorm: 1});
    optimizer.minimize(() => tf.mul(b, 3).asScalar(), false, [a, b]);
    expect([a.dataSync()[0], b.dataSync()[0]]).to.deep.equal([1, 1]);
    optimizer.dispose();
    tf.dispose([a, b]);
  });

  it('leaves nothing behind where the loss throws', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = clipped(tf.train.sgd(1), {norm: 1});
    const held = tf.memory().numTensors;
    const loss = (): tf.Scalar => {
      tf.square(tf.sin(w));
      throw new Error('no');
    };
    expect(() => optimizer.minimize(loss, false, [w])).to.throw('no');
    expect(tf.memory().numTensors).to.equal(held);
    optimizer.dispose();
    w.dispose();
  });

  it('tells and changes the rate of the optimizer within', () => {
    const optimizer = clipped(clipped(adam(0.05), {value: 1}), {norm: 1});
    expect(optimizer.learningRate).to.equal(0.05);
    optimizer.learningRate = 0.5;
    expect((optimizer.inner as Clipped).learningRate).to.equal(0.5);
    expect(clipped(tf.train.adam(0.02), {value: 1}).learningRate).to.equal(0.02);
  });

  it('refuses other options', () => {
    const inner = sgd(1);
    refuses(
      () => clipped(inner, {}),
      RangeError,
      /^Clipped: exactly one of value, norm, globalNorm, adaptive must be given, received \{\}/,
    );
    refuses(() => clipped(inner, {norm: 1, value: 1}), RangeError, /exactly one of/);
    refuses(() => clipped(inner, {norm: 0}), RangeError, /^Clipped: norm must be a finite number > 0, received 0/);
    refuses(() => clipped(inner, {norm: '1' as never}), TypeError, /^Clipped: norm must be/);
    refuses(
      () => clipped(inner, {nrm: 1} as never),
      TypeError,
      /^Clipped: unknown option "nrm"; did you mean "norm"\?/,
    );
    refuses(() => clipped(inner, null as never), TypeError, /^Clipped: options must be one object/);
    refuses(
      () => clipped('adam' as never, {norm: 1}),
      TypeError,
      /^Clipped: optimizer must be an optimizer such as adam\(0\.001\)/,
    );
    refuses(
      () => new Clipped({optimizer: {className: 'Nobody', config: {}}, norm: 1}),
      RangeError,
      /no class "Nobody" is registered/,
    );
  });

  it('refuses weights of something else', async () => {
    const optimizer = clipped(sgd(1), {norm: 1});
    const weights = await optimizer.getWeights();
    const messages: string[] = [];
    for (const wrong of [
      [],
      weights.slice(0, 1),
      [...weights, {name: 'w/m', tensor: tf.scalar(1)}],
      await sgd(1).getWeights(),
    ]) {
      await optimizer.setWeights(wrong).catch((error: Error) => messages.push(`${error.name}: ${error.message}`));
    }
    expect(messages[0]).to.match(/^RangeError: Clipped: setWeights: the first weight must be the scalar "iter"/);
    expect(messages[1]).to.match(/^RangeError: Clipped: setWeights: there are no weights of "optimizer"/);
    expect(messages[2]).to.match(/^RangeError: Clipped: setWeights: "w\/m" is none of its weights/);
    expect(messages).to.have.length(4);
  });

  itIsSaved(() => clipped(tf.train.adam(0.05), {globalNorm: 0.5}));
  itIsSaved(() => clipped(clipped(momentum(0.05, {form: 'trace'}), {adaptive: 0.1}), {value: 0.5}));
});
