import {expect} from 'chai';
import {cannotWrite, DataError, fileProblem} from '../../../lib/data/data-error.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: something`), {code});

describe('DataError', () => {
  it('carries a code, E_DATA unless another is given, and the cause', () => {
    const cause = new Error('inner');
    const error = new DataError('outer', {cause});
    expect(error).to.be.instanceOf(Error);
    expect([error.name, error.code, error.message, error.cause]).to.deep.equal(['DataError', 'E_DATA', 'outer', cause]);
    expect(new DataError('x', {code: 'E_DOWNLOAD'}).code).to.equal('E_DOWNLOAD');
  });
});

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
