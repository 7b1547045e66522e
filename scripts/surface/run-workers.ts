import {type ChildProcess, fork} from 'node:child_process';
import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {ScanAborted} from '../../lib/landscape/index.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {CommandError} from '../arguments/errors.ts';
import {scanShare} from './scan-share.ts';

/** The entry of a process, a source in a checkout and a compiled file in an installed package. */
const entry = fileURLToPath(
  new URL(`./surface-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/**
 * Measures all points of a surface that are missing, in this process or in several of which each has its share of the threads.
 *
 * @throws ScanAborted where the signal ended it, CommandError where a process failed
 */
export async function scanInProcesses(
  folder: RunFolder,
  {processes, onPoints, signal}: {processes: number; onPoints: (points: number) => void; signal: AbortSignal},
): Promise<void> {
  if (processes === 1) return scanShare(folder, {index: 0, count: 1, onPoints, signal});
  const threads = String(Math.max(1, Math.floor(availableParallelism() / processes)));
  const children: ChildProcess[] = [];
  const end = (): void => {
    for (const child of children) child.kill();
  };
  signal.addEventListener('abort', end);
  try {
    const codes = Array.from({length: processes}, (_, index) => {
      const child = fork(entry, [folder.path, String(index), String(processes)], {
        env: {...process.env, TF_NUM_INTRAOP_THREADS: threads},
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      children.push(child);
      child.on('message', ({points}: {points: number}) => onPoints(points));
      return new Promise<number | null>((done) => {
        child.on('error', () => done(1));
        child.on('exit', done);
      });
    });
    const failed = (await Promise.all(codes)).filter((code) => code !== 0).length;
    if (signal.aborted) throw new ScanAborted('the scan was ended by its signal');
    if (failed > 0)
      throw new CommandError(`${failed} of ${processes} processes failed; go on with --resume ${folder.path}`);
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
