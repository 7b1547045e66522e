import {fileURLToPath} from 'node:url';
import {type Contender, type ContenderName, contenders, workerEnvironment} from '../contenders.ts';
import type {Python} from './find-python.ts';
import type {Missing} from '../measure.ts';
import {parameterShapes} from '../parameter-shapes.ts';
import type {Ready} from './protocol.ts';
import type {Task} from '../task.ts';
import {WorkerProcess} from './worker-process.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The command of a contender's worker, or why there is none. */
export function workerCommand(name: ContenderName, python: Python | null): string[] | Missing {
  const contender: Contender = contenders[name];
  if (contender.runtime === 'node') return [process.execPath, '--import', 'tsx/esm', path('../tfjs/worker.ts')];
  if (python === null) return {absent: 'no Python with it (npm run bench -- --peers sets one up)'};
  const missing = (contender.modules ?? []).filter((module) => !python.modules.includes(module));
  if (missing.length > 0) return {absent: `${python.path} has no ${missing.join(' and no ')}`};
  return [python.path, path('../peers/worker.py')];
}

/** A worker that is ready, and what it said of itself. */
export interface Prepared {
  readonly worker: WorkerProcess;
  readonly ready: Ready;
}

/**
 * Starts a worker and has it prepare a task.
 *
 * @param command the program and its arguments
 * @param folder where it runs, default here
 */
export async function startWorker(
  command: readonly string[],
  {name, task, threads, folder}: {name: ContenderName; task: Task; threads: number; folder?: string},
): Promise<Prepared | Missing> {
  const environment = {...process.env, ...workerEnvironment(name, threads)};
  const worker = new WorkerProcess(command, {environment, ...(folder !== undefined && {folder})});
  const complete = 'network' in task ? {...task, parameters: parameterShapes(task.network)} : task;
  const answer = await worker.ask({prepare: {contender: name, task: complete}});
  if ('ready' in answer) return {worker, ready: answer.ready};
  worker.stop();
  return 'absent' in answer || 'error' in answer ? answer : {error: `internal: answer ${JSON.stringify(answer)}`};
}

/** Starts a worker for each contender, as many at a time as there are processors; nothing is measured meanwhile. */
export async function startWorkers(
  names: readonly ContenderName[],
  task: Task,
  python: Python | null,
  threads: number,
): Promise<Map<ContenderName, Prepared | Missing>> {
  const started = new Map<ContenderName, Prepared | Missing>();
  const queue = [...names];
  const take = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const command = workerCommand(name, python);
      started.set(name, Array.isArray(command) ? await startWorker(command, {name, task, threads}) : command);
    }
  };
  await Promise.all(Array.from({length: threads}, take));
  return new Map(names.map((name) => [name, started.get(name)!]));
}
