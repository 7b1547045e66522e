import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate, compile} from '../../../lib/native/index.ts';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {muon, psgdKron, shampoo, soap} from '../../../optimizers/index.ts';
import {train} from '../../../lib/training/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {batch, expectSameNumbers} from '../../lib/native/stories.ts';
import {quiet} from '../run.ts';

const rules: Readonly<Record<string, () => UpdateRule>> = {
  muon: () => muon(exponentialDecay(0.05, {gamma: 0.95}), {weightDecay: 0.01, adamLearningRate: 0.02}),
  'muon by Polar Express': () => muon(0.02, {coefficients: 'polarExpress', scaling: 'matchRms', cautious: true}),
  soap: () => soap(0.01, {weightDecay: 0.01, refreshEvery: 4}),
  'soap of short sides': () => soap(exponentialDecay(0.02, {gamma: 0.95}), {longestSide: 5, cautious: true}),
  shampoo: () => shampoo(0.005, {weightDecay: 0.01, refreshEvery: 3, ridge: 1e-3}),
  psgdKron: () => psgdKron(exponentialDecay(0.02, {gamma: 0.95}), {weightDecay: 0.01, refreshEvery: 3}),
  'psgdKron of short sides': () => psgdKron(0.01, {longestSide: 5, cautious: true}),
  'shampoo of short sides': () => shampoo(0.02, {graft: 'sgd', longestSide: 5, refreshEvery: 2, nesterov: false}),
};

const glorot = (seed: number) => tf.initializers.glorotUniform({seed});

/**
 * A network with the kernel of a convolution, wide and tall matrices, and vectors.
 *
 * @param isSquare whether its matrices are square: a gradient of others has eigenvectors that are left to rounding
 */
function network(isSquare: boolean): tf.LayersModel {
  const filters = isSquare ? 4 : 3;
  return tf.sequential({
    layers: [
      tf.layers.reshape({inputShape: [16], targetShape: [4, 4, 1]}),
      tf.layers.conv2d({filters, kernelSize: 2, activation: 'tanh', kernelInitializer: glorot(1)}),
      isSquare ? tf.layers.globalAveragePooling2d({}) : tf.layers.flatten(),
      tf.layers.dense({units: 4, activation: 'tanh', kernelInitializer: glorot(2)}),
      tf.layers.dense({units: isSquare ? 4 : 6, activation: 'tanh', kernelInitializer: glorot(3)}),
      tf.layers.dense({units: 4, useBias: false, kernelInitializer: glorot(4)}),
    ],
  });
}

const data = (t: number): [tf.Tensor2D, tf.Tensor2D] => [batch(t, 6, 16), batch(t + 100, 6, 4)];
const values = (model: tf.LayersModel): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()]);

function compiled(model: tf.LayersModel, optimizer: tf.Optimizer): tf.LayersModel {
  model.compile({optimizer, loss: 'meanSquaredError'});
  return model;
}

async function run(model: tf.LayersModel, from: number, to: number): Promise<number[]> {
  const losses: number[] = [];
  for (let t = from; t < to; t++) {
    const [x, y] = data(t);
    losses.push((await model.trainOnBatch(x, y)) as number);
    tf.dispose([x, y]);
  }
  return losses;
}

describe('state and ways of matrix rules', () => {
  for (const [name, make] of Object.entries(rules)) {
    it(`${name}: 24 updates are bit by bit 12, save, load, and 12; the memory stays`, async () => {
      const before = tf.memory().numTensors;
      const [first, second] = [make(), make()];
      const model = compiled(network(name === 'soap' || name === 'shampoo'), first);
      await run(model, 0, 12);
      const held = tf.memory().numTensors;
      const {data: bytes, specs} = await tf.io.encodeWeights(await first.getWeights());
      const copy = model.getWeights().map((weight) => weight.clone());
      const rest = await run(model, 12, 24);
      const straight = values(model);
      // The counter, and the copy.
      expect(tf.memory().numTensors).to.equal(held + 1 + copy.length);

      const saved = tf.io.decodeWeights(bytes, specs);
      await second.setWeights(Object.entries(saved).map(([each, tensor]) => ({name: each, tensor})));
      tf.dispose(saved);
      model.setWeights(copy);
      compiled(model, second);
      expect(await run(model, 12, 24)).to.deep.equal(rest);
      expect(values(model)).to.deep.equal(straight);
      const names = (await second.getWeights()).map((weight) => weight.name);
      expect(names).to.deep.equal((await first.getWeights()).map((weight) => weight.name));
      tf.dispose(copy);
      first.dispose();
      second.dispose();
      model.dispose();
      expect(tf.memory().numTensors).to.equal(before);
    });

    it(`${name}: compiled, accelerated and in train as plain`, async () => {
      const plain = compiled(network(name === 'soap' || name === 'shampoo'), make());
      const wanted = await run(plain, 0, 24);

      const fast = compiled(network(name === 'soap' || name === 'shampoo'), make());
      const end = accelerate(fast);
      expectSameNumbers(await run(fast, 0, 24), wanted, 'accelerated: losses');
      expectSameNumbers(values(fast), values(plain), 'accelerated: weights');
      end();

      const [model, optimizer] = [network(name === 'soap' || name === 'shampoo'), make()];
      const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const step = compile((x: tf.Tensor, y: tf.Tensor) => {
        const loss = (): tf.Scalar => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor).asScalar();
        return tf.tidy(() => optimizer.minimize(loss, true, variables)!);
      });
      const losses: number[] = [];
      for (let t = 0; t < 24; t++) {
        const [x, y] = data(t);
        const loss = step(x, y);
        losses.push(loss.dataSync()[0]!);
        tf.dispose([x, y, loss]);
      }
      expectSameNumbers(losses, wanted, 'compiled: losses');
      expectSameNumbers(values(model), values(plain), 'compiled: weights');
      step.dispose();

      const ends: number[][] = [];
      const [x, y] = data(1);
      for (const isCompiled of [false, true]) {
        const [trained, rule] = [network(name === 'soap' || name === 'shampoo'), make()];
        const options = {loss: 'meanSquaredError', epochs: 8, batchSize: 2, seed: 1, compile: isCompiled} as const;
        await train({model: trained, data: {x, y}, optimizer: rule, ...options});
        ends.push(values(trained));
        rule.dispose();
        trained.dispose();
      }
      expectSameNumbers(ends[1]!, ends[0]!, 'train');
      tf.dispose([x, y]);
      optimizer.dispose();
      for (const each of [plain, fast, model]) each.dispose();
    });

    it(`${name}: goes on after fit, save and load with the optimizer`, async () => {
      const [x, y] = [batch(1, 24, 16), batch(2, 24, 4)];
      const model = compiled(network(name === 'soap' || name === 'shampoo'), make());
      const {history} = await model.fit(x, y, {...quiet, epochs: 3, batchSize: 6, shuffle: false});
      expect(history['loss']!.at(-1)).to.be.below(history['loss']![0] as number);
      const artifacts = await new Promise<tf.io.ModelArtifacts>((resolve) => {
        void model.save(
          tf.io.withSaveHandler(async (saved) => {
            resolve(saved);
            return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'}};
          }),
          {includeOptimizer: true},
        );
      });
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
      expect(loaded.optimizer.getConfig()).to.deep.equal(model.optimizer.getConfig());
      expect(loaded.optimizer.iterations).to.equal(12);
      for (const each of [model, loaded]) await each.fit(x, y, {...quiet, epochs: 2, batchSize: 6, shuffle: false});
      expect(values(loaded)).to.deep.equal(values(model));
      for (const each of [model, loaded]) {
        each.optimizer.dispose();
        each.dispose();
      }
      tf.dispose([x, y]);
    });
  }

  it('say nothing of kinds of slots that no variable has', async () => {
    const w = tf.tidy(() => tf.variable(tf.zeros([3, 2]), true, 'only/kernel'));
    const [first, second] = [muon(0.1), muon(0.1)];
    tf.tidy(() => first.applyGradients({[w.name]: tf.ones([3, 2])}));
    const {warn} = console;
    const words: string[] = [];
    console.warn = (text: string) => void words.push(text);
    try {
      await second.setWeights(await first.getWeights());
    } finally {
      console.warn = warn;
    }
    expect(words).to.deep.equal([]);
    for (const each of [w, first, second]) each.dispose();
  });

  it('keep of restored state what the variables have under new options', async () => {
    const gradient = tf.ones([3, 2]);
    const w = tf.variable(tf.zeros([3, 2]), true, 'matrix/kernel');
    const [all, none] = [muon(0.1, {muonOn: []}), muon(0.1)];
    all.applyGradients({[w.name]: gradient});
    await none.setWeights(await all.getWeights());
    none.applyGradients({[w.name]: gradient});
    const names = (await none.getWeights()).map(({name}) => name);
    expect(names).to.deep.equal(['iter', 'matrix/kernel/m']);
    for (const each of [gradient, w, all, none]) each.dispose();
  });
});
