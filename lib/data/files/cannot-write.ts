import {fileProblem} from '../../base/node/file-problem.ts';
import {DataError} from '../data-error.ts';

/** For `catch`: throws the DataError of a file that cannot be written. */
export function cannotWrite(path: string): (error: unknown) => never {
  return (error) => {
    throw new DataError(`${path}: ${fileProblem(error, 'written')}`, {cause: error});
  };
}
