import {expect} from 'chai';
import {FileError, fileProblem, isFileThere} from '../../../../lib/base/node/file-problem.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: something`), {code});

describe('fileProblem', () => {
  it('says what the code of the system means', () => {
    expect(fileProblem(systemError('ENOENT'))).to.equal('does not exist');
    expect(fileProblem(systemError('EACCES'))).to.equal('cannot be read: permission denied');
    expect(fileProblem(systemError('ENOSPC'), 'written')).to.equal('cannot be written: the disk is full');
    expect(fileProblem(systemError('EISDIR'))).to.equal('is a folder, not a file');
    expect(fileProblem(systemError('EEXIST'), 'written')).to.match(/a part of its path is a file/);
    expect(fileProblem(systemError('ELOOP'))).to.match(/its symbolic links lead in a circle/);
    expect(fileProblem(systemError('EIO'))).to.equal('cannot be read: EIO: something');
  });
});

describe('isFileThere', () => {
  it('tells files from nothing, and refuses folders and devices', () => {
    expect(isFileThere(import.meta.filename)).to.equal(true);
    expect(isFileThere(`${import.meta.filename}.none`)).to.equal(false);
    expect(() => isFileThere(import.meta.dirname))
      .to.throw()
      .with.property('code', 'EISDIR');
    if (process.platform === 'win32') return;
    expect(() => isFileThere('/dev/null'))
      .to.throw()
      .with.property('code', 'ENXIO');
  });
});

describe('FileError', () => {
  it('names the path, the reason and a way out, and keeps the code', () => {
    for (const code of ['ENOENT', 'ENOSPC', 'EEXIST', 'ELOOP', 'EACCES', 'EROFS', 'EISDIR', 'ENAMETOOLONG']) {
      const cause = systemError(code);
      const error = new FileError('/a/b', cause);
      expect(error.message).to.match(new RegExp(String.raw`^/a/b \S.* \(${code}\); \S`));
      expect(error).to.include({code, path: '/a/b', cause});
    }
    expect(new FileError('/a/b', systemError('EIO')).message).to.equal('/a/b cannot be written: EIO: something');
  });
});
