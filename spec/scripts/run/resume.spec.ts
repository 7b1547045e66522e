import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {RunFolder} from '../../../scripts/run/folder/run-folder.ts';
import {CommandError, UsageError} from '../../../scripts/arguments/errors.ts';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {captured} from '../../support/console.ts';
import {lecture} from '../../../scripts/lecture/command.ts';
import {mnist} from '../../../scripts/mnist/command.ts';
import {comparisonOptions, readTraining} from '../../../scripts/training/training-options.ts';
import {
  checkSameOptions,
  checkSameRun,
  checkVersions,
  folderToResume,
  readRunOptions,
  reopenRun,
  resumeCommand,
} from '../../../scripts/run/resume.ts';

const reader = (written: Record<string, string>) => new ArgumentReader(written, mnist.options);

describe('a run that is resumed', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-resume-'))));
  after(() => rmSync(folder, {recursive: true}));

  const holding = (name: string, config?: string) => {
    mkdirSync(join(folder, name), {recursive: true});
    if (config !== undefined) writeFileSync(join(folder, name, 'config.json'), config);
    return join(folder, name);
  };

  it('is the folder named, or that of --out', () => {
    expect(folderToResume(reader({}), 'mnist')).to.equal(undefined);
    expect(folderToResume(reader({resume: 'a'}), 'mnist')).to.equal('a');
    expect(folderToResume(reader({resume: '', out: 'b'}), 'mnist')).to.equal('b');
    const both = reader({resume: 'a', out: 'b'});
    folderToResume(both, 'mnist');
    expect(both.mistakes[0]).to.match(/--out b: .* stays in its folder a/);
  });

  it('gives its options as they would be written', () => {
    const path = holding('run', '{"epochs": 3, "batchSize": "full", "model": "logreg", "resolved": {"units": []}}');
    const options = readRunOptions(path, mnist.options);
    expect(options).to.deep.equal({epochs: '3', 'batch-size': 'full', model: 'logreg'});
    const lecturing = holding('lecture', '{"topics": "9", "quick": true, "resolved": {"units": []}}');
    expect(readRunOptions(lecturing, lecture.options)).to.deep.equal({topics: '9', quick: true});
  });

  it('is refused where the folder holds something else', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const refused: [string, RegExp][] = [
      [join(folder, 'absent'), /absent does not exist/],
      [file, /file is a file/],
      [holding('empty'), /empty holds no config\.json/],
      [holding('broken', '{'), /config\.json is no JSON/],
      [holding('list', '[1]'), /must hold one object/],
      [holding('other', '{"name": "other", "scripts": {}}'), /is not that of a run of this command/],
      [holding('flag', '{"topics": true, "resolved": {}}'), /is not that of a run of this command/],
      [holding('nested', '{"epochs": {}, "resolved": {}}'), /is not that of a run of this command/],
    ];
    for (const [path, message] of refused)
      expect(() => readRunOptions(path, mnist.options)).to.throw(UsageError, message);
  });

  it('waits for no pipe in the place of a file', function () {
    if (process.platform === 'win32') this.skip();
    const path = holding('pipes');
    for (const name of ['config.json', 'versions.json']) execFileSync('mkfifo', [join(path, name)]);
    const of = (module: string) => JSON.stringify(new URL(`../../../scripts/${module}`, import.meta.url).href);
    // In a process of its own, which ends where this one would be stuck.
    const code = `
      const {readRunOptions} = await import(${of('run/resume.ts')});
      const {RunFolder} = await import(${of('run/folder/run-folder.ts')});
      const path = ${JSON.stringify(path)};
      for (const read of [() => readRunOptions(path, {}), () => new RunFolder(path).readJson('versions.json')])
        try { read(); } catch (error) { console.log(error.message); }
    `;
    const options = ['--import', import.meta.resolve('tsx/esm'), '--input-type=module', '--eval', code];
    const {stdout} = spawnSync(process.execPath, options, {
      env: {...process.env, NODE_OPTIONS: ''},
      timeout: 30_000,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
    });
    expect(stdout).to.match(/config\.json cannot be read: .*\n.*versions\.json cannot be read: it is no regular file/);
  });

  it('takes the same options in any spelling, and no others', async () => {
    const earlier = {epochs: '3', 'batch-size': '64'};
    const mistakes = async (given: Record<string, string>) => {
      const read = reader({...earlier, ...given});
      const {options} = await readTraining(read, comparisonOptions);
      checkSameOptions(read, {earlier, options, given});
      return read.mistakes;
    };
    expect(await mistakes({epochs: '0x3', 'batch-size': '6.4e1'})).to.deep.equal([]);
    expect(await mistakes({epochs: '4'})).to.deep.equal([
      '--epochs 4: this run was started with 3; leave it out, or start a new run',
    ]);
  });

  it('goes on with the same units on the same backend only', () => {
    const run = new RunFolder(holding('units', '{"resolved": {"units": [{"key": "a"}, {"key": "b"}]}}'));
    run.writeJson('versions.json', {backend: 'wasm', 'tfjs-optim': '0.0.9'});
    expect(() => checkSameRun(run, {backend: 'wasm', keys: ['a', 'b']})).not.to.throw();
    expect(() => checkSameRun(run, {backend: 'cpu', keys: ['a', 'b']})).to.throw(
      CommandError,
      /started on the backend wasm and this is cpu: set TFJS_OPTIM_BACKEND=wasm/,
    );
    expect(() => checkSameRun(run, {backend: 'wasm', keys: ['a', 'c']})).to.throw(
      CommandError,
      /cannot go on.*0\.0\.9/,
    );
  });

  it('does not go on where what it keeps of itself is something else', () => {
    const run = new RunFolder(holding('wrong', '{"resolved": {"units": [{"key": 3}]}}'));
    const go = () => checkSameRun(run, {backend: 'wasm', keys: ['a']});
    expect(go).to.throw(CommandError, /config\.json is not the configuration of a run: resolved\.units\.0\.key: /);
    run.writeJson('versions.json', [1]);
    expect(go).to.throw(CommandError, /versions\.json is not .*; mend the file or start a new run/);
  });

  describe('under other versions', () => {
    const started = {backend: 'wasm', 'tfjs-optim': '0.1.0', tfjs: '4.22.0', 'tfjs-node': '4.22.0'};
    const now = {...started, 'tfjs-optim': '0.2.0'};
    const begun = (name: string) => {
      const run = new RunFolder(holding(name, '{"resolved": {}}'));
      run.writeJson('versions.json', started);
      return run;
    };

    it('is refused, unless that is allowed, and keeps both then', async () => {
      const run = begun('versions');
      expect(() => checkVersions(run, started)).not.to.throw();
      expect(() => checkVersions(run, now)).to.throw(
        CommandError,
        /was started with tfjs-optim 0\.1\.0, and this is tfjs-optim 0\.2\.0, which may give other numbers: .*--allow-versions/,
      );
      const {err} = await captured(async () => checkVersions(run, now, true));
      expect(err).to.have.length(1);
      expect(err[0]).to.match(/^! the run in .* was started with tfjs-optim 0\.1\.0.*both are kept/);
      expect(run.readJson('versions.json')).to.deep.equal({...started, later: [now]});
      // It was allowed once.
      expect(() => checkVersions(run, now)).not.to.throw();
      expect(() => checkVersions(run, {...now, tfjs: '4.23.0'})).to.throw(CommandError, /tfjs 4\.22\.0/);
    });

    it('goes on where what changed has no part in the numbers of the backend', () => {
      const run = begun('parts');
      expect(() => checkVersions(run, {...started, 'tfjs-node': '4.23.0'})).not.to.throw();
      expect(() => checkVersions(run, {...started, 'new-package': '1.0.0'})).not.to.throw();
    });

    it('has those of now where it was killed before it wrote its own', () => {
      const run = new RunFolder(holding('killed', '{"resolved": {}}'));
      checkVersions(run, now);
      expect(run.readJson('versions.json')).to.deep.equal(now);
    });
  });

  it('is opened where its units are those of now', () => {
    const path = holding('opened', '{"resolved": {"units": [{"key": "a"}]}}');
    expect(reopenRun(path, {backend: 'cpu', units: [{key: 'a'}]}).path).to.equal(path);
    expect(() => reopenRun(path, {backend: 'cpu', units: [{key: 'b'}]})).to.throw(CommandError, /cannot go on/);
  });

  it('is gone on with by a command that a shell takes', () => {
    expect(resumeCommand('npm start --', 'mnist', 'runs/a b')).to.equal("npm start -- mnist --resume 'runs/a b'");
    expect(resumeCommand('tfjs-optim', 'surface', undefined)).to.equal('tfjs-optim surface --resume');
  });
});
