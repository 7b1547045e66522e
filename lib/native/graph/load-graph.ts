import {lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {FileError} from '../../base/node/file-problem.ts';
import {isRunning} from '../../base/node/processes.ts';
import type {Binding} from '../binding.ts';
import {type GraphNode, savedModelBytes, savedModelTag} from './graph-file.ts';

const host = hostname().replaceAll(/[^\w.]/g, '');
const prefix = `tfjs-optim-graph-${host}-`;

/** Whether a folder is of this user; where the system knows no users, all are. */
const isOwn = (path: string): boolean => {
  const user = process.getuid?.();
  return user === undefined || lstatSync(path).uid === user;
};

/**
 * Removes the temporary folders of processes of this user that ended before they could do so themselves.
 *
 * What is another user's, cannot be removed, or vanishes meanwhile because another process cleans up too, is left alone: none of
 * that is in the way of what follows.
 *
 * @param folder where to look, the system's folder for temporary files by default
 */
export function removeStaleFolders(folder: string = tmpdir()): void {
  const attempt = <Result>(work: () => Result): Result | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  for (const name of attempt(() => readdirSync(folder)) ?? []) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    const path = join(folder, name);
    attempt(() => isOwn(path) && rmSync(path, {recursive: true, force: true}));
  }
}

let isClean = false;

/** Writes into the folder for temporary files, which the user may have to choose otherwise. */
function written<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const {message} = new FileError(tmpdir(), error);
    throw new Error(`a compiled graph passes through a temporary folder: ${message}, or set TMPDIR to another folder`, {
      cause: error,
    });
  }
}

/**
 * Loads operations into a session of TensorFlow.
 *
 * The graph passes through a private temporary folder, which is gone when this returns or throws.
 *
 * @returns the number of the session, for `runSavedModel` and `deleteSavedModel`
 * @throws Error with TensorFlow's words where it does not accept the graph, and where the temporary folder cannot be written
 */
export function loadGraph(binding: Binding, nodes: readonly GraphNode[]): number {
  if (!isClean) removeStaleFolders();
  isClean = true;
  const folder = written(() => mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`)));
  try {
    const bytes = savedModelBytes(nodes);
    written(() => {
      writeFileSync(join(folder, 'saved_model.pb'), bytes, {mode: 0o600});
      mkdirSync(join(folder, 'variables'));
    });
    return binding.loadSavedModel(folder, savedModelTag);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
