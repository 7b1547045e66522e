import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {accelerate, compile} from '../../../lib/native/index.ts';
import {nativeBackend} from '../../../lib/native/binding.ts';
import {train} from '../../../lib/training/index.ts';
import {evaluateAgain} from '../../../lib/update/evaluate-again.ts';
import {plainUpdates} from '../../../lib/update/executor.ts';
import {sgd} from '../../../optimizers/index.ts';
import {Sam} from './sam.ts';

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe('evaluateAgain', () => {
  it('draws again what the first evaluation drew, and new numbers in the next step', () => {
    const x = tf.ones([50]);
    const step = (): number[][] => {
      const loss = evaluateAgain(() => tf.tidy(() => tf.dropout(x, 0.5)));
      return [loss(), loss(), loss()].map((tensor) => {
        const drawn = values(tensor);
        tensor.dispose();
        return drawn;
      });
    };
    const [first, second] = [step(), step()];
    expect(first[1]).to.deep.equal(first[0]);
    expect(first[2]).to.deep.equal(first[0]);
    expect(second[0]).to.not.deep.equal(first[0]);
    x.dispose();
  });

  it('moves variables that the loss moves once, whatever the caller moves between', () => {
    const [moved, still] = tf.tidy(() => [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))]);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const loss = evaluateAgain(() => {
        moved.assign(tf.mul(moved, 2));
        return tf.add(moved, still);
      });
      expect(values(loss())).to.deep.equal([3]);
      still.assign(tf.scalar(10));
      // The loss sees its own move again.
      expect(values(loss())).to.deep.equal([14]);
      expect(values(moved)).to.deep.equal([2]);
      expect(values(still)).to.deep.equal([10]);
    });
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([moved, still]);
  });

  it('keeps nothing of later evaluations but their results, with and without a gradient', () => {
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
    const before = tf.memory().numTensors;
    const kept: tf.Tensor[] = [];
    const loss = evaluateAgain(() => {
      const squared = tf.square(w);
      kept.push(tf.keep(tf.sum(squared)));
      return tf.sum<tf.Scalar>(tf.exp(squared));
    });
    const gradients = [0, 1, 2].map(() => {
      const {value, grads} = tf.variableGrads(loss, [w]);
      const gradient = values(grads[w.name]!);
      tf.dispose([value, grads]);
      return gradient;
    });
    tf.tidy(() => void loss());
    expect(gradients[1]).to.deep.equal(gradients[0]);
    expect(gradients[2]).to.deep.equal(gradients[0]);
    expect(gradients[0]![0]).to.be.closeTo(2 * Math.E, 1e-5);
    expect(kept.map(({isDisposed}) => isDisposed)).to.deep.equal([false, true, true, true]);
    kept[0]!.dispose();
    expect(tf.memory().numTensors).to.equal(before);
    w.dispose();
  });

  it('does not mind a variable that is gone', () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    const loss = evaluateAgain(() => {
      if (!w.isDisposed) w.assign(tf.tidy(() => tf.mul(w, 2)));
      return tf.scalar(3);
    });
    tf.tidy(() => {
      loss();
      w.dispose();
      expect(values(loss())).to.deep.equal([3]);
    });
  });

  it('leaves all as it was where an evaluation throws', () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    const before = tf.memory().numTensors;
    let calls = 0;
    const loss = evaluateAgain(() => {
      w.assign(tf.tidy(() => tf.mul(w, 2)));
      if (++calls === 2) throw new RangeError('in the loss');
      return tf.scalar(1);
    });
    tf.tidy(() => void loss());
    expect(() => tf.tidy(() => loss())).to.throw(RangeError, 'in the loss');
    expect(values(w)).to.deep.equal([2]);
    tf.tidy(() => void loss());
    expect(values(w)).to.deep.equal([2]);
    expect(tf.memory().numTensors).to.equal(before);
    w.dispose();
  });
});

/** A model with all that an evaluation touches: dropout, batch normalisation, a penalty, two metrics, a recurrent layer. */
function makeModel(rho: number | null): {model: tf.LayersModel; optimizer: tf.Optimizer} {
  const kernel = (seed: number) => tf.initializers.glorotUniform({seed});
  const input = tf.input({shape: [4, 3]});
  const recurrent = tf.layers
    .gru({units: 5, dropout: 0.3, kernelInitializer: kernel(1), recurrentInitializer: kernel(2)})
    .apply(input);
  const normal = tf.layers.batchNormalization().apply(recurrent);
  const hidden = tf.layers
    .dense({
      units: 6,
      activation: 'tanh',
      kernelInitializer: kernel(3),
      kernelRegularizer: tf.regularizers.l2({l2: 0.01}),
    })
    .apply(normal);
  const dropped = tf.layers.dropout({rate: 0.4}).apply(hidden);
  const output = tf.layers.dense({units: 2, activation: 'softmax', kernelInitializer: kernel(4)}).apply(dropped);
  const model = tf.model({inputs: input, outputs: output as tf.SymbolicTensor});
  const inner = sgd(0.2);
  const optimizer = rho === null ? inner : new Sam(inner, rho);
  model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy', 'mse']});
  return {model, optimizer};
}

const wave = (count: number): Float32Array => Float32Array.from({length: count}, (_, i) => Math.sin(1.7 * i));

/** Math.random from a seed, so that two trainings drop the same units. */
function seeded<Result>(run: () => Promise<Result>): Promise<Result> {
  const {random} = Math;
  let state = 7;
  Math.random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  return run().finally(() => {
    Math.random = random;
  });
}

describe('an optimizer that evaluates the loss twice in a step', () => {
  const x = () => tf.tensor3d(wave(16 * 12), [16, 4, 3]);
  const y = () => tf.oneHot(tf.range(0, 16, 1, 'int32').mod(2).toInt(), 2).toFloat();

  const ways: Record<string, (model: tf.LayersModel, xs: tf.Tensor, ys: tf.Tensor) => Promise<unknown>> = {
    fit: async (model, xs, ys) =>
      (await model.fit(xs, ys, {epochs: 3, batchSize: 8, verbose: 0, shuffle: false})).history,
    trainOnBatch: async (model, xs, ys) => [await model.trainOnBatch(xs, ys), await model.trainOnBatch(xs, ys)],
    fitDataset: async (model, xs, ys) => {
      const rows = tf.tidy(() => [xs.unstack(), ys.unstack()] as const);
      const data = tf.data.zip({xs: tf.data.array(rows[0]), ys: tf.data.array(rows[1])}).batch(8);
      const {history} = await model.fitDataset(data, {epochs: 2, verbose: 0});
      tf.dispose(rows);
      return history;
    },
  };

  for (const [name, way] of Object.entries(ways)) {
    for (const isAccelerated of [false, true]) {
      it(`by ${name}${isAccelerated ? ', accelerated' : ''}: with radius 0 it is the optimizer within, in all that it gives and leaves`, async () => {
        const [xs, ys] = [x(), y()];
        const ends: {result: unknown; weights: number[][]; graphs: number}[] = [];
        for (const rho of [null, 0, 0.05]) {
          const {model, optimizer} = makeModel(rho);
          const undo = isAccelerated ? accelerate(model) : () => {};
          const steady: number[] = [];
          const result = await seeded(async () => {
            const results: unknown[] = [];
            for (let i = 0; i < 4; i++) {
              results.push(await way(model, xs, ys));
              steady.push(tf.memory().numTensors);
            }
            return results;
          });
          expect(steady[3], 'nothing stays').to.equal(steady[2]);
          ends.push({result, weights: model.getWeights().map(values), graphs: 0});
          expect(optimizer.iterations).to.be.above(0);
          undo();
          model.dispose();
        }
        const [plain, zero, real] = ends as [(typeof ends)[0], (typeof ends)[0], (typeof ends)[0]];
        // Graphs draw their own random numbers: there the losses only look alike.
        const isExact = !(isAccelerated && nativeBackend() !== null);
        expect(Object.keys(zero.result as object)).to.deep.equal(Object.keys(plain.result as object));
        if (isExact) {
          expect(JSON.stringify(zero.result)).to.equal(JSON.stringify(plain.result));
          expect(zero.weights).to.deep.equal(plain.weights);
          expect(real.weights).to.not.deep.equal(plain.weights);
        } else {
          const shape = (value: unknown): string => JSON.stringify(value).replaceAll(/-?\d[\d.e-]*/g, '#');
          expect(shape(zero.result)).to.equal(shape(plain.result));
        }
        tf.dispose([xs, ys]);
      });
    }
  }

  it('compiled, drops the same units in both evaluations', function () {
    if (nativeBackend() === null) this.skip();
    const w = tf.tidy(() => tf.variable(tf.ones([200])));
    const seen: {gradient: number[]; again: number[]}[] = [];
    const fn = compile(() => {
      const loss = evaluateAgain(() => tf.sum<tf.Scalar>(tf.dropout(w, 0.5)));
      const [one, two] = [tf.variableGrads(loss, [w]), tf.variableGrads(loss, [w])];
      return [one.grads[w.name]!, two.grads[w.name]!];
    });
    for (let i = 0; i < 5; i++) {
      tf.tidy(() => {
        const [gradient, repeated] = fn() as [tf.Tensor, tf.Tensor];
        seen.push({gradient: values(gradient), again: values(repeated)});
      });
    }
    for (const {gradient, again} of seen) expect(again).to.deep.equal(gradient);
    expect(new Set(seen.map(({gradient}) => gradient.join())).size).to.equal(5);
    fn.dispose();
    w.dispose();
  });

  it('gives fit the losses of several outputs once', async () => {
    const before = tf.memory().numTensors;
    const input = tf.input({shape: [2]});
    const head = (units: number): tf.SymbolicTensor => tf.layers.dense({units}).apply(input) as tf.SymbolicTensor;
    const model = tf.model({inputs: input, outputs: [head(1), head(2)]});
    const optimizer = new Sam(sgd(0.1), 0.05);
    model.compile({optimizer, loss: 'meanSquaredError', metrics: ['mae']});
    const data = [tf.ones([6, 2]), tf.ones([6, 1]), tf.ones([6, 2])] as const;
    const {history} = await model.fit(data[0], [data[1], data[2]], {epochs: 3, batchSize: 6, verbose: 0});
    const losses = Object.values(history).map((list) => list as number[]);
    expect(losses).to.have.length(5);
    for (const [t, total] of losses[0]!.entries()) expect(total).to.be.closeTo(losses[1]![t]! + losses[2]![t]!, 1e-5);
    model.dispose();
    optimizer.dispose();
    tf.dispose([...data]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('trains by train, compiled, as without compiling', async () => {
    const ends: number[][] = [];
    for (const isCompiled of [true, false]) {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2])));
      const data = {x: tf.tensor2d(wave(32), [16, 2]), y: tf.zeros([16, 1])};
      const optimizer = new Sam(sgd(0.1), 0.05);
      const run = () =>
        train({
          loss: ({x: rows}) => tf.mean(tf.square(tf.matMul(rows as tf.Tensor2D, tf.reshape(w, [2, 1])))),
          variables: [w],
          data,
          optimizer,
          epochs: 5,
          batchSize: 4,
          compile: isCompiled,
        });
      await (isCompiled ? run() : plainUpdates(run));
      expect(optimizer.iterations).to.equal(20);
      ends.push(values(w));
      tf.dispose([w, data.x, data.y]);
    }
    for (const [i, value] of ends[0]!.entries()) expect(value).to.be.closeTo(ends[1]![i]!, 1e-5);
    expect(Math.abs(ends[0]![0]!)).to.be.below(2.9);
  });
});
