import {writeFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {learningRateRangeTest, train} from '../../lib/training/index.ts';
import {loadMnist} from '../../lib/data/files/index.ts';
import {toTensors} from '../../lib/data/index.ts';
import {mlp} from '../../lib/models/index.ts';
import {diagnoseBackend, loadBackend} from '../../lib/native/index.ts';
import {adam, lamb, lion, momentum, muon, rmsprop, sgd} from '../../optimizers/index.ts';

/*
 * How good the rate is that `learningRateRangeTest` suggests: test accuracy after 3 epochs at it, and at 8 rates of a grid.
 * Prints a table, and writes all numbers into a file:
 * node --import tsx/esm bench/studies/range-test.ts FILE [SEEDS [FOLDER OF THE IDX FILES [RULE...]]]
 */

const [file, count = '3', dir, ...named] = process.argv.slice(2);
if (file === undefined) throw new Error('give the file for the results');
const epochs = 3;
const batchSize = 128;
const seeds = Array.from({length: Number(count)}, (_, i) => i + 1);
const sizes = 8;

/** The ends of each grid: two and a half decades about where the rule is used. */
const rules = {
  sgd: {make: sgd, from: 1e-2, to: 10 ** 0.5},
  momentum: {make: momentum, from: 1e-3, to: 10 ** -0.5},
  rmsprop: {make: rmsprop, from: 1e-4, to: 10 ** -1.5},
  adam: {make: adam, from: 1e-4, to: 10 ** -1.5},
  lion: {make: lion, from: 3e-5, to: 10 ** -2},
  lamb: {make: lamb, from: 1e-3, to: 10 ** -0.5},
  muon: {make: muon, from: 1e-3, to: 10 ** -0.5},
} as const;

await loadBackend();
const digits = await loadMnist(dir === undefined ? {source: 'embedded'} : {source: 'dir', dir});
const data = toTensors(digits.train);
const test = toTensors(digits.test);

type Make = (rate: number) => tf.Optimizer;

/** Test accuracy after the last epoch from one seed; that of guessing where it diverged. */
async function accuracyAt(make: Make, rate: number, seed: number): Promise<number> {
  const model = mlp({seed});
  const optimizer = make(rate);
  const {history, stopped} = await train({
    model,
    data,
    test,
    optimizer,
    epochs,
    batchSize,
    seed,
    evaluateEvery: epochs,
  });
  optimizer.dispose();
  model.dispose();
  return stopped === 'epochs' ? history.at(-1)!.testAccuracy! : 0.1;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const shown = (values: readonly number[]): string => values.map((value) => value.toPrecision(2)).join(', ');

const results = [];
console.log(`${digits.source}; mlp 784-128-10, batch ${batchSize}, ${epochs} epochs, seeds ${seeds.join(', ')}`);
console.log('| rule | suggested | test accuracy there | best of the grid | its test accuracy | less by |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [rule, {make, from, to}] of Object.entries(rules)) {
  if (named.length > 0 && !named.includes(rule)) continue;
  const suggested: number[] = [];
  for (const seed of seeds) {
    const model = mlp({seed});
    const found = await learningRateRangeTest({model, data, optimizer: make, batchSize, seed});
    suggested.push(found.suggested);
    model.dispose();
  }
  const atSuggested: number[] = [];
  for (const [i, seed] of seeds.entries()) atSuggested.push(await accuracyAt(make, suggested[i]!, seed));
  const grid: {rate: number; accuracies: number[]}[] = [];
  for (let i = 0; i < sizes; i++) {
    const rate = from * (to / from) ** (i / (sizes - 1));
    const accuracies: number[] = [];
    for (const seed of seeds) accuracies.push(await accuracyAt(make, rate, seed));
    grid.push({rate, accuracies});
  }
  const best = grid.reduce((one, other) => (mean(other.accuracies) > mean(one.accuracies) ? other : one));
  const [there, least] = [mean(atSuggested), mean(best.accuracies)].map((accuracy) => 100 * accuracy) as [
    number,
    number,
  ];
  const cells = [`\`${rule}\``, shown(suggested), there.toFixed(1), best.rate.toPrecision(2), least.toFixed(1)];
  console.log(`| ${[...cells, (least - there).toFixed(1)].join(' | ')} |`);
  results.push({rule, suggested, atSuggested, grid});
}
const {backend, versions, tensorflowVersion} = await diagnoseBackend();
const about = {backend, versions, tensorflow: tensorflowVersion, data: digits.source, epochs, batchSize, seeds};
writeFileSync(file, `${JSON.stringify({...about, results}, null, 1)}\n`);
tf.dispose([data.x, data.y, test.x, test.y]);
