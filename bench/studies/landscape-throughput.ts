import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../lib/base/random.ts';
import {interpolate} from '../../lib/landscape/index.ts';
import {modelCatalogue} from '../../lib/models/index.ts';
import {loadBackend} from '../../lib/native/index.ts';
import {median} from '../median.ts';

/**
 * Points a second of a line through a network over 10,000 examples: here, a loop of stock `model.evaluate` (batch 128) as
 * TensorFlow.js is installed, and JAX. Each in a process of its own, one after the other; run it alone on the machine.
 *
 * node --import tsx/esm bench/studies/landscape-throughput.ts [mlp|2c2d] [PYTHON]
 */
const count = 10_000;
const works = {mlp: {here: 160, stock: 5, jax: 9}, '2c2d': {here: 6, stock: 3, jax: 3}} as const;

function examples(shape: number[]): {x: tf.Tensor; y: tf.Tensor} {
  const random = randomStream(1, 'throughput');
  const size = shape.reduce((product, each) => product * each, count);
  const pixels = Float32Array.from({length: size}, () => random.uniform());
  const labels = Int32Array.from({length: count}, () => random.integer(10));
  return {x: tf.tensor(pixels, [count, ...shape]), y: tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat()};
}

/** Milliseconds for each of some points. */
async function measure(way: 'here' | 'stock', name: keyof typeof works, points: number): Promise<number> {
  if (way === 'here') await loadBackend();
  else {
    await import('@tensorflow/tfjs-node');
    await tf.ready();
  }
  const entry = modelCatalogue[name];
  const [from, to] = [1, 2].map((seed) => entry.build({seed})) as [tf.Sequential, tf.Sequential];
  const data = examples(name === 'mlp' ? [784] : [28, 28, 1]);
  if (way === 'here') {
    const times: number[] = [];
    let last = performance.now();
    await interpolate({
      model: from,
      from: from.getWeights(),
      to: to.getWeights(),
      alphas: `0:1:${points}`,
      data,
      onPoints: (group) => {
        times.push((performance.now() - last) / group.length);
        last = performance.now();
      },
    });
    // The first group waits for the compilation.
    return median(times.slice(1));
  }
  from.compile({
    optimizer: 'sgd',
    loss: (labels: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(labels, logits),
    metrics: ['accuracy'],
  });
  const evaluate = (): void => {
    const weights = from
      .getWeights()
      .map((weight, i) => tf.tidy(() => tf.add(tf.mul(weight, 0.5), tf.mul(to.getWeights()[i]!, 0.5))));
    from.setWeights(weights);
    tf.dispose(weights);
    for (const value of from.evaluate(data.x, data.y, {batchSize: 128}) as tf.Scalar[]) value.dataSync();
  };
  const times = Array.from({length: points + 1}, () => {
    const began = performance.now();
    evaluate();
    return performance.now() - began;
  });
  return median(times.slice(1));
}

function inProcess(command: string, words: readonly string[]): {milliseconds: number; way?: string} {
  const {stdout, stderr, status} = spawnSync(command, words, {encoding: 'utf8'});
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed: ${stderr.slice(-500)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as {milliseconds: number};
}

const isWork = (word: string): word is keyof typeof works => Object.hasOwn(works, word);

const words = process.argv.slice(2);
const [first, second] = words;
if (first === 'here' || first === 'stock') {
  const name = second as keyof typeof works;
  console.log(JSON.stringify({milliseconds: await measure(first, name, works[name][first])}));
} else {
  const own = fileURLToPath(import.meta.url);
  const peer = fileURLToPath(new URL('../peers/landscape_jax.py', import.meta.url));
  const asked = words.filter(isWork);
  const python = words.find((word) => !isWork(word));
  for (const name of asked.length > 0 ? asked : (Object.keys(works) as (keyof typeof works)[])) {
    const node = (way: string) => inProcess(process.execPath, ['--import', 'tsx/esm', own, way, name]);
    const rows: [string, {milliseconds: number; way?: string}][] = [
      ['here', node('here')],
      ['stock', node('stock')],
      ...(python === undefined
        ? []
        : [['JAX', inProcess(python, [peer, name, String(works[name].jax)])] as [string, {milliseconds: number}]]),
    ];
    const here = rows[0]![1].milliseconds;
    for (const [who, {milliseconds, way}] of rows) {
      const points = 1000 / milliseconds;
      console.log(
        `${name.padEnd(5)} ${who.padEnd(6)} ${milliseconds.toFixed(2).padStart(9)} ms a point, ${points.toPrecision(3)} points/s, ` +
          `${Math.round(points * count).toLocaleString('en')} examples/s, ${(milliseconds / here).toFixed(2)} times as long${way ? ` (${way})` : ''}`,
      );
    }
  }
}
