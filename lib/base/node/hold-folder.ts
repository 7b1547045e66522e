import {closeSync, futimesSync, openSync, readFileSync, rmSync, statSync, writeSync} from 'node:fs';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {parseJson} from '../json.ts';
import {FileError, isFileThere} from './file-problem.ts';
import {isRunning, processSpace, startOfProcess} from './processes.ts';

/** The name of the lock file in a folder that is held. */
export const holdFile = 'running.lock';

/** Who holds a folder, as the lock file tells it. */
export interface Holder {
  readonly pid: number;
  /** When the process began, in the words of its system; null where that does not tell. */
  readonly start: string | null;
  /** The machine, and the processes among which the id counts. */
  readonly host: string;
  readonly space: string;
  /** When it took the folder, ISO 8601. */
  readonly since: string;
}

/** A folder that another process works in. */
export class FolderHeldError extends Error {
  override readonly name = 'FolderHeldError';
  readonly code = 'E_HELD';
  readonly path: string;
  readonly holder: Holder | null;

  constructor(path: string, holder: Holder | null) {
    const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
    const remedy =
      holder === null
        ? 'try again in a moment'
        : holder.pid === process.pid && holder.space === processSpace()
          ? 'which is this one: let the first work in it end'
          : holder.space === processSpace()
            ? `wait until it ends, or end it (kill ${holder.pid})`
            : `wait until it ends; if that machine is gone, remove ${join(path, holdFile)}`;
    super(`${path} is in use by ${who}; ${remedy}`);
    this.path = path;
    this.holder = holder;
  }
}

/** A folder that this process holds. */
export interface FolderHold {
  readonly path: string;
  /** Lets go; also done when the process ends, unless it is killed. Calling it again does nothing. */
  release(): void;
}

const beat = 5000;
/** Where the system cannot tell whether a holder lives, so long without a sign of life means that it does not. */
const silence = 60_000;
/** A lock is written in the same moment in which it is made: one without content is older only if its process was killed there. */
const writing = 2000;

function readHolder(file: string): Holder | null {
  try {
    const found = parseJson(readFileSync(file, 'utf8')) as Partial<Holder> | null;
    const {pid, start = null, host, space, since} = found ?? {};
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof space !== 'string') return null;
    return {pid, start, host, space, since: String(since)};
  } catch {
    return null;
  }
}

/** Whether a lock is without an owner: that process has ended, or another one has its id now. */
function isLeft(file: string): boolean {
  try {
    if (!isFileThere(file)) return false;
  } catch (error) {
    throw new FileError(file, error);
  }
  const status = statSync(file, {throwIfNoEntry: false});
  if (!status) return false;
  const age = Date.now() - status.mtimeMs;
  const holder = readHolder(file);
  if (holder === null) return age > writing;
  // The ids of another machine say nothing here, nor do those from before it was started again.
  if (holder.space !== processSpace()) return age > silence;
  if (!isRunning(holder.pid)) return true;
  return holder.start === null ? age > silence : holder.start !== startOfProcess(holder.pid);
}

/** Makes a file with the name of this process in it; null where there is one already. */
function take(file: string, holder: Holder): number | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw new FileError(file, error);
  }
  try {
    writeSync(descriptor, `${JSON.stringify(holder)}\n`);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    rmSync(file, {force: true});
    throw new FileError(file, error);
  }
}

/** Removes a lock that was left behind; one process at a time looks and removes, so that nobody hits the lock of the next one. */
function clear(file: string, holder: Holder): void {
  const guard = `${file}.takeover`;
  if (isLeft(guard)) rmSync(guard, {force: true});
  const descriptor = take(guard, holder);
  if (descriptor === null) return;
  try {
    if (isLeft(file)) rmSync(file, {force: true});
  } finally {
    closeSync(descriptor);
    rmSync(guard, {force: true});
  }
}

/**
 * Takes a folder for this process alone, by a lock file in it, until it is released or the process ends.
 *
 * A holder that was killed, by SIGKILL or a power cut too, leaves a lock that the next one takes over at once. A process is known
 * by its id and the time at which it began (Linux); where the system does not tell that, or the lock is of another machine, its
 * holder counts as ended after a minute without a sign of life.
 *
 * @param path a folder that exists
 * @throws FolderHeldError naming the process that holds it and what to do, FileError where the folder cannot be written
 * @example
 * const hold = holdFolder('runs/first');
 * try { await work(); } finally { hold.release(); }
 */
export function holdFolder(path: string): FolderHold {
  const file = join(path, holdFile);
  const holder: Holder = {
    pid: process.pid,
    start: startOfProcess(process.pid),
    host: hostname(),
    space: processSpace(),
    since: new Date().toISOString(),
  };
  let descriptor = take(file, holder);
  if (descriptor === null && isLeft(file)) {
    clear(file, holder);
    descriptor = take(file, holder);
  }
  if (descriptor === null) throw new FolderHeldError(path, readHolder(file));
  const held = descriptor;
  const signs = setInterval(() => {
    try {
      // Through the open file, not the path: should the lock be another's by now, its times stay its own.
      futimesSync(held, new Date(), new Date());
    } catch {
      // A disk that is gone for a moment must not end the work.
    }
  }, beat);
  signs.unref();
  let isHeld = true;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    clearInterval(signs);
    process.off('exit', release);
    closeSync(held);
    const found = readHolder(file);
    if (found?.pid !== holder.pid || found.space !== holder.space || found.since !== holder.since) return;
    try {
      rmSync(file, {force: true});
    } catch {
      // What cannot be removed is taken over by whoever comes next.
    }
  };
  process.on('exit', release);
  return {path, release};
}
