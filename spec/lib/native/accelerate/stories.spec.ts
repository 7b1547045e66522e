import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/accelerate/index.ts';
import {batch, type Contender, restore, setRate, stateOf, type Story, tellAll} from '../stories.ts';
import {sessions, weightsOf} from './training.ts';

const {layers, regularizers} = tf;

/** Kernels of one shape, so that state by position, as tf.train keeps it, fits whichever layer is frozen. */
const square = (seed: number, more: object = {}): tf.layers.Layer =>
  layers.dense({
    units: 3,
    useBias: false,
    activation: 'tanh',
    kernelInitializer: tf.initializers.glorotUniform({seed}),
    ...more,
  });

const chain = (seed: number): tf.LayersModel =>
  tf.sequential({
    layers: [
      square(seed, {inputShape: [3], kernelRegularizer: regularizers.l2({l2: 0.01})}),
      // With a seed it drops the same units at each step.
      layers.dropout({rate: 0, seed: 5}),
      square(seed + 1),
      square(seed + 2, {activation: 'linear'}),
    ],
  });

const forked = (seed: number): tf.LayersModel => {
  const input = tf.input({shape: [3]});
  const hidden = square(seed).apply(input);
  const outputs = [square(seed + 1), square(seed + 2)].map((layer) => layer.apply(hidden) as tf.SymbolicTensor);
  return tf.model({inputs: input, outputs});
};

/** One telling of a story, to a plain or to an accelerated model. */
class Scene {
  readonly contender: Contender;
  /** All losses, in their order, and 0 where something threw. */
  readonly losses: number[] = [];
  readonly #isAccelerated: boolean;
  readonly #owned: {dispose(): unknown}[] = [];
  readonly #undo: (() => void)[] = [];
  #count = 0;

  constructor(contender: Contender, isAccelerated: boolean) {
    this.contender = contender;
    this.#isAccelerated = isAccelerated;
  }

  optimizer(): tf.Optimizer {
    const made = this.contender.make();
    this.#owned.push(made);
    return made;
  }

  /** A compiled model, accelerated or not. */
  model(optimizer: tf.Optimizer, build = chain, seed = 1): tf.LayersModel {
    const model = build(seed);
    model.compile({optimizer, loss: 'meanSquaredError'});
    if (this.#isAccelerated) this.#undo.push(accelerate(model));
    this.#owned.push(model);
    return model;
  }

  /** Steps on batches of their own. */
  async step(model: tf.LayersModel, times: number, size = 4): Promise<void> {
    for (let i = 0; i < times; i++) {
      const x = batch(++this.#count, size, 3);
      const y = model.outputs.map((_, each) => batch(1000 * (each + 1) + this.#count, size, 3));
      this.losses.push(...[await model.trainOnBatch(x, y.length === 1 ? y[0]! : y)].flat());
      tf.dispose([x, y]);
    }
  }

  async fit(model: tf.LayersModel, epochs: number, callbacks: tf.CustomCallbackArgs = {}): Promise<void> {
    const [x, y] = [batch(++this.#count, 10, 3), batch(1000 + this.#count, 10, 3)];
    const {history} = await model.fit(x, y, {epochs, batchSize: 4, shuffle: false, verbose: 0, callbacks});
    this.losses.push(...(history['loss'] as number[]));
    tf.dispose([x, y]);
  }

  /** Asserts that steps which are like others before leave no tensors behind. */
  async rest(model: tf.LayersModel, size = 4): Promise<void> {
    await this.step(model, 3, size);
    const before = tf.memory().numTensors;
    await this.step(model, 2, size);
    expect(tf.memory().numTensors, 'tensors').to.equal(before);
  }

  own<Owned extends {dispose(): unknown}>(owned: Owned): Owned {
    this.#owned.push(owned);
    return owned;
  }

  undo(): void {
    for (const each of this.#undo) each();
  }

  dispose(): void {
    // Optimizers of tf.train that are dead already throw.
    for (const each of this.#owned.reverse()) {
      try {
        each.dispose();
      } catch {}
    }
  }
}

/** What happens, with `pace` steps between two changes; returns the model whose weights count. */
type Tell = (scene: Scene, pace: number) => Promise<tf.LayersModel>;

const layer = (model: tf.LayersModel, index: number): tf.layers.Layer & Record<string, unknown> =>
  model.layers[index] as tf.layers.Layer & Record<string, unknown>;

const stories: Readonly<Record<string, Story<Tell>>> = {
  'fit with a ragged last batch': {
    graphs: 2,
    async tell(scene, pace) {
      const model = scene.model(scene.optimizer());
      await scene.fit(model, pace);
      await scene.fit(model, 3);
      return model;
    },
  },
  'layers are frozen and thawed in turn': {
    graphs: 5,
    async tell(scene, pace) {
      const model = scene.model(scene.optimizer());
      for (const frozen of [[], [0], [2], [0, 2], [3], [0], [2], []]) {
        for (const index of [0, 2, 3]) layer(model, index).trainable = !frozen.includes(index);
        await scene.step(model, pace);
      }
      await scene.rest(model);
      return model;
    },
  },
  'model.compile again with the same optimizer and with another': {
    graphs: 1,
    async tell(scene, pace) {
      const first = scene.optimizer();
      const model = scene.model(first);
      for (const optimizer of [first, scene.optimizer(), first, scene.optimizer()]) {
        await scene.step(model, pace);
        model.compile({optimizer, loss: 'meanSquaredError'});
      }
      await scene.step(model, pace);
      model.compile({optimizer: model.optimizer, loss: 'meanAbsoluteError'});
      await scene.rest(model);
      return model;
    },
  },
  'state is saved, and restored in place and into a new optimizer': {
    graphs: 6,
    isFor: ({isMute}) => isMute !== true,
    async tell(scene, pace) {
      const optimizer = scene.optimizer();
      const model = scene.model(optimizer);
      await scene.step(model, pace);
      const early = await stateOf(optimizer);
      await scene.step(model, pace);
      await restore(optimizer, early);
      await scene.step(model, pace);
      await restore(optimizer, early);
      await scene.step(model, 2);
      const late = await stateOf(optimizer);
      const other = scene.optimizer();
      await restore(other, late);
      model.compile({optimizer: other, loss: 'meanSquaredError'});
      await scene.step(model, pace);
      await restore(other, early);
      tf.dispose([early, late].flat().map(({tensor}) => tensor));
      await scene.rest(model);
      return model;
    },
  },
  'a callback changes the learning rate during fit': {
    graphs: 10,
    async tell(scene, pace) {
      const optimizer = scene.optimizer();
      const model = scene.model(optimizer);
      await scene.fit(model, 6, {
        onEpochBegin: async (epoch) => {
          if (epoch % pace === 0) setRate(optimizer, 0.1 / (1 + epoch));
        },
      });
      await scene.fit(model, 2, {
        onBatchBegin: async (index) => setRate(optimizer, 0.02 / (1 + index)),
      });
      return model;
    },
  },
  'the learning rate is set between steps, also to 0': {
    graphs: 4,
    async tell(scene, pace) {
      const optimizer = scene.optimizer();
      const model = scene.model(optimizer);
      for (const rate of [0.1, 0.01, 0, 0.1, 0.03]) {
        setRate(optimizer, rate);
        await scene.step(model, pace);
      }
      await scene.rest(model);
      return model;
    },
  },
  'model.optimizer is another one, and the first again': {
    graphs: 3,
    async tell(scene, pace) {
      const [first, second] = [scene.optimizer(), scene.own(tf.train.sgd(0.3))];
      const model = scene.model(first);
      for (const optimizer of [first, second, first, second, scene.optimizer()]) {
        model.optimizer = optimizer;
        await scene.step(model, pace);
      }
      await scene.rest(model);
      return model;
    },
  },
  'two models have one optimizer in turn': {
    graphs: 4,
    async tell(scene, pace) {
      const optimizer = scene.optimizer();
      const [model, other] = [scene.model(optimizer), scene.model(optimizer, chain, 11)];
      for (let i = 0; i < 4; i++) {
        await scene.step(model, pace);
        await scene.step(other, pace);
      }
      await scene.rest(other);
      await scene.rest(model);
      scene.losses.push(...other.getWeights().flatMap((weight) => [...weight.dataSync()]));
      return model;
    },
  },
  'two optimizers have one model in turn, each its own layers': {
    graphs: 2,
    async tell(scene, pace) {
      const optimizers = [scene.optimizer(), scene.optimizer()];
      const model = scene.model(optimizers[0]!);
      const half = (which: number): void => {
        model.optimizer = optimizers[which]!;
        layer(model, 0).trainable = which === 0;
        for (const index of [2, 3]) layer(model, index).trainable = which === 1;
      };
      for (let i = 0; i < 4; i++) {
        half(i % 2);
        await scene.step(model, pace);
      }
      await scene.rest(model);
      return model;
    },
  },
  'rates of dropout, factors of regularisers and activations change between steps': {
    graphs: 6,
    async tell(scene, pace) {
      const model = scene.model(scene.optimizer());
      const linear = layers.dense({units: 3, activation: 'linear'}) as unknown as Record<string, unknown>;
      const changes = [
        () => (layer(model, 1)['rate'] = 0.5),
        () => ((layer(model, 0)['kernelRegularizer'] as Record<string, number>)['l2'] = 0.3),
        () => (layer(model, 2)['activation'] = linear['activation']),
        () => (layer(model, 0)['kernelRegularizer'] = regularizers.l1({l1: 0.1})),
        () => (layer(model, 1)['rate'] = 0),
      ];
      for (const change of changes) {
        await scene.step(model, pace);
        change();
      }
      await scene.rest(model);
      return model;
    },
  },
  'sizes of batches change': {
    graphs: 4,
    async tell(scene, pace) {
      const model = scene.model(scene.optimizer());
      for (let i = 0; i < 3; i++) for (const size of [4, 1, 70, 33]) await scene.step(model, pace, size);
      await scene.rest(model, 70);
      return model;
    },
  },
  'a model has several outputs': {
    graphs: 1,
    async tell(scene, pace) {
      const model = scene.model(scene.optimizer(), forked);
      await scene.step(model, pace);
      await scene.rest(model);
      return model;
    },
  },
  'weights are set, and variables assigned to, between steps': {
    graphs: 1,
    async tell(scene, pace) {
      const model = scene.model(scene.optimizer());
      const start = model.getWeights().map((weight) => scene.own(weight.clone()));
      for (let i = 0; i < 3; i++) {
        await scene.step(model, pace);
        model.setWeights(start);
        await scene.step(model, pace);
        const variable = model.trainableWeights[i]!.read() as tf.Variable;
        tf.tidy(() => variable.assign(tf.mul(variable, 0.5)));
      }
      await scene.rest(model);
      return model;
    },
  },
  'the optimizer is disposed of, and used on': {
    graphs: 1,
    isFor: ({isStock}) => isStock !== true,
    async tell(scene, pace) {
      const optimizer = scene.optimizer();
      const model = scene.model(optimizer);
      for (let i = 0; i < 5; i++) {
        await scene.step(model, pace);
        optimizer.dispose();
      }
      await scene.rest(model);
      return model;
    },
  },
};

async function tellTo(story: Story<Tell>, contender: Contender, pace: number, isAccelerated: boolean) {
  const before = {tensors: tf.memory().numTensors, graphs: sessions()};
  const scene = new Scene(contender, isAccelerated);
  const model = await story.tell(scene, pace);
  const graphs = sessions() - before.graphs;
  const weights = weightsOf(model);
  scene.undo();
  expect(sessions(), 'graphs after undo').to.equal(before.graphs);
  scene.dispose();
  // tf.train loses the state that it replaces, and some scalars.
  return {losses: scene.losses, weights, graphs, left: tf.memory().numTensors - before.tensors};
}

describe('stories of accelerated models', () => {
  let warn = console.warn;
  before(() => {
    ({warn} = console);
    // TensorFlow.js says at each step that layers were frozen without model.compile.
    console.warn = (...words: unknown[]) => {
      if (!String(words[0]).includes('Discrepancy')) warn(...words);
    };
  });
  after(() => {
    console.warn = warn;
  });

  tellAll(stories, tellTo);
});
