import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {packageRoot} from '../lib/native/start/index.ts';
import {ensureNative} from '../scripts/native/index.ts';
import {compareWork} from './compare-work.ts';
import {sharedEnvironment} from './contenders.ts';
import {endingWithMistakes} from './ending.ts';
import {findPython} from './workers/find-python.ts';
import {benchHelp} from './bench-help.ts';
import type {Pace} from './measure.ts';
import {readBenchOptions} from './bench-options.ts';
import {makePeers} from './workers/peers-environment.ts';
import {type WorkResult, writeResults} from './results-file.ts';
import {formatSummary, formatWork} from './table.ts';

async function bench(words: readonly string[]): Promise<void> {
  const choice = await readBenchOptions(words);
  if (choice.help) return console.log(await benchHelp());
  if (choice.peers) await makePeers();
  await ensureNative();
  const python = await findPython(choice.python);
  if (python === null) {
    console.error('No Python with PyTorch, JAX or TensorFlow; npm run bench -- --peers sets one up.');
  }
  const threads = availableParallelism();
  const pace: Pace = {rounds: choice.rounds, roundTime: 250, warmUp: 500};
  const results: WorkResult[] = [];
  for (const [name, work] of choice.works) {
    const names = work.contenders.filter((contender) => choice.contenders.includes(contender));
    if (names.length === 0) continue;
    const outcomes = await compareWork(names, work.task, {python, threads, pace});
    results.push({name, work, outcomes});
    console.log(`${formatWork(work, outcomes)}\n`);
  }
  console.log(`${formatSummary(results)}\n`);
  const folder = join(packageRoot(), 'bench', 'results');
  console.log(writeResults(folder, {results, pace, threads, settings: sharedEnvironment(threads)}));
}

await endingWithMistakes(() => bench(process.argv.slice(2)));
