import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {dropoutMasks} from '../../../../lib/native/accelerate/dropout-masks.ts';
import {accelerate} from '../../../../lib/native/accelerate/index.ts';
import {wave} from '../native-only.ts';

const glorot = (seed: number) => tf.initializers.glorotUniform({seed});
const cell = {
  units: 3,
  dropout: 0.3,
  recurrentDropout: 0.3,
  kernelInitializer: glorot(1),
  recurrentInitializer: glorot(2) as unknown as 'glorotUniform',
};
const inputShape = [5, 3];

const layers: Readonly<Record<string, () => tf.layers.Layer>> = {
  lstm: () => tf.layers.lstm({...cell, inputShape}),
  gru: () => tf.layers.gru({...cell, inputShape}),
  simpleRNN: () => tf.layers.simpleRNN({...cell, inputShape}),
  bidirectional: () => tf.layers.bidirectional({layer: tf.layers.gru(cell), inputShape, mergeMode: 'concat'}),
};

function modelOf(name: string, optimizer: tf.Optimizer): tf.Sequential {
  const model = tf.sequential({
    layers: [layers[name]!(), tf.layers.dense({units: 1, kernelInitializer: glorot(3)})],
  });
  model.compile({optimizer, loss: 'meanSquaredError'});
  return model;
}

/** The mean, and how far it may be off by chance: five standard errors. */
function average(values: readonly number[]): {mean: number; error: number} {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return {mean, error: 5 * Math.sqrt(variance / values.length)};
}

describe('dropout in recurrent layers of accelerated models', () => {
  for (const name of Object.keys(layers)) {
    it(`differs from step to step as in the plain model: ${name}`, async () => {
      const start = tf.memory().numTensors;
      const x = tf.tensor3d(wave(1, 20 * 15), [20, 5, 3]);
      const y = tf.tensor2d(wave(2, 20), [20, 1]);
      const plain = tf.memory().numTensors;
      const losses: number[][] = [];
      for (const isAccelerated of [false, true]) {
        // The weights stay, so that the losses of all steps are of one distribution.
        const optimizer = tf.train.sgd(1e-12);
        const model = modelOf(name, optimizer);
        const undo = isAccelerated ? accelerate(model) : () => {};
        const values: number[] = [];
        let settled = 0;
        for (let step = 0; step < 40; step++) {
          values.push((await model.trainOnBatch(x, y)) as number);
          // A prediction leaves other masks behind than a step.
          if (step === 10) tf.dispose(model.predict(x));
          if (step === 15) settled = tf.memory().numTensors;
          if (step > 15) expect(tf.memory().numTensors).to.equal(settled);
        }
        undo();
        expect(await model.trainOnBatch(x, y)).to.satisfy(Number.isFinite);
        losses.push(values);
        dropoutMasks(model)();
        model.dispose();
        optimizer.dispose();
        expect(tf.memory().numTensors).to.equal(plain);
      }
      const [a, b] = losses.map(average) as [ReturnType<typeof average>, ReturnType<typeof average>];
      expect(new Set(losses[1]).size).to.be.greaterThan(35);
      expect(a.error).to.be.greaterThan(1e-4);
      expect(b.mean).to.be.closeTo(a.mean, a.error + b.error);
      expect(b.error).to.be.within(a.error / 2, 2 * a.error);
      tf.dispose([x, y]);
      expect(tf.memory().numTensors).to.equal(start);
    });
  }
});

describe('dropoutMasks', () => {
  it('frees the masks that a layer keeps, once, and leaves other layers alone', () => {
    const optimizer = tf.train.sgd(0.1);
    const model = modelOf('lstm', optimizer);
    const x = tf.tensor3d(wave(1, 30), [2, 5, 3]);
    const before = tf.memory().numTensors;
    tf.tidy(() => void model.layers[0]!.apply(x, {training: true}));
    // Four masks of inputs and four of the states.
    expect(tf.memory().numTensors).to.equal(before + 8);
    const free = dropoutMasks(model);
    free();
    expect(tf.memory().numTensors).to.equal(before);
    free();
    expect(tf.memory().numTensors).to.equal(before);
    model.dispose();
    optimizer.dispose();
    x.dispose();
  });
});
