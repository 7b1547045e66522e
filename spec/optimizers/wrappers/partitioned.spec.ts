import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {
  adam,
  averaged,
  clipped,
  lookahead,
  momentum,
  nesterov,
  Partitioned,
  partitioned,
  type PartitionGroup,
  sam,
  sgd,
} from '../../../optimizers/index.ts';
import {itEquals, itIsSaved, itRuns, refuses} from './stories.ts';

/** Which of the rates 1, 2, ..., 9 the variables of these names get. */
function routes(match: PartitionGroup['match'], names: readonly string[]): number[] {
  const optimizer = partitioned([{match, optimizer: sgd(1)}], sgd(9));
  const variables = names.map((name) => tf.variable(tf.scalar(0), true, name));
  optimizer.applyGradients(variables.map(({name}) => ({name, tensor: tf.scalar(-1)})));
  const values = variables.map((variable) => variable.dataSync()[0]!);
  const again = new Partitioned(optimizer.getConfig() as never);
  again.applyGradients(variables.map(({name}) => ({name, tensor: tf.scalar(1)})));
  for (const variable of variables) expect(variable.dataSync()[0], 'by the configuration').to.equal(0);
  optimizer.dispose();
  tf.dispose(variables);
  return values;
}

describe('partitioned', () => {
  itEquals(
    'with one group equals its optimizer',
    () => partitioned([{match: /./, optimizer: adam(0.05)}], sgd(1)),
    () => adam(0.05),
  );
  itEquals(
    'with no match equals the rest',
    () => partitioned([{match: [], optimizer: sgd(1)}], adam(0.05)),
    () => adam(0.05),
  );
  itEquals(
    'around tf.train.adam',
    () => partitioned([{match: /kernel/, optimizer: tf.train.adam(0.05)}], tf.train.adam(0.05)),
    () => tf.train.adam(0.05),
    {keeps: true},
  );
  itRuns('two rules', () => partitioned([{match: /kernel/, optimizer: momentum(0.05)}], adam(0.05)));
  itRuns('tf.train within', () => partitioned([{match: /bias/, optimizer: tf.train.sgd(0.05)}], tf.train.adam(0.05)));
  itRuns('with a look-ahead', () => partitioned([{match: /bias/, optimizer: sgd(0.05)}], nesterov(0.05)));
  itRuns('three deep', () =>
    clipped(
      averaged(
        partitioned([{match: /bias/, optimizer: lookahead(adam(0.05), {steps: 2})}], clipped(adam(0.02), {value: 1})),
        {
          decay: 0.5,
        },
      ),
      {globalNorm: 1},
    ),
  );

  it('goes by patterns, their texts and lists of names, which its configuration has as patterns without underscores', () => {
    expect(routes(/b_1$/, ['a_b_1', 'a_b'])).to.deep.equal([1, 9]);
    expect(routes('/B$/i', ['p_b', 'p_b/c'])).to.deep.equal([1, 9]);
    expect(routes(['q/b', 'q.x_1'], ['q/b', 'q/b_1', 'qxx_1', 'q.x_1'])).to.deep.equal([1, 9, 9, 1]);
    const {groups} = partitioned([{match: ['a_b/c'], optimizer: sgd(1)}], sgd(1)).getConfig() as {
      groups: {match: string}[];
    };
    expect(groups[0]!.match).to.equal(String.raw`/^(?:a\x5fb\/c)$/`);
  });

  it('goes by a function, the first match counts, and every optimizer counts every update', () => {
    const [a, b] = [tf.variable(tf.zeros([2, 2])), tf.variable(tf.zeros([2]))];
    const isMatrix = (_: string, {rank}: tf.Variable): boolean => rank === 2;
    const groups = [
      {match: isMatrix, optimizer: sgd(1)},
      {match: /./, optimizer: sgd(2)},
    ];
    const optimizer = partitioned(groups, sgd(3));
    optimizer.minimize(() => tf.sum(tf.add(a, b)).asScalar(), false, [a, b]);
    expect(a.dataSync()[0]).to.equal(-1);
    expect(b.dataSync()[0]).to.equal(-4);
    expect(optimizer.parts.map(({iterations}) => iterations)).to.deep.equal([1, 1, 1]);
    expect(() => optimizer.getConfig()).to.throw(
      TypeError,
      /^Partitioned: match is a function, which a configuration cannot hold/,
    );
    expect(optimizer.learningRate).to.equal(undefined);
    expect(() => (optimizer.learningRate = 1)).to.throw(TypeError, /set those of optimizer\.parts/);
    optimizer.dispose();
    tf.dispose([a, b]);
  });

  itIsSaved(() => partitioned([{match: /kernel(_\d+)?$/, optimizer: momentum(0.05)}], tf.train.adam(0.05)));
  itIsSaved(() => partitioned([{match: /dense_saved_1\/bias/, optimizer: lookahead(adam(0.05))}], sgd(0.05)));

  it('goes by layers as they are, those within them too, and by another number in the configuration', async () => {
    const layer = (name: string): tf.layers.Layer =>
      tf.layers.dense({name, units: 1, inputShape: [1], kernelInitializer: 'ones'});
    const [a, b] = [layer('layer_of_groups'), layer('layer_of_groups')];
    const head = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1], kernelInitializer: 'ones'})]});
    const [one, two] = [tf.sequential({layers: [a, head]}), tf.sequential({layers: [b]})];
    const groups = [
      {match: b, optimizer: sgd(1)},
      {match: head, optimizer: sgd(2)},
    ];
    const make = (): Partitioned =>
      partitioned(
        groups.map(({match}, i) => ({match, optimizer: sgd(i + 1)})),
        sgd(3),
      );
    const again = new Partitioned(JSON.parse(JSON.stringify(make().getConfig())) as never);
    for (const [optimizer, rates] of [
      [make(), {a: 3, head: 2, b: 1}],
      // Names alone do not tell the two layers of one name apart.
      [again, {a: 1, head: 2, b: 1}],
    ] as const) {
      const variables = [...one.trainableWeights, ...two.trainableWeights].map(
        (weight) => weight.read() as tf.Variable,
      );
      tf.tidy(() => {
        for (const variable of variables) variable.assign(tf.zerosLike(variable));
        optimizer.applyGradients(
          variables.map((variable) => ({name: variable.name, tensor: tf.neg(tf.onesLike(variable))})),
        );
      });
      const moved = variables.map((variable) => variable.dataSync()[0]);
      expect(moved).to.deep.equal([rates.a, rates.a, rates.head, rates.head, rates.b, rates.b]);
      optimizer.dispose();
    }
    one.dispose();
    two.dispose();
  });

  it('refuses names that no variable has, at the first update, and layers without weights', () => {
    const w = tf.variable(tf.scalar(1), true, 'partitioned/there');
    const step = (match: PartitionGroup['match']): void => {
      const optimizer = partitioned(
        [
          {match: /there/, optimizer: sgd(1)},
          {match, optimizer: sgd(1)},
        ],
        sgd(1),
      );
      optimizer.minimize(() => w.asScalar(), false, [w]);
    };
    refuses(
      () => step(/not-there-at-all/),
      RangeError,
      /^Partitioned: there is no variable for groups\[1\]\.match, \/not-there-at-all\/; those of this update are partitioned\/there/,
    );
    refuses(() => step([w.name, 'p/q', 'p/r']), RangeError, /no variable for groups\[1\]\.match, p\/q, p\/r; those/);
    for (const fits of [[], [w.name], /^partitioned/, () => false]) expect(() => step(fits)).to.not.throw();
    const dropout = tf.layers.dropout({rate: 0.5, name: 'dropout_of_none', inputShape: [1]});
    // What it has cannot be known before it is built.
    partitioned([{match: dropout, optimizer: sgd(1)}], sgd(1));
    expect(() => partitioned([{match: dropout, optimizer: sgd(1)}], sgd(1)).getConfig()).to.throw(
      TypeError,
      /^Partitioned: match is the layer "dropout_of_none" without weights/,
    );
    const model = tf.sequential({layers: [dropout]});
    refuses(
      () => partitioned([{match: dropout, optimizer: sgd(1)}], sgd(1)),
      RangeError,
      /^Partitioned: groups\[0\]\.match is the layer "dropout_of_none", which has no weights/,
    );
    model.dispose();
    w.dispose();
  });

  it('refuses other options', () => {
    const one = sgd(1);
    refuses(() => partitioned([], one), RangeError, /^Partitioned: groups must have at least 1 element/);
    refuses(() => partitioned({} as never, one), TypeError, /^Partitioned: groups must be an array/);
    refuses(() => partitioned([{match: /a/, optimizer: one}], one), RangeError, /needs an optimizer of its own/);
    refuses(
      () => partitioned([{match: 'kernel', optimizer: sgd(1)}], one),
      TypeError,
      /^Partitioned: groups\[0\]\.match must be a pattern/,
    );
    refuses(
      () => partitioned([{match: /a/, optimizer: 1 as never}], one),
      TypeError,
      /^Partitioned: groups\[0\]\.optimizer must be an optimizer/,
    );
    refuses(
      () => partitioned([{match: /a/, optimiser: sgd(1)} as never], one),
      TypeError,
      /unknown option "optimiser"; did you mean "optimizer"/,
    );
    refuses(
      () => partitioned([{match: /a/, optimizer: sgd(1)}], undefined as never),
      TypeError,
      /^Partitioned: rest must be an optimizer/,
    );
    const ahead = [{match: /a/, optimizer: clipped(nesterov(1), {value: 1})}];
    refuses(
      () => partitioned(ahead, sam(sgd(1))),
      RangeError,
      /one optimizer at most .* received OptimClipped, OptimSam/,
    );
  });
});
