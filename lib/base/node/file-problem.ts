import {statSync} from 'node:fs';

/** What an error of the file system means, and what helps where something was to be written. */
const meanings: Readonly<Record<string, {readonly read: string; readonly written: string; readonly remedy: string}>> =
  (() => {
    const refused = (reason: string, remedy: string) => ({
      read: `cannot be read: ${reason}`,
      written: `cannot be written: ${reason}`,
      remedy,
    });
    const partIsFile = refused('a part of its path is a file, not a folder', 'give another path');
    const denied = refused('permission denied', 'choose a folder of your own, or change its permissions');
    const full = refused('the disk is full', 'free some space or choose a folder on another disk');
    return {
      ENOENT: {
        read: 'does not exist',
        written: 'cannot be written: its folder does not exist',
        remedy: 'make the folder first',
      },
      ENOTDIR: partIsFile,
      EEXIST: partIsFile,
      EACCES: denied,
      EPERM: denied,
      EROFS: refused('the file system is read-only', 'choose a folder on another one'),
      EISDIR: {read: 'is a folder, not a file', written: 'is a folder, not a file', remedy: 'give the path of a file'},
      ERR_FS_EISDIR: {
        read: 'is a folder, not a file',
        written: 'is a folder, not a file',
        remedy: 'give the path of a file',
      },
      ENOSPC: full,
      EDQUOT: full,
      ELOOP: refused('its symbolic links lead in a circle', 'remove the links, or give the path that they stand for'),
      ENAMETOOLONG: refused('its name is too long', 'give a shorter one'),
      EMFILE: refused('too many files are open', 'close some, or raise the limit (ulimit -n)'),
      ENXIO: refused('it is no regular file', 'give the path of a file'),
      EBUSY: refused('another program uses it', 'end that, or give another path'),
    };
  })();

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** The reason of an error of the file system in words, for messages that name the file themselves. */
export function fileProblem(error: unknown, action: 'read' | 'written' = 'read'): string {
  return meanings[codeOf(error)]?.[action] ?? `cannot be ${action}: ${(error as Error).message}`;
}

/** A file that cannot be written: the message names it, the reason and the way out; `code` is that of the system. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: string;
  readonly path: string;

  /** @param error what the file system threw, which becomes the cause */
  constructor(path: string, error: unknown) {
    const code = codeOf(error);
    const remedy = meanings[code]?.remedy;
    super(
      `${path} ${fileProblem(error, 'written')}${meanings[code] ? ` (${code})` : ''}${remedy === undefined ? '' : `; ${remedy}`}`,
      {cause: error},
    );
    this.code = code;
    this.path = path;
  }
}

/**
 * Whether there is a file: what is something else is not read, as a pipe would be waited for.
 *
 * @throws an error with the code of the system for a folder, a pipe or a device, and for a path that cannot be followed
 */
export function isFileThere(path: string): boolean {
  const status = statSync(path, {throwIfNoEntry: false});
  if (status && !status.isFile())
    throw Object.assign(new Error('no regular file'), {code: status.isDirectory() ? 'EISDIR' : 'ENXIO'});
  return status !== undefined;
}
