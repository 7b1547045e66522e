import {DataError} from '../data-error.ts';

/** The reason of an error of the file system in words, for messages that name the file themselves. */
export function fileProblem(error: unknown, action: 'read' | 'written' = 'read'): string {
  const {code, message} = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'ENOTDIR' || code === 'EEXIST') return `cannot be ${action}: a part of its path is a file, not a folder`;
  if (code === 'EACCES' || code === 'EPERM') return `cannot be ${action}: permission denied`;
  if (code === 'EISDIR' || code === 'ERR_FS_EISDIR') return 'is a folder, not a file';
  if (code === 'ENOSPC' || code === 'EDQUOT') return `cannot be ${action}: the disk is full`;
  return `cannot be ${action}: ${message}`;
}

/** For `catch`: throws the DataError of a file that cannot be written. */
export function cannotWrite(path: string): (error: unknown) => never {
  return (error) => {
    throw new DataError(`${path}: ${fileProblem(error, 'written')}`, {cause: error});
  };
}
