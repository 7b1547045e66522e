import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {Hyperparameter} from '../../../schedules/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {quiet} from '../run.ts';
import {read} from '../gradients.ts';
import {stockModels} from '../stock-models.ts';
import type {StockModel} from '../stock-models.ts';
import {rules} from '../table.ts';
import type {Variant} from '../table.ts';

/** A new model with a new optimizer of the rule. */
function compiled({build, loss}: StockModel, {create}: Variant, rate?: Hyperparameter): tf.LayersModel {
  const model = build();
  model.compile({loss, optimizer: create(rate)});
  return model;
}

/** Saves a model with its optimizer into memory and loads it from there, as another process would. */
async function reload(model: tf.LayersModel): Promise<tf.LayersModel> {
  let saved: tf.io.ModelArtifacts | null = null;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    // A file holds text: what is not plain JSON would be lost.
    const {weightData, ...rest} = artifacts;
    saved = {...(JSON.parse(JSON.stringify(rest)) as tf.io.ModelArtifacts), weightData: weightData!};
    return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
  });
  await model.save(handler, {includeOptimizer: true});
  return tf.loadLayersModel(tf.io.fromMemory(saved!));
}

function free(model: tf.LayersModel): void {
  model.optimizer.dispose();
  model.dispose();
}

const epochs = 2;

for (const stock of stockModels) {
  describe(`every optimizer in a stock model: ${stock.name}`, () => {
    before(function () {
      const missing = stock.needs.filter((kernel) => tf.getKernel(kernel, tf.getBackend()) == null);
      if (missing.length === 0) return;
      console.log(`      backend '${tf.getBackend()}' cannot train this model: it has no ${missing.join(', ')}`);
      this.skip();
    });

    for (const rule of rules) {
      it(`${rule.rule}: fit twice equals fit, save, load, fit`, async () => {
        const {x, y} = stock.data();
        const fit = (model: tf.LayersModel) => model.fit(x, y, {epochs, batchSize: 4, shuffle: false, ...quiet});
        const schedule = () => exponentialDecay(rule.rate, {gamma: 0.9});
        const models = [
          compiled(stock, rule, schedule()),
          compiled(stock, rule, schedule()),
          compiled(stock, rule, schedule()),
        ];
        const [straight, interrupted, amnesic] = models as [tf.LayersModel, tf.LayersModel, tf.LayersModel];
        const start = read(straight.getWeights());
        for (const model of models) await fit(model);
        const loaded = await reload(interrupted);
        expect(loaded.optimizer.getClassName()).to.equal(interrupted.optimizer.getClassName());
        expect(loaded.optimizer.getConfig()).to.deep.equal(interrupted.optimizer.getConfig());
        expect(loaded.optimizer.iterations).to.equal(epochs * 2);
        amnesic.compile({loss: stock.loss, optimizer: rule.create(schedule())});
        for (const model of [straight, loaded, amnesic]) await fit(model);
        const [expected, actual, forgotten] = [straight, loaded, amnesic].map((model) =>
          read(model.getWeights()).flat(),
        );
        for (const [i, value] of actual!.entries()) expect(value).to.be.closeTo(expected![i]!, 1e-6);
        const distance = (values: number[]) => Math.max(...values.map((value, i) => Math.abs(value - expected![i]!)));
        expect(distance(start.flat()), 'training moved the weights').to.be.above(1e-3);
        expect(distance(forgotten!), 'the state matters').to.be.above(1e-5);
        const frozen = straight.weights.findIndex(({name}) => name.startsWith('frozen/'));
        if (frozen >= 0) expect(read(straight.getWeights())[frozen]).to.deep.equal(start[frozen]);
        expect(frozen >= 0).to.equal(stock.name.includes('frozen'));
        for (const model of [...models, loaded]) free(model);
        tf.dispose([x, y]);
      });
    }
  });
}

describe('every optimizer in the other ways to train', () => {
  const [stock] = stockModels as [StockModel];

  for (const rule of rules) {
    it(`${rule.rule}: trainOnBatch and fitDataset equal fit, and leave no tensors`, async () => {
      const {x, y} = stock.data();
      const models = Array.from({length: 3}, () => compiled(stock, rule));
      const [fitted, onBatch, onDataset] = models as [tf.LayersModel, tf.LayersModel, tf.LayersModel];
      await fitted.fit(x, y, {epochs: 3, batchSize: 6, shuffle: false, ...quiet});
      const counts: number[] = [];
      for (let i = 0; i < 3; i++) {
        await onBatch.trainOnBatch(x, y);
        counts.push(tf.memory().numTensors);
      }
      expect(counts[2]).to.equal(counts[1]);
      const dataset = tf.data.generator(function* () {
        const [[left, right], [first, second]] = [x, y].map((tensors) => (tensors as tf.Tensor[]).map(tf.clone)) as [
          tf.Tensor[],
          tf.Tensor[],
        ];
        const [c, d] = onDataset.outputNames as [string, string];
        yield {xs: {left, right}, ys: {[c]: first, [d]: second}};
      } as never);
      const settings: object = {epochs: 3, ...quiet};
      await onDataset.fitDataset(dataset, settings as never);
      const expected = read(fitted.getWeights());
      for (const model of [onBatch, onDataset]) {
        for (const [i, values] of read(model.getWeights()).entries()) {
          for (const [j, value] of values.entries()) expect(value).to.be.closeTo(expected[i]![j]!, 1e-6);
        }
      }
      for (const model of models) free(model);
      tf.dispose([x, y]);
    });
  }
});
