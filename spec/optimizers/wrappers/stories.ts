import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nativeBackend} from '../../../lib/native/binding.ts';
import {accelerate, compile} from '../../../lib/native/index.ts';
import {train} from '../../../lib/training/index.ts';
import {declarationOf, plainUpdates} from '../../../lib/update/index.ts';
import {asOptimizer} from '../../../optimizers/wrappers/inner-optimizer.ts';
import {batch, expectSameNumbers} from '../../lib/native/stories.ts';

/** A network with matrices, a vector and no chance. */
function network(): tf.LayersModel {
  const glorot = (seed: number) => tf.initializers.glorotUniform({seed});
  return tf.sequential({
    layers: [
      tf.layers.dense({units: 4, inputShape: [3], activation: 'tanh', kernelInitializer: glorot(1)}),
      tf.layers.dense({units: 2, useBias: false, kernelInitializer: glorot(2)}),
    ],
  });
}

const graphs = (): number => nativeBackend()?.binding.getNumOfSavedModels() ?? 0;

type Step = (x: tf.Tensor2D, y: tf.Tensor2D) => Promise<number>;

/** The ways in which a model is trained that is compiled with an optimizer. */
const ways: Readonly<Record<string, (model: tf.LayersModel) => {step: Step; end: () => void}>> = {
  plain: (model) => {
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const step: Step = async (x, y) => {
      const loss = (): tf.Scalar => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor).asScalar();
      const cost = plainUpdates(() => model.optimizer.minimize(() => tf.tidy(loss), true, variables)!);
      const value = cost.dataSync()[0]!;
      cost.dispose();
      return value;
    };
    return {step, end: () => {}};
  },
  fused: (model) => ({step: async (x, y) => (await model.trainOnBatch(x, y)) as number, end: () => {}}),
  compiled: (model) => {
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const fn = compile((x: tf.Tensor, y: tf.Tensor) => {
      const loss = (): tf.Scalar => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor).asScalar();
      return tf.tidy(() => model.optimizer.minimize(loss, true, variables)!);
    });
    const step: Step = async (x, y) => {
      const loss = fn(x, y);
      const value = loss.dataSync()[0]!;
      loss.dispose();
      return value;
    };
    return {step, end: () => fn.dispose()};
  },
  accelerated: (model) => {
    const end = accelerate(model);
    return {step: async (x, y) => (await model.trainOnBatch(x, y)) as number, end};
  },
};

export const wayNames: readonly string[] = Object.keys(ways);

type Batches = (t: number) => [tf.Tensor2D, tf.Tensor2D];

const usual: Batches = (t) => [batch(t, 6, 3), batch(t + 100, 6, 2)];

async function go(step: Step, from: number, to: number, batches: Batches): Promise<number[]> {
  const losses: number[] = [];
  for (let t = from; t < to; t++) {
    const [x, y] = batches(t);
    losses.push(await step(x, y));
    tf.dispose([x, y]);
  }
  return losses;
}

const valuesOf = (model: tf.LayersModel): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()]);

/** The state in tensors of its own; what optimizers of tf.train make for each call is freed. */
async function savedState(optimizer: tf.Optimizer): Promise<{name: string; tensor: tf.Tensor}[]> {
  const weights = await optimizer.getWeights();
  const state = weights.map(({name, tensor}) => ({
    name,
    tensor: tf.tensor(tensor.dataSync().slice() as Float32Array, tensor.shape, tensor.dtype),
  }));
  for (const {tensor} of weights) if (!(tensor instanceof tf.Variable)) tensor.dispose();
  return state;
}

export interface Story {
  readonly updates?: number;
  readonly batches?: Batches;
  /** Looks at the model and the optimizer at the end. */
  readonly look?: (optimizer: tf.Optimizer, model: tf.LayersModel) => number[];
}

/** Trains a new network in one way, and returns losses and weights; nothing may be left behind. */
export async function trained(
  make: () => tf.Optimizer,
  way: string,
  {updates = 7, batches = usual, look = () => []}: Story = {},
): Promise<{losses: number[]; weights: number[]; seen: number[]; iterations: number}> {
  const before = tf.memory().numTensors;
  const model = network();
  const optimizer = make();
  model.compile({optimizer, loss: 'meanSquaredError'});
  const {step, end} = ways[way]!(model);
  const losses = await go(step, 0, updates, batches);
  const weights = valuesOf(model);
  const seen = look(optimizer, model);
  const {iterations} = optimizer;
  end();
  optimizer.dispose();
  model.dispose();
  expect(tf.memory().numTensors, `${way}: tensors at the end`).to.equal(before);
  return {losses, weights, seen, iterations};
}

/**
 * Asserts that two optimizers do the same, number by number, in every way.
 *
 * @param keeps whether the outer one keeps state: a graph of other operations may round in another way
 */
export function itEquals(
  words: string,
  wrapped: () => tf.Optimizer,
  bare: () => tf.Optimizer,
  {keeps = false}: {keeps?: boolean} = {},
): void {
  for (const way of wayNames) {
    const isExact = !keeps || way === 'plain' || way === 'fused';
    it(`${words}: ${isExact ? 'exactly' : 'up to rounding'}, ${way}`, async () => {
      const expected = await trained(bare, way);
      const actual = await trained(wrapped, way);
      for (const list of ['losses', 'weights'] as const) {
        if (isExact) expect(actual[list]).to.deep.equal(expected[list]);
        else for (const [i, value] of expected[list].entries()) expect(actual[list][i]).to.be.closeTo(value, 1e-6);
      }
    });
  }
}

/** Asserts that all ways give the same numbers, and that a run can be stopped, saved and gone on with in each. */
export function itRuns(words: string, make: () => tf.Optimizer, mostGraphs = 2): void {
  it(`${words}: the same numbers in every way, and stopped and resumed`, async () => {
    const updates = 5;
    const plain = await trained(make, 'plain', {updates: 2 * updates});
    for (const way of wayNames) {
      const before = tf.memory().numTensors;
      const model = network();
      const first = make();
      model.compile({optimizer: first, loss: 'meanSquaredError'});
      const {step, end} = ways[way]!(model);
      const made = graphs();
      const losses = await go(step, 0, updates, usual);
      const state = await savedState(first);
      const config = JSON.parse(JSON.stringify(first.getConfig())) as tf.serialization.ConfigDict;
      const weights = model.getWeights().map((weight) => weight.clone());
      await go(step, updates, 2 * updates - 1, usual);
      const held = tf.memory().numTensors;
      await go(step, 2 * updates - 1, 2 * updates, usual);
      expect(tf.memory().numTensors, `${way}: tensors from step to step`).to.equal(held);
      const straight = valuesOf(model);
      // A wrapper that nests others may need one for each of their phases.
      if (way === 'compiled' || way === 'accelerated') {
        expect(graphs() - made, `${way}: graphs`).to.be.within(nativeBackend() === null ? 0 : 1, mostGraphs);
      }
      end();

      const second = asOptimizer('spec', 'optimizer', {className: first.getClassName(), config});
      await second.setWeights(state);
      tf.dispose(state.map(({tensor}) => tensor));
      model.setWeights(weights);
      model.compile({optimizer: second, loss: 'meanSquaredError'});
      const again = ways[way]!(model);
      losses.push(...(await go(again.step, updates, 2 * updates, usual)));
      expect(second.iterations).to.equal(2 * updates);
      // tf.train.adam computes the powers of its decay rates anew.
      const isExact = declarationOf(first)?.restoresBy === 'name' && (way === 'plain' || way === 'fused');
      if (isExact) expect(valuesOf(model), `${way}: resumed`).to.deep.equal(straight);
      else expectSameNumbers(valuesOf(model), straight, `${way}: resumed`);
      expectSameNumbers(losses, plain.losses, `${way}: losses`);
      expectSameNumbers(straight, plain.weights, `${way}: weights`);
      again.end();
      tf.dispose(weights);
      first.dispose();
      second.dispose();
      model.dispose();
      expect(tf.memory().numTensors, `${way}: tensors at the end`).to.equal(before);
    }
  });

  it(`${words}: in train, compiled and not`, async () => {
    const ends: number[][] = [];
    for (const isCompiled of [false, true]) {
      const model = network();
      const optimizer = make();
      const [x, y] = usual(1);
      const options = {loss: 'meanSquaredError', epochs: 4, batchSize: 2, seed: 1, compile: isCompiled} as const;
      await train({model, data: {x, y}, optimizer, ...options});
      expect(optimizer.iterations).to.equal(12);
      ends.push(valuesOf(model));
      optimizer.dispose();
      model.dispose();
      tf.dispose([x, y]);
    }
    expectSameNumbers(ends[1]!, ends[0]!, 'train');
  });
}

let saved = 0;

/** Asserts that a model that is saved with the optimizer, and loaded, is trained on in the same way. */
export function itIsSaved(make: () => tf.Optimizer): void {
  it(`is saved with a model, and loaded (${++saved})`, async () => {
    const name = 'dense_saved_1';
    const model = tf.sequential({layers: [tf.layers.dense({name, units: 1, inputShape: [2]})]});
    const optimizer = make();
    model.compile({optimizer, loss: 'meanSquaredError'});
    const [x, y] = [tf.ones([4, 2]), tf.ones([4, 1])];
    await model.fit(x, y, {epochs: 3, verbose: 0});
    let artifacts: tf.io.ModelArtifacts | undefined;
    const handler = tf.io.withSaveHandler(async ({weightData, ...others}) => {
      artifacts = {...(JSON.parse(JSON.stringify(others)) as tf.io.ModelArtifacts), weightData: weightData!};
      return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'}};
    });
    await model.save(handler, {includeOptimizer: true});
    const before = valuesOf(model);
    await model.fit(x, y, {epochs: 3, verbose: 0});
    const straight = valuesOf(model);
    expect(straight).to.not.deep.equal(before);
    const config = optimizer.getConfig();
    optimizer.dispose();
    model.dispose();

    const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts!));
    expect(loaded.optimizer.constructor).to.equal(optimizer.constructor);
    expect(loaded.optimizer.getConfig()).to.deep.equal(config);
    expect(loaded.optimizer.iterations).to.equal(3);
    const {info} = console;
    // That the loaded layers have other names is told.
    console.info = () => {};
    await loaded.fit(x, y, {epochs: 3, verbose: 0});
    console.info = info;
    expectSameNumbers(valuesOf(loaded), straight, 'after loading');
    loaded.optimizer.dispose();
    loaded.dispose();
    tf.dispose([x, y]);
  });
}

/** Asserts that a call is refused by a message. */
export function refuses(call: () => unknown, kind: typeof TypeError | typeof RangeError, message: RegExp): void {
  expect(call).to.throw(kind, message);
}
