import {appendFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import * as tf from '@tensorflow/tfjs';
import {permutation, randomStream} from '../../lib/base/random.ts';
import {toTensors} from '../../lib/data/index.ts';
import {loadMnist} from '../../lib/data/files/index.ts';
import {logisticAutoencoder, sigmoidCrossEntropy} from '../../lib/models/index.ts';
import {loadBackend} from '../../lib/native/index.ts';
import {train} from '../../lib/training/index.ts';
import {adam, nesterov, newtonCG} from '../../optimizers/index.ts';
import {piecewiseConstant} from '../../schedules/index.ts';

/*
 * The autoencoder 784-1000-500-250-30 of Hinton and Salakhutdinov on the digits of this package: Newton-CG with the Gauss-Newton matrix
 * beside Adam and Nesterov's momentum with the schedule of Sutskever et al. (2013), by time and by gradients of the data.
 *
 * node --import tsx/esm bench/studies/autoencoder.ts MINUTES [newtonCG|adam|nesterov]
 *
 * Losses are over all 8,000 training digits, per digit (the sum over pixels); a line is added to bench/results/autoencoder.jsonl for each point. The
 * result that is kept was measured on one core (taskset -c 0), which the table in docs/solvers.md tells.
 */
const [minutes = '20', only] = process.argv.slice(2);
const limit = Number(minutes) * 60;
const file = fileURLToPath(new URL('../results/autoencoder.jsonl', import.meta.url));

await loadBackend({backend: 'tensorflow'});
const {train: images} = await loadMnist();
const {x, y: labels} = toTensors(images);
labels.dispose();
const seed = 1;

/** The sparse initialisation of Martens (2010): each unit has 15 incoming weights, from N(0, 1), and no bias. */
function build(): tf.Sequential {
  const model = logisticAutoencoder({widths: [1000, 500, 250, 30, 250, 500, 1000], seed});
  const random = randomStream(seed, 'sparse');
  for (const layer of model.layers) {
    const [inputs, outputs] = (layer.weights[0]!.read() as tf.Tensor2D).shape;
    const kernel = new Float32Array(inputs * outputs);
    for (let unit = 0; unit < outputs; unit++) {
      for (const i of permutation(inputs, random).subarray(0, 15)) kernel[i * outputs + unit] = random.normal();
    }
    tf.tidy(() => layer.setWeights([tf.tensor2d(kernel, [inputs, outputs]), tf.zeros([outputs])]));
  }
  return model;
}

const pixels = 784;

/** Seconds of the last point of each. */
const noted = new Map<string, number>();

/** Notes a point, but not more than one in five seconds: seconds of training alone, and passes over the data that gradients or products took. */
function note(name: string, seconds: number, passes: number, loss: number): void {
  const before = noted.get(name);
  if (before !== undefined && seconds - before < 5 && seconds <= limit) return;
  noted.set(name, seconds);
  const line = {
    minutes: Number(minutes),
    name,
    seconds: Math.round(seconds),
    passes: Number(passes.toFixed(2)),
    loss: Number((loss * pixels).toFixed(3)),
  };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
  console.log(JSON.stringify(line));
}

async function byNewton(): Promise<void> {
  const model = build();
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const sample = tf.slice(x, [0, 0], [1000, pixels]);
  const loss = (): tf.Scalar => sigmoidCrossEntropy(x, model.apply(x, {training: true}) as tf.Tensor);
  const curvature = {
    outputs: () => model.apply(sample, {training: true}) as tf.Tensor,
    loss: 'sigmoidCrossEntropy',
  } as const;
  const abort = new AbortController();
  const began = performance.now();
  await newtonCG({product: 'gauss-newton', damping: 0.05, products: 250}).solve(loss, variables, {
    curvature,
    maxIterations: 10_000,
    signal: abort.signal,
    onIteration: ({loss: value, evaluations: {gradient, product}}) => {
      const seconds = (performance.now() - began) / 1000;
      note('newtonCG', seconds, gradient + product / 8, value);
      if (seconds > limit) abort.abort();
    },
  });
  model.dispose();
}

async function byRule(name: 'adam' | 'nesterov'): Promise<void> {
  const model = build();
  const batchSize = 200;
  // mu = min(1 - 2^(-1 - log2(floor(t / 250) + 1)), 0.99)
  const pieces = Array.from({length: 50}, (_, i) => i + 1);
  const momentum = piecewiseConstant(
    pieces.slice(0, -1).map((n) => 250 * n),
    pieces.map((n) => 1 - 0.5 / n),
  );
  // The loss is a mean over pixels, where theirs is a sum.
  const optimizer = name === 'adam' ? adam(0.001) : nesterov(0.01 * pixels, {momentum});
  const abort = new AbortController();
  let seconds = 0;
  await train({
    model,
    loss: 'sigmoidCrossEntropy',
    data: {x, y: x},
    optimizer,
    epochs: 100_000,
    batchSize,
    seed,
    signal: abort.signal,
    callbacks: {
      onEpochEnd: ({epoch, trainLoss}, times) => {
        seconds += times.seconds;
        note(name, seconds, epoch, trainLoss);
        if (seconds > limit) abort.abort();
      },
    },
  });
  model.dispose();
  optimizer.dispose();
}

for (const name of ['newtonCG', 'adam', 'nesterov'] as const) {
  if (only !== undefined && only !== name) continue;
  await (name === 'newtonCG' ? byNewton() : byRule(name));
}
