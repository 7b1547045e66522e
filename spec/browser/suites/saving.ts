import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {loadCheckpoint, saveCheckpoint, train} from '../../../lib/training/index.ts';
import {accumulated, Adam, adam, averaged, momentum, rmsprop} from '../../../optimizers/index.ts';
import {cosineDecay} from '../../../schedules/index.ts';
import {device, distance, draws, read} from './support.ts';

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  adam: () => adam(cosineDecay(0.05, {steps: 20}), {weightDecay: 0.01}),
  momentum: () => momentum(0.02),
  'rmsprop, centered': () => rmsprop(0.01, {centered: true, momentum: 0.5}),
  'averaged, accumulated': () => averaged(accumulated(adam(0.02), {steps: 2}), {decay: 0.9}),
};

/** A model with a convolution and an embedding-free head, compiled. */
function compiledModel(optimizer: tf.Optimizer): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({filters: 2, kernelSize: 3, activation: 'tanh', inputShape: [6, 6, 1]}),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 2, activation: 'softmax'}),
    ],
  });
  tf.tidy(() =>
    model.setWeights(model.getWeights().map(({size, shape}, i) => tf.tensor(draws(size, `start ${i}`, 0.3), shape))),
  );
  model.compile({optimizer, loss: 'categoricalCrossentropy'});
  return model;
}

async function steps(model: tf.LayersModel, count: number, x: tf.Tensor, y: tf.Tensor): Promise<void> {
  for (let t = 0; t < count; t++) await model.fit(x, y, {epochs: 1, batchSize: 8, shuffle: false, verbose: 0});
}

/** Models kept in the page's database with their optimizer go on as if nothing had been. */
export function saving(): void {
  describe('save and continue', () => {
    for (const [name, create] of Object.entries(optimizers)) {
      it(`${name}: 8 steps are 4, saved to IndexedDB, loaded, and 4`, async () => {
        const x = tf.tensor4d(draws(8 * 36, 'images'), [8, 6, 6, 1]);
        const y = tf.tensor2d(Array.from({length: 8}, (_, i) => [i % 2, 1 - (i % 2)]));
        const straight = compiledModel(create());
        await steps(straight, 8, x, y);
        const expected = await read(straight.getWeights());

        const first = compiledModel(create());
        await steps(first, 4, x, y);
        const address = `indexeddb://${name}`;
        await first.save(address, {includeOptimizer: true});
        const second = await tf.loadLayersModel(address);
        await steps(second, 4, x, y);
        const own = await read(second.getWeights());
        await tf.io.removeModel(address);

        expect(expected.flat().some((value) => value !== 0)).to.equal(true);
        expect(own).to.deep.equal(expected);
        for (const model of [straight, first, second]) {
          model.optimizer.dispose();
          model.dispose();
        }
        tf.dispose([x, y]);
      });
    }

    it('the page on optimizers: a run that ends early goes on from its checkpoint after a reload', async () => {
      const page = await (await fetch('/docs/optimizers.md')).text();
      const [, code] = /### In a page.*?```js\nimport [^\n]*\n(.*?)```/s.exec(page)!;
      const x = tf.tensor2d(draws(32 * 3, 'x'), [32, 3]);
      const y = tf.tensor2d(draws(32, 'y'), [32, 1]);
      const models: tf.LayersModel[] = [];
      const newModel = (): tf.LayersModel => {
        const model = tf.sequential({
          layers: [tf.layers.dense({units: 1, inputShape: [3], kernelInitializer: 'ones'})],
        });
        models.push(model);
        return model;
      };
      const forget = (): Promise<void> =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('checkpoints');
          // The example leaves its database open, as pages do until they are closed.
          for (const end of ['success', 'blocked']) request.addEventListener(end, () => resolve());
          request.addEventListener('error', () => reject(new Error('the database stays')));
        });
      /** One visit of the page, which is closed when so many epochs are done. */
      const visit = async (name: string, epochs: number): Promise<{done: number; weights: number[][]}> => {
        let done = 0;
        const trained: typeof train = async (given) => {
          if (done === epochs) throw new Error('closed');
          done++;
          return await train(given);
        };
        const names = {tf, Adam, adam, cosineDecay, loadCheckpoint, saveCheckpoint, train: trained, newModel};
        // eslint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- it is our own text
        const work = new Function(
          ...Object.keys(names),
          'data',
          `return (async () => {${code!.replaceAll("'mine'", JSON.stringify(name))}})()`,
        )(...Object.values(names), {x, y}) as Promise<void>;
        await work.catch((error: unknown) => expect(error).to.have.property('message', 'closed'));
        return {done, weights: await read(models.at(-1)!.getWeights())};
      };
      await forget();
      const straight = await visit('straight', Infinity);
      expect(straight.done).to.equal(10);
      expect((await visit('early', 4)).weights).to.not.deep.equal(straight.weights);
      const {done, weights} = await visit('early', Infinity);
      expect(done).to.equal(6);
      if (device.precision === 32) expect(weights).to.deep.equal(straight.weights);
      // The checkpoint has what the device keeps, and updates go on from more digits than these.
      else expect(distance(weights, straight.weights)).to.be.below(2 ** -8);
      await forget();
      for (const model of models) model.dispose();
      tf.dispose([x, y]);
    });
  });
}
