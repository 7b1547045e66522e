import {createInterface} from 'node:readline';
import {Bench} from 'tinybench';
import {packageVersions} from '../../lib/native/start/index.ts';
import type {ContenderName} from '../contenders.ts';
import {peakMemory} from '../peak-memory.ts';
import type {Answer, Request} from '../workers/protocol.ts';
import type {Task} from '../task.ts';
import {startContender} from './start-contender.ts';
import {NotThere, type Subject} from './subject.ts';
import {subjectOf} from './subjects.ts';

// A process of one contender and one task: prepares, then does as many calls as each line on standard input asks for.
let subject: Subject | undefined;

async function prepare({contender, task}: {contender: ContenderName; task: Task}) {
  const backend = await startContender(contender);
  subject = await subjectOf(contender, task);
  const {check, steps} = subject;
  return {check, steps, versions: {...(await packageVersions()), node: process.versions.node, backend}};
}

async function run(calls: number): Promise<number[]> {
  const {call, steps} = subject!;
  const bench = new Bench({iterations: calls, time: 0, warmup: false, retainSamples: true});
  bench.add('call', call);
  await bench.run();
  const {result} = bench.tasks[0]!;
  if (!('latency' in result) || result.latency.samples === undefined) {
    throw 'error' in result ? result.error : new Error('internal: no samples');
  }
  return result.latency.samples.map((milliseconds) => milliseconds / steps);
}

async function answer(request: Request): Promise<Answer> {
  try {
    if ('prepare' in request) return {ready: await prepare(request.prepare)};
    if ('run' in request) return {milliseconds: await run(request.run)};
    return {memory: peakMemory()};
  } catch (error) {
    if (error instanceof NotThere) return {absent: error.message};
    return {error: error instanceof Error ? (error.stack ?? error.message) : String(error)};
  }
}

// Standard output is for answers alone.
console.log = console.error;
for await (const line of createInterface({input: process.stdin})) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line) as Request))}\n`);
}
