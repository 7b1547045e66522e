import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import {expect} from 'chai';
import {CommandError} from '../../../../scripts/arguments/errors.ts';
import {occupy} from '../../../../scripts/run/folder/occupy.ts';
import {RunFolder} from '../../../../scripts/run/folder/run-folder.ts';
import {inTemporaryFolder} from './temporary-folder.ts';

describe('occupy', () => {
  const inFolder = (work: (folder: RunFolder, note: string) => void) =>
    inTemporaryFolder((path) => {
      const folder = new RunFolder(path);
      work(folder, folder.file('running'));
    });

  it('takes a folder and gives it back', () => {
    inFolder((folder, note) => {
      const leave = occupy(folder);
      expect(readFileSync(note, 'utf8')).to.equal(`${process.pid} ${hostname()}\n`);
      leave();
      expect(existsSync(note)).to.equal(false);
    });
  });

  it('may be taken twice, and is given back when the process ends at once', () => {
    inFolder((folder, note) => {
      const leave = occupy(folder);
      occupy(folder);
      leave();
      expect(existsSync(note)).to.equal(false);
    });
    inTemporaryFolder((path) => {
      const module = new URL('../../../../scripts/run/folder/', import.meta.url).href;
      const program =
        `const {occupy} = await import('${module}occupy.ts'); const {RunFolder} = await import('${module}run-folder.ts');` +
        `occupy(new RunFolder(${JSON.stringify(path)})); console.log(process.pid); process.exit(130);`;
      const words = ['--import', import.meta.resolve('tsx/esm'), '--input-type=module', '-e', program];
      const {stdout, status} = spawnSync(process.execPath, words, {
        encoding: 'utf8',
        env: {...process.env, NODE_OPTIONS: ''},
      });
      expect({status, hasPid: /^\d+\n$/.test(stdout)}).to.deep.equal({status: 130, hasPid: true});
      expect(existsSync(new RunFolder(path).file('running'))).to.equal(false);
    });
  });

  it('leaves a folder to the process that has it, here or elsewhere', () => {
    for (const other of [`${process.ppid} ${hostname()}`, '1 another-machine']) {
      inFolder((folder, note) => {
        writeFileSync(note, other);
        expect(() => occupy(folder)).to.throw(CommandError, `the process ${other.replace(' ', ' on ')} works in`);
        expect(readFileSync(note, 'utf8')).to.equal(other);
      });
    }
  });

  it('takes over what a killed process has left, and what is no note of a process', () => {
    const {pid} = spawnSync(process.execPath, ['-e', '']);
    for (const left of [`${pid} ${hostname()}`, '', 'who knows']) {
      inFolder((folder, note) => {
        writeFileSync(note, left);
        occupy(folder)();
        expect(existsSync(note)).to.equal(false);
      });
    }
  });
});
