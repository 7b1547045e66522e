import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {plainUpdates} from '../lib/update/index.ts';
import {loadBackend} from '../lib/native/index.ts';
import {optimizerCatalogue} from '../optimizers/index.ts';
import type {ContenderName} from './contenders.ts';

/*
 * The table of all rules of docs/benchmarks.md, from results of npm run bench: state, operations and milliseconds of an update.
 *
 * node --import tsx/esm bench/rule-table.ts RESULTS.json...   (later files first)
 */
interface Measured {
  readonly name: string;
  readonly contenders: Partial<Record<ContenderName, {median?: number}>>;
}

const files = process.argv.slice(2);
const works = new Map<string, Measured>();
for (const file of files.toReversed()) {
  for (const work of (JSON.parse(readFileSync(file, 'utf8')) as {works: Measured[]}).works) works.set(work.name, work);
}

await loadBackend({backend: 'tensorflow'});

async function kernelsOf(work: () => void): Promise<number> {
  const {kernels} = await tf.profile(() => {
    work();
    return tf.scalar(0);
  });
  return kernels.length;
}

/** Numbers of state for each weight of a matrix, and the operations of TensorFlow.js that the equation has there. */
async function countsOf(name: string): Promise<{state: string; operations: number}> {
  const side = 64;
  const variable = tf.variable(tf.randomNormal([side, side], 0, 1, 'float32', 1));
  const optimizer = optimizerCatalogue[name]!.create(0.001);
  const update = (): void => {
    optimizer.minimize(() => tf.sum(tf.square(variable)), false, [variable]);
  };
  plainUpdates(update);
  const alone = await kernelsOf(() => tf.dispose(tf.variableGrads(() => tf.sum(tf.square(variable)), [variable])));
  const operations = (await kernelsOf(() => plainUpdates(update))) - alone;
  const weights = await optimizer.getWeights();
  const size = weights.slice(1).reduce((sum, {tensor}) => sum + tensor.size, 0) / variable.size;
  optimizer.dispose();
  variable.dispose();
  return {state: String(Number(size.toFixed(2))), operations};
}

const show = (value: number | undefined): string =>
  value === undefined ? '' : value < 1 ? value.toFixed(3) : value.toPrecision(3);

const others = ['torch', 'torch-foreach', 'jax'] as const satisfies readonly ContenderName[];

console.log(
  '| rule | state | operations | size | plain | fused | compiled | PyTorch | its foreach | Optax, jit | fused to the fastest other |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const name of Object.keys(optimizerCatalogue)) {
  const {state, operations} = await countsOf(name);
  const mine = ['1e5', '1e6', '1e7', '40x16', '784x1000'].flatMap((size) => {
    const work = works.get(`${name}-${size}`);
    return work === undefined ? [] : [{size, work}];
  });
  if (mine.length === 0) console.log(`| \`${name}\` | ${state} | ${operations} | | | | | | | | |`);
  for (const [i, {size, work}] of mine.entries()) {
    const of = (contender: ContenderName): number | undefined => work.contenders[contender]?.median;
    const fastest = Math.min(...others.flatMap((other) => of(other) ?? []));
    const own = i === 0 ? [`\`${name}\``, state, String(operations)] : ['', '', ''];
    const ratio = Number.isFinite(fastest) ? (of('fused')! / fastest).toFixed(2) : '';
    const cells = [
      ...own,
      size,
      ...(['plain', 'fused', 'compiled', ...others] as const).map((each) => show(of(each))),
      ratio,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
