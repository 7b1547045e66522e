import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Binding} from '../binding.ts';
import {type GraphNode, savedModelBytes, savedModelTag} from './graph-file.ts';

const host = hostname().replaceAll(/[^\w.]/g, '');
const prefix = `tfjs-optim-graph-${host}-`;

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Removes the temporary folders of processes that ended before they could do so themselves.
 *
 * @param folder where to look, the system's folder for temporary files by default
 */
export function removeStaleFolders(folder: string = tmpdir()): void {
  for (const name of readdirSync(folder)) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    rmSync(join(folder, name), {recursive: true, force: true});
  }
}

let isClean = false;

/**
 * Loads operations into a session of TensorFlow.
 *
 * The graph passes through a private temporary folder, which is gone when this returns or throws.
 *
 * @returns the number of the session, for `runSavedModel` and `deleteSavedModel`
 * @throws Error with TensorFlow's words where it does not accept the graph
 */
export function loadGraph(binding: Binding, nodes: readonly GraphNode[]): number {
  if (!isClean) removeStaleFolders();
  isClean = true;
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), savedModelBytes(nodes), {mode: 0o600});
    mkdirSync(join(folder, 'variables'));
    return binding.loadSavedModel(folder, savedModelTag);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
