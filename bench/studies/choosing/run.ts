import {fork} from 'node:child_process';
import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {JsonLines} from '../../../lib/base/node/json-lines.ts';
import {entries, ratesOf} from './entries.ts';
import type {ProblemName} from './problems.ts';
import {leaders} from './summary.ts';
import {resultsFile} from './tables.ts';
import {keyOf, type Unit, type UnitResult} from './unit.ts';

/*
 * Which optimizer should one use: every rule on the digits that come with this package, six rates, three seeds.
 *
 * node --import tsx/esm bench/studies/choosing/run.ts            the MLP and the small convolution net, every rule
 * node --import tsx/esm bench/studies/choosing/run.ts leaders    2c2d and the autoencoder, the eight leaders at three and at six rates
 *
 * A process a core, one thread each. Results are added to results.jsonl beside this file; what stands there is not done again, so
 * a run that was stopped goes on. `tables.ts` prints the tables of docs/choosing.md.
 */
const seeds = [1, 2, 3];

const unitsOf = (problem: ProblemName, entry: string, rates: readonly number[]): Unit[] =>
  seeds.flatMap((seed) => rates.map((rate) => ({problem, entry, rate, seed})));

function allUnits(): Unit[] {
  return (['cnn', 'mlp'] as const).flatMap((problem) =>
    Object.entries(entries).flatMap(([name, entry]) => unitsOf(problem, name, ratesOf(entry))),
  );
}

const file = new JsonLines(resultsFile);
const done = file.read() as UnitResult[];

/** 2c2d at the best rate of the small convolution net and its neighbours, the autoencoder, which is cheap, at all rates. */
function leaderUnits(): Unit[] {
  const found = leaders(done).map(({entry, rate}) => ({entry, rate, rates: ratesOf(entries[entry]!)}));
  const near = (rates: readonly number[], rate: number): number[] =>
    rates.filter((_, i) => Math.abs(i - rates.indexOf(rate)) <= 1);
  return [
    ...found.flatMap(({entry, rate, rates}) => unitsOf('2c2d', entry, near(rates, rate))),
    ...found.flatMap(({entry, rates}) => unitsOf('autoencoder', entry, rates)),
  ];
}

const known = new Set(done.map(keyOf));
const units = (process.argv[2] === 'leaders' ? leaderUnits() : allUnits()).filter((unit) => !known.has(keyOf(unit)));
console.log(`${units.length} trainings to do, ${done.length} done`);

const began = Date.now();
let finished = 0;
const total = units.length;
for (let i = 0; i < Math.min(availableParallelism(), total); i++) {
  const worker = fork(fileURLToPath(new URL('train-unit.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx/esm'],
    env: {...process.env, TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', OMP_NUM_THREADS: '1'},
  });
  worker.on('message', (message: UnitResult | 'ready') => {
    if (message !== 'ready') {
      file.append(message);
      finished++;
      const seconds = (Date.now() - began) / 1000;
      const {problem, entry, rate, seed, testAccuracy, stopped} = message;
      const outcome = stopped === 'epochs' ? String(testAccuracy.at(-1)) : stopped;
      console.log(
        `${finished}/${total} ${Math.round(seconds)} s  ${problem} ${entry} ${rate} seed ${seed}: ${outcome}`,
      );
    }
    const unit = units.shift();
    if (unit === undefined) worker.kill();
    else worker.send(unit);
  });
  worker.on('exit', (code) => {
    if (code) process.exitCode = 1;
  });
}
