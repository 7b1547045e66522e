import {existsSync, mkdirSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {RunFolder} from './run-folder.ts';

/** Where a run goes and what it is called. */
export interface RunFolderOptions {
  /** The folder; by default `runs/<command>-<date>-<time>`. */
  readonly out?: string;
  /** First part of the default name. */
  readonly command: string;
  /** Second part of the default name; now by default. */
  readonly now?: Date;
  /** Folder that the default name is made in, `runs` by default. */
  readonly root?: string;
}

function stamp(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join('');
  return `${date}-${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('')}`;
}

/** Makes a folder and those above it, one by one: where the system refuses, as in /proc, `recursive` tries for ever. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it in between.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Whether a folder holds nothing, but for what a process left that was killed at its first file. */
export const isUnused = (path: string): boolean =>
  readdirSync(path).every((name) => /^(config\.json\.\d+\.tmp|running\.lock(\.takeover)?)$/.test(name));

function claim(path: string): boolean {
  try {
    makeFolders(dirname(resolve(path)));
    mkdirSync(path);
    return true;
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && existsSync(path)) return false;
    const reasons: Record<string, string> = {
      EEXIST: 'a symbolic link of this name leads nowhere',
      ELOOP: 'its symbolic links lead in a circle',
      EACCES: 'permission denied',
      EPERM: 'permission denied',
      ENOENT: 'the system does not allow it there',
      ENOTDIR: 'a part of its path is a file',
      EROFS: 'the disk cannot be written to',
      ENOSPC: 'the disk is full',
      ENAMETOOLONG: 'its name is too long',
    };
    throw new RangeError(`the folder ${path} cannot be made: ${reasons[code ?? ''] ?? message}; choose another --out`, {
      cause: error,
    });
  }
}

/**
 * Makes the folder of a new run, which this process holds until it is released; a folder that holds anything is never written to.
 *
 * @param options where it goes; without `out` the name is made of command and time, with a number added if it is taken
 * @throws RangeError if `out` exists and is not an empty folder, or cannot be made
 * @example
 * const folder = createRunFolder({command: 'mnist'});
 * folder.path; // runs/mnist-20261121-143000
 */
export function createRunFolder({out, command, now = new Date(), root = 'runs'}: RunFolderOptions): RunFolder {
  if (out !== undefined) {
    if (claim(out)) return new RunFolder(out).hold();
    if (!statSync(out).isDirectory()) {
      throw new RangeError(`out must be a new folder, but ${out} is a file: choose another --out`);
    }
    if (!isUnused(out)) {
      const ways = existsSync(join(out, 'config.json'))
        ? 'continue it with --resume or choose another --out'
        : 'choose another --out';
      throw new RangeError(`out must be a new or empty folder, but ${out} holds files, which are kept: ${ways}`);
    }
    return new RunFolder(out).hold();
  }
  const base = join(root, `${command}-${stamp(now)}`);
  for (let number = 1; ; number++) {
    const path = number === 1 ? base : `${base}-${number}`;
    if (claim(path)) return new RunFolder(path).hold();
  }
}

/**
 * Opens the folder of an earlier run, to resume it or to read it.
 *
 * @param path the folder, with a `config.json`
 * @throws RangeError if it is no run folder
 */
export function openRunFolder(path: string): RunFolder {
  if (!existsSync(path))
    throw new RangeError(`run folder ${path} does not exist: check the path, or leave --resume out`);
  if (!existsSync(join(path, 'config.json'))) {
    throw new RangeError(
      `${path} is no run folder: it holds no config.json; leave --resume out to start a new run elsewhere`,
    );
  }
  for (const name of ['figures', 'checkpoints']) {
    const inner = join(path, name);
    if (existsSync(inner) && !statSync(inner).isDirectory())
      throw new RangeError(`${inner} is a file, expected a folder: move it elsewhere`);
  }
  return new RunFolder(path);
}
