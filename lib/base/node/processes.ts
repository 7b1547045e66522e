import {readFileSync, readlinkSync} from 'node:fs';
import {hostname} from 'node:os';

/** Whether a process of this machine is there, whoever's it is. */
export function isRunning(pid: number): boolean {
  // 0 and negative numbers would mean groups of processes.
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process began, in words that only this system compares: with the id they tell a process from a later one of the same id.
 *
 * @returns null where the system does not tell (all but Linux), or there is no such process
 */
export function startOfProcess(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets, in which anything may stand; the start is the 22nd.
    const [state, ...rest] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended: only its parent has not asked for the outcome yet.
    return state === 'Z' || state === 'X' ? null : (rest[18] ?? null);
  } catch {
    return null;
  }
}

/** Names the set of processes that an id belongs to: the machine since it was started, and its container where it runs in one. */
export function processSpace(): string {
  const read = (get: () => string): string => {
    try {
      return get().trim();
    } catch {
      return '';
    }
  };
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  return [hostname(), boot, read(() => readlinkSync('/proc/self/ns/pid'))].join(' ').trim();
}
