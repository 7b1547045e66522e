import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import {cannotWrite, fileProblem} from '../../../../lib/data/files/file-problem.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: something`), {code});

describe('fileProblem', () => {
  it('says what the code of the system means', () => {
    expect(fileProblem(systemError('ENOENT'))).to.equal('does not exist');
    expect(fileProblem(systemError('EACCES'))).to.equal('cannot be read: permission denied');
    expect(fileProblem(systemError('ENOSPC'), 'written')).to.equal('cannot be written: the disk is full');
    expect(fileProblem(systemError('EISDIR'))).to.equal('is a folder, not a file');
    expect(fileProblem(systemError('EEXIST'), 'written')).to.match(/a part of its path is a file/);
    expect(fileProblem(systemError('EIO'))).to.equal('cannot be read: EIO: something');
  });
});

describe('cannotWrite', () => {
  it('throws the error of the file', () => {
    expect(() => cannotWrite('/a/b')(systemError('EPERM'))).to.throw(
      DataError,
      '/a/b: cannot be written: permission denied',
    );
  });
});
