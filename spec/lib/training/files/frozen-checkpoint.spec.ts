import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadCheckpoint, saveCheckpoint} from '../../../../lib/training/files/index.ts';
import {momentum} from '../../../../optimizers/index.ts';
import {asVersion1} from './version-1.ts';

type Layers = tf.layers.Layer[];

/** Two square layers after each other, which a shape does not tell apart. */
const dense = (value: number, options: object = {}): tf.layers.Layer =>
  tf.layers.dense({
    units: 1,
    useBias: false,
    kernelInitializer: tf.initializers.constant({value}),
    ...options,
  });
const pair = (first: number, second: number, names: (string | undefined)[] = []): tf.Sequential => {
  const named = (i: number): object => (names[i] === undefined ? {} : {name: names[i]});
  return tf.sequential({layers: [dense(first, {inputShape: [1], ...named(0)}), dense(second, named(1))]});
};
/** The first weights of all layers, or of those within. */
const firsts = (layers: Layers): number[] =>
  layers.flatMap((layer) => layer.weights.slice(0, 1).map((w) => w.read().dataSync()[0]!));

describe('a checkpoint of a model with frozen layers', () => {
  let path = '';
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'frozen-')), 'a.ckpt');
  });
  afterEach(() => rmSync(join(path, '..'), {recursive: true}));
  const refused = (targets: object): Promise<string> =>
    loadCheckpoint(path, targets).then(
      () => 'accepted',
      (error: Error) => {
        expect(error.name).to.equal('CheckpointError');
        return error.message;
      },
    );
  /** All four states in which two layers can be. */
  const states = [0, 1, 2, 3].map((bits) => [(bits & 1) === 0, (bits & 2) === 0]);

  it('gives every layer its own weights, whatever is frozen then and now', async () => {
    for (const then of states)
      for (const now of states) {
        const saved = pair(2, 5);
        const other = pair(0, 0);
        for (const [i, layer] of saved.layers.entries()) layer.trainable = then[i]!;
        await saveCheckpoint(path, {model: saved});
        for (const model of [saved, other]) {
          model.setWeights(model.weights.map(() => tf.zeros([1, 1])));
          for (const [i, layer] of model.layers.entries()) layer.trainable = now[i]!;
          const {renamed} = await loadCheckpoint(path, {model});
          expect(firsts(model.layers), JSON.stringify([then, now])).to.deep.equal([2, 5]);
          expect(Object.keys(renamed)).to.have.length(model === saved ? 0 : 2);
        }
      }
  });

  it('does so within models, wrappers, cells and normalisation', async () => {
    const build = (seed: number): tf.LayersModel => {
      const kernelInitializer = tf.initializers.randomUniform({seed});
      const rnn = {kernelInitializer, recurrentInitializer: kernelInitializer, returnSequences: true};
      const square = (): tf.layers.Layer =>
        tf.layers.dense({units: 2, kernelInitializer, biasInitializer: kernelInitializer});
      const inner = tf.sequential({
        layers: [
          tf.layers.dense({units: 2, inputShape: [2], kernelInitializer}),
          tf.layers.batchNormalization({betaInitializer: kernelInitializer, movingMeanInitializer: kernelInitializer}),
          square(),
        ],
      });
      const cells = [1, 2].map(() =>
        tf.layers.gruCell({units: 2, kernelInitializer, recurrentInitializer: kernelInitializer}),
      );
      const input = tf.input({shape: [3, 2]});
      let x = tf.layers.timeDistributed({layer: square()}).apply(input) as tf.SymbolicTensor;
      x = tf.layers
        .bidirectional({layer: tf.layers.lstm({units: 2, ...rnn}), mergeMode: 'sum'})
        .apply(x) as tf.SymbolicTensor;
      x = tf.layers.rnn({cell: cells, returnSequences: false}).apply(x) as tf.SymbolicTensor;
      x = inner.apply(x) as tf.SymbolicTensor;
      return tf.model({inputs: input, outputs: square().apply(x) as tf.SymbolicTensor});
    };
    const inputs = tf.linspace(-1, 1, 6).reshape([1, 3, 2]);
    const output = (model: tf.LayersModel): number[] => [...(model.predict(inputs) as tf.Tensor).dataSync()];
    const saved = build(1);
    const wanted = output(saved);
    const others = [build(2), build(3)];
    const inner = (model: tf.LayersModel): Layers =>
      (model.layers.find((l) => l instanceof tf.Sequential) as tf.Sequential).layers;
    const freezings: ((model: tf.LayersModel) => void)[] = [
      () => {},
      (model) => (model.layers[1]!.trainable = false),
      (model) => (model.layers.at(-1)!.trainable = false),
      (model) => (inner(model)[0]!.trainable = false),
      (model) => (inner(model)[1]!.trainable = false),
      (model) => (model.layers[2]!.trainable = model.layers[3]!.trainable = false),
      (model) => (model.trainable = false),
    ];
    for (const freeze of freezings) {
      freeze(saved);
      await saveCheckpoint(path, {model: saved});
      for (const other of others) {
        other.setWeights(other.getWeights().map((weight) => tf.zerosLike(weight)));
        await loadCheckpoint(path, {model: other});
        expect(output(other)).to.deep.equal(wanted);
      }
      freeze(others[0]!);
    }
  });

  it('goes by given names, wherever the layers stand, and by order where they are counted', async () => {
    await saveCheckpoint(path, {model: pair(2, 5, ['a', 'b'])});
    const swapped = pair(0, 0, ['b', 'a']);
    expect((await loadCheckpoint(path, {model: swapped})).renamed).to.have.property('a/kernel');
    expect(firsts(swapped.layers)).to.deep.equal([5, 2]);
    // The layers were made in another order than they are used in.
    const late = dense(0);
    const crossed = tf.sequential({layers: [dense(0, {inputShape: [1]}), late]});
    await saveCheckpoint(path, {model: pair(2, 5)});
    await loadCheckpoint(path, {model: crossed});
    expect(firsts(crossed.layers)).to.deep.equal([2, 5]);
    const without = tf.sequential({layers: [dense(0, {inputShape: [1]}), tf.layers.dropout({rate: 0.5}), dense(0)]});
    await loadCheckpoint(path, {model: without});
    expect(firsts([without.layers[0]!, without.layers[2]!])).to.deep.equal([2, 5]);
  });

  it('takes a model of the same layers under other names, and says so', async () => {
    await saveCheckpoint(path, {model: pair(2, 5, ['one', 'two'])});
    const model = pair(0, 0, ['first', 'second']);
    const {renamed} = await loadCheckpoint(path, {model});
    expect(firsts(model.layers)).to.deep.equal([2, 5]);
    expect(Object.entries(renamed).map(([from, to]) => [from.split('/')[0], to.split('/')[0]])).to.deep.equal([
      ['one', 'first'],
      ['two', 'second'],
    ]);
  });

  it('refuses by name what does not match, and changes nothing then', async () => {
    await saveCheckpoint(path, {model: pair(2, 5, ['a', 'b'])});
    const cases: [tf.LayersModel, RegExp][] = [
      [
        pair(0, 0, ['b', 'c']),
        /the file has the layers a \(Dense\), b \(Dense\), the model has b \(Dense\), c \(Dense\)/,
      ],
      [
        tf.sequential({layers: [dense(0, {inputShape: [1], name: 'a'})]}),
        /the model has a \(Dense\); load it into what/,
      ],
      [
        tf.sequential({layers: [dense(0, {inputShape: [1], name: 'a', useBias: true}), dense(0, {name: 'b'})]}),
        /layer a has a weight bias in the model, but none in the file/,
      ],
      [
        tf.sequential({
          layers: [tf.layers.embedding({inputDim: 1, outputDim: 1, inputLength: 1, name: 'a'}), dense(0, {name: 'b'})],
        }),
        /layer a is Dense in the file, but a of the model is Embedding/,
      ],
      [
        tf.sequential({layers: [pair(0, 0, ['a', 'b'])]}),
        /the file has the layers a \(Dense\), b \(Dense\), the model has sequential/,
      ],
    ];
    for (const [model, message] of cases) {
      expect(await refused({model})).to.match(message);
      expect(firsts(model.layers).every((value) => value !== 2 && value !== 5)).to.equal(true);
    }
    await saveCheckpoint(path, {model: pair(2, 5)});
    const three = tf.sequential({layers: [dense(0, {inputShape: [1]}), dense(0), dense(0)]});
    expect(await refused({model: three})).to.match(
      /the file has the layers dense_Dense\d+ \(Dense\), dense_Dense\d+ \(Dense\), the model/,
    );
  });

  it('gives the state of an optimizer to the same layers under their present names', async () => {
    const x = tf.ones([1, 1]);
    const y = tf.zeros([1, 1]);
    const trained = async (model: tf.Sequential, optimizer: tf.Optimizer, steps: number): Promise<number[]> => {
      model.compile({optimizer, loss: 'meanSquaredError'});
      for (let i = 0; i < steps; i++) await model.trainOnBatch(x, y);
      return firsts(model.layers);
    };
    const options = {momentum: 0.5};
    const straight = await trained(pair(1, 1), momentum(0.1, options), 5);
    const first = pair(1, 1);
    const before = momentum(0.1, options);
    await trained(first, before, 3);
    await saveCheckpoint(path, {model: first, optimizer: before});
    pair(0, 0);
    const second = pair(0, 0);
    const after = momentum(0.1, options);
    await loadCheckpoint(path, {model: second, optimizer: after});
    const names = (await after.getWeights()).map(({name}) => name);
    expect(names).to.deep.equal(['iter', ...second.weights.map(({name}) => `${name}/${names[1]!.split('/').at(-1)}`)]);
    expect(await trained(second, after, 2)).to.deep.equal(straight);

    // Frozen differently, the state waits for its own layer.
    const third = pair(0, 0);
    third.layers[0]!.trainable = false;
    const kept = momentum(0.1, options);
    await loadCheckpoint(path, {model: third, optimizer: kept});
    expect((await kept.getWeights()).map(({name}) => name)).to.deep.equal([
      'iter',
      ...third.layers.map(({weights: [kernel]}) => `${kernel!.name}/${names[1]!.split('/').at(-1)}`),
    ]);
  });

  it('refuses state that TensorFlow.js would hand to other layers', async () => {
    const model = pair(1, 1);
    model.layers[0]!.trainable = false;
    const optimizer = tf.train.momentum(0.1, 0.5);
    model.compile({optimizer, loss: 'meanSquaredError'});
    await model.trainOnBatch(tf.ones([1, 1]), tf.zeros([1, 1]));
    await saveCheckpoint(path, {model, optimizer});
    const other = pair(0, 0);
    expect(await refused({model: other, optimizer: tf.train.momentum(0.1, 0.5)})).to.match(
      /keeps its state by the order of the weights that are trained, which was \S+ and now is \S+, \S+; freeze the same layers/,
    );
    expect(firsts(other.layers)).to.deep.equal([0, 0]);
    await loadCheckpoint(path, {model: other});
    other.layers[0]!.trainable = false;
    const {optimizer: again} = await loadCheckpoint(path, {model: other, optimizer: tf.train.momentum(0.1, 0.5)});
    const [, state] = await again!.getWeights();
    expect(state!.name).to.equal(`${other.layers[1]!.weights[0]!.name}/momentum`);
  });

  it('knows variables by their names, and those without by their order, which it tells', async () => {
    const make = (values: Record<string, number>): tf.Variable[] =>
      Object.entries(values).map(([name, value]) => tf.variable(tf.scalar(value), true, name));
    const saved = make({'frozen a': 2, 'frozen b': 5});
    await saveCheckpoint(path, {variables: saved});
    for (const variable of saved) variable.assign(tf.scalar(0));
    expect((await loadCheckpoint(path, {variables: saved.toReversed()})).renamed).to.deep.equal({});
    expect(saved.map((variable) => variable.dataSync()[0])).to.deep.equal([2, 5]);
    const others = make({'frozen c': 0, 'frozen a1': 0});
    expect(await refused({variables: others})).to.match(/it holds frozen a, which the model or variables do not have/);
    expect(await refused({variables: [saved[0]!, others[0]!]})).to.match(/it holds frozen b/);
    const counted = [2, 5].map((value) => tf.variable(tf.scalar(value)));
    await saveCheckpoint(path, {variables: counted});
    const fresh = [0, 0].map((value) => tf.variable(tf.scalar(value)));
    const {renamed} = await loadCheckpoint(path, {variables: fresh});
    expect(renamed).to.deep.equal({[counted[0]!.name]: fresh[0]!.name, [counted[1]!.name]: fresh[1]!.name});
    expect(fresh.map((variable) => variable.dataSync()[0])).to.deep.equal([2, 5]);
  });

  describe('of version 1, which lists what was trained first', () => {
    it('goes by the names', async () => {
      for (const names of [['a', 'b'], []]) {
        const saved = pair(2, 5, names);
        saved.layers[0]!.trainable = false;
        await saveCheckpoint(path, {variables: saved.weights.map((weight) => weight.read() as tf.Variable)});
        writeFileSync(path, asVersion1(readFileSync(path)));
        for (const model of [saved, pair(0, 0, names), pair(0, 0, names)]) {
          model.setWeights(model.weights.map(() => tf.zeros([1, 1])));
          for (const layer of model.layers) layer.trainable = true;
          await loadCheckpoint(path, {model});
          expect(firsts(model.layers)).to.deep.equal([2, 5]);
        }
      }
    });

    it('refuses names that do not tell', async () => {
      const saved = pair(2, 5, ['a', 'b']);
      await saveCheckpoint(path, {variables: saved.weights.map((weight) => weight.read() as tf.Variable)});
      writeFileSync(path, asVersion1(readFileSync(path)));
      expect(await refused({model: pair(0, 0, ['c', 'd'])})).to.match(
        /it holds a\/kernel\S*, which the model or variables do not/,
      );
      expect(await refused({model: pair(0, 0)})).to.match(/it does not fit: it holds/);
    });
  });
});
