import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import {resolve} from 'node:path';
import {CommandError} from '../../arguments/errors.ts';
import type {RunFolder} from './run-folder.ts';

/** The process that works in a folder; null for what is no such note. */
function occupant(path: string): {pid: number; host: string} | null {
  try {
    const [pid, host] = readFileSync(path, 'utf8').trim().split(' ');
    return host === undefined || !Number.isInteger(Number(pid)) ? null : {pid: Number(pid), host};
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Notes that this process has written. */
const own = new Set<string>();

const leave = (path: string): void => {
  if (own.delete(path)) rmSync(path, {force: true});
};

/** The second Ctrl-C ends the process at once. */
const leaveAll = (): void => own.forEach(leave);

/**
 * Takes a run folder for this process, so that no other one writes the same files; a process that was killed holds none. Who has
 * it may take it again.
 *
 * @returns gives it back, as does the end of the process
 * @throws CommandError where another process has it
 */
export function occupy(folder: RunFolder): () => void {
  const path = resolve(folder.file('running'));
  if (!(own.has(path) && existsSync(path))) {
    const note = `${process.pid} ${hostname()}\n`;
    try {
      writeFileSync(path, note, {flag: 'wx'});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const other = occupant(path);
      const isLeft =
        other === null || (other.host === hostname() && (other.pid === process.pid || !isAlive(other.pid)));
      if (!isLeft) {
        throw new CommandError(
          `the process ${other.pid} on ${other.host} works in ${folder.path}: wait until it ends, or remove ${path} if it has ended`,
        );
      }
      writeFileSync(path, note);
    }
    if (!process.listeners('exit').includes(leaveAll)) process.on('exit', leaveAll);
    own.add(path);
  }
  return () => leave(path);
}
