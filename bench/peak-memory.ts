import {readFileSync} from 'node:fs';

/** The most memory that a process has held at once, in bytes, by default this one; null where the system does not tell. */
export function peakMemory(file = '/proc/self/status'): number | null {
  try {
    const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(file, 'utf8'));
    return found === null ? null : Number(found[1]) * 1024;
  } catch {
    return null;
  }
}
