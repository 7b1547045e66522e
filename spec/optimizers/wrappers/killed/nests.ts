import {join} from 'node:path';
import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {loadCheckpoint, saveCheckpoint} from '../../../../lib/training/files/index.ts';
import {
  accumulated,
  adam,
  averaged,
  clipped,
  lookahead,
  muon,
  partitioned,
  sam,
  sgd,
  skipNonFinite,
} from '../../../../optimizers/index.ts';
import {cosineDecay} from '../../../../schedules/index.ts';

/** Wrappers around wrappers around wrappers. */
export const nests: Readonly<Record<string, () => tf.Optimizer>> = {
  averages: () =>
    averaged(lookahead(clipped(adam(cosineDecay(0.05, {steps: 50})), {value: 0.2}), {steps: 4}), {decay: 0.9}),
  accumulates: () => accumulated(sam(skipNonFinite(muon(0.02))), {steps: 4}),
  parts: () =>
    partitioned(
      [
        {match: /bias/, optimizer: averaged(clipped(sgd(0.05), {norm: 0.3}), {last: 3, every: 2})},
        {match: /kernel/, optimizer: averaged(lookahead(adam(0.05), {steps: 3}), {from: 5, every: 2})},
      ],
      sgd(0.1),
    ),
};

const values = (t: number, size: number): number[] =>
  Array.from({length: size}, (_, i) => Math.fround(Math.sin(1 + 7 * t + 3 * i)));

/** A training with one of them, which goes on from its checkpoint where there is one. */
export class NestTraining {
  readonly #name: string;
  readonly #path: string;
  readonly #model: tf.LayersModel;
  readonly #optimizer: tf.Optimizer;
  /** Updates done. */
  updates = 0;

  constructor(name: string, folder: string) {
    const kernelInitializer = tf.initializers.glorotUniform({seed: 1});
    this.#name = name;
    this.#path = join(folder, `${name}.ckpt`);
    this.#optimizer = nests[name]!();
    this.#model = tf.sequential({
      layers: [
        tf.layers.dense({units: 4, inputShape: [3], activation: 'tanh', kernelInitializer}),
        tf.layers.dense({units: 2, kernelInitializer}),
      ],
    });
    this.#model.compile({optimizer: this.#optimizer, loss: 'meanSquaredError'});
  }

  async load(): Promise<void> {
    const {epoch} = await loadCheckpoint(this.#path, {model: this.#model, optimizer: this.#optimizer});
    this.updates = epoch;
  }

  save(): Promise<void> {
    return saveCheckpoint(this.#path, {model: this.#model, optimizer: this.#optimizer, epoch: this.updates});
  }

  async step(): Promise<void> {
    // One update is to be skipped.
    const first = this.#name === 'accumulates' && this.updates === 6 ? [Number.NaN] : [];
    const inputs = [...first, ...values(this.updates, 15)].slice(0, 15);
    const [x, y] = [tf.tensor2d(inputs, [5, 3]), tf.tensor2d(values(-this.updates, 10), [5, 2])];
    await this.#model.trainOnBatch(x, y);
    tf.dispose([x, y]);
    this.updates++;
  }

  /** The bits of the weights, which are numbers, and of all state. */
  async bits(): Promise<string> {
    for (const weight of this.#model.getWeights()) expect(weight.dataSync().every(Number.isFinite)).to.equal(true);
    const state = await this.#optimizer.getWeights();
    const all = [...this.#model.getWeights(), ...state.map(({tensor}) => tensor)].map((tensor) => tensor.dataSync());
    for (const {tensor} of state) if (!(tensor instanceof tf.Variable)) tensor.dispose();
    return all.map((data) => Buffer.from(data.slice().buffer).toString('hex')).join(' ');
  }

  dispose(): void {
    this.#model.dispose();
    this.#optimizer.dispose();
  }
}
