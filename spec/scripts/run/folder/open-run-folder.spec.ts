import {expect} from 'chai';
import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createRunFolder, openRunFolder} from '../../../../scripts/run/folder/open-run-folder.ts';
import {inTemporaryFolder} from './temporary-folder.ts';

describe('createRunFolder', () => {
  it('names a folder by command and time, with a number if it is taken', () => {
    inTemporaryFolder((root) => {
      const options = {command: 'mnist', now: new Date(2026, 10, 1, 4, 5, 6), root: join(root, 'runs')};
      expect(createRunFolder(options).path).to.equal(join(root, 'runs', 'mnist-20261101-040506'));
      expect(createRunFolder(options).path).to.equal(join(root, 'runs', 'mnist-20261101-040506-2'));
      expect(readdirSync(join(root, 'runs'))).to.have.length(2);
    });
  });

  it('takes a new or an empty folder', () => {
    inTemporaryFolder((root) => {
      const out = join(root, 'a', 'b');
      const made = createRunFolder({out, command: 'mnist'});
      expect(made.path).to.equal(out);
      made.release();
      expect(createRunFolder({out, command: 'mnist'}).path).to.equal(out);
    });
  });

  it('refuses a folder that holds anything, names it and the ways out', () => {
    inTemporaryFolder((root) => {
      const out = join(root, 'thesis');
      mkdirSync(out);
      writeFileSync(join(out, 'thesis.tex'), 'precious');
      expect(() => createRunFolder({out, command: 'mnist'})).to.throw(RangeError, /thesis holds files.*another --out/);
      expect(() => createRunFolder({out, command: 'mnist'})).not.to.throw(RangeError, /--resume/);
      writeFileSync(join(out, 'config.json'), '{}');
      expect(() => createRunFolder({out, command: 'mnist'})).to.throw(RangeError, /--resume.*another --out/);
      expect(readFileSync(join(out, 'thesis.tex'), 'utf8')).to.equal('precious');
    });
  });

  it('takes a folder in which a run was killed at its first file', () => {
    inTemporaryFolder((root) => {
      writeFileSync(join(root, 'config.json.123.tmp'), '{"ep');
      expect(createRunFolder({out: root, command: 'mnist'}).path).to.equal(root);
    });
  });

  it('refuses a file', () => {
    inTemporaryFolder((root) => {
      writeFileSync(join(root, 'out'), '');
      expect(() => createRunFolder({out: join(root, 'out'), command: 'mnist'})).to.throw(RangeError, /is a file/);
    });
  });
});

describe('createRunFolder where no folder can be', () => {
  it('says why at once, also where the system refuses without end', function () {
    inTemporaryFolder((root) => {
      writeFileSync(join(root, 'file'), 'precious');
      const below = join(root, 'file', 'a', 'b');
      expect(() => createRunFolder({out: below, command: 'mnist'})).to.throw(
        RangeError,
        /cannot be made: .* is a file/,
      );
      expect(readFileSync(join(root, 'file'), 'utf8')).to.equal('precious');
      const long = join(root, 'x'.repeat(400));
      expect(() => createRunFolder({out: long, command: 'mnist'})).to.throw(RangeError, /name is too long.*--out/);
    });
    if (process.platform === 'win32') return;
    inTemporaryFolder((root) => {
      const [lost, circle] = ['lost', 'circle'].map((name) => join(root, name)) as [string, string];
      symlinkSync(join(root, 'none'), lost);
      symlinkSync(circle, circle);
      expect(() => createRunFolder({out: lost, command: 'mnist'})).to.throw(RangeError, /leads nowhere; .* --out/);
      expect(() => createRunFolder({out: circle, command: 'mnist'})).to.throw(RangeError, /leads nowhere; .* --out/);
      expect(() => createRunFolder({out: join(circle, 'run'), command: 'mnist'})).to.throw(RangeError, /in a circle/);
    });
    if (process.platform === 'linux')
      expect(() => createRunFolder({out: '/proc/none/run', command: 'mnist'})).to.throw(RangeError, /cannot be made/);
  });
});

describe('openRunFolder', () => {
  it('opens an earlier run and refuses what is none', () => {
    inTemporaryFolder((root) => {
      expect(() => openRunFolder(join(root, 'absent'))).to.throw(RangeError, /absent does not exist/);
      expect(() => openRunFolder(root)).to.throw(RangeError, /no config\.json/);
      const made = createRunFolder({out: join(root, 'run'), command: 'mnist'});
      made.writeJson('config.json', {seed: 3});
      expect(openRunFolder(made.path).readJson('config.json')).to.deep.equal({seed: 3});
    });
  });
});
