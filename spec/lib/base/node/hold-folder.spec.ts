import {expect} from 'chai';
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {FileError} from '../../../../lib/base/node/file-problem.ts';
import {FolderHeldError, type Holder, holdFile, holdFolder} from '../../../../lib/base/node/hold-folder.ts';
import {startOfProcess} from '../../../../lib/base/node/processes.ts';

/** A process that holds a folder until it is killed, or ends by itself. */
function holding(folder: string, stays: boolean): ChildProcess {
  const module = new URL('../../../../lib/base/node/hold-folder.ts', import.meta.url).href;
  const code = `
    const {holdFolder} = await import(${JSON.stringify(module)});
    try {
      holdFolder(${JSON.stringify(folder)});
      process.stdout.write('held');
      if (${stays}) setTimeout(() => {}, 60000);
    } catch (error) { process.stdout.write(error.message); }
  `;
  const options = ['--import', import.meta.resolve('tsx/esm'), '--input-type=module', '--eval', code];
  return spawn(process.execPath, options, {
    env: {...process.env, NODE_OPTIONS: ''},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

const said = async (child: ChildProcess): Promise<string> => String((await once(child.stdout!, 'data'))[0]);

describe('holdFolder', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hold-'));
    file = join(folder, holdFile);
  });
  afterEach(() => rmSync(folder, {recursive: true}));
  const lock = (): Holder => JSON.parse(readFileSync(file, 'utf8')) as Holder;
  const refusal = (): string => {
    try {
      holdFolder(folder).release();
      return 'held';
    } catch (error) {
      expect(error).to.be.instanceOf(FolderHeldError).with.property('code', 'E_HELD');
      return (error as Error).message;
    }
  };

  it('lets one in, and the next after it let go', () => {
    const hold = holdFolder(folder);
    expect(lock()).to.include({pid: process.pid});
    expect(refusal()).to.match(
      /is in use by process \d+ on .* since .*; which is this one: let the first work in it end/,
    );
    hold.release();
    expect(existsSync(file)).to.equal(false);
    hold.release();
    expect(refusal()).to.equal('held');
    expect(existsSync(`${file}.takeover`)).to.equal(false);
  });

  it('refuses while another process holds it, and takes over once that was killed', async () => {
    const other = holding(folder, true);
    expect(await said(other)).to.equal('held');
    expect(refusal())
      .to.include(`${folder} is in use by process ${other.pid} on `)
      .and.to.include(`(kill ${other.pid})`);
    const second = holding(folder, false);
    expect(await said(second)).to.include(`in use by process ${other.pid}`);
    other.kill('SIGKILL');
    await once(other, 'close');
    expect(existsSync(file), 'what was killed leaves its lock').to.equal(true);
    const third = holding(folder, false);
    expect(await said(third)).to.equal('held');
    await once(third, 'close');
    expect(existsSync(file), 'what ends takes its lock along').to.equal(false);
    expect(refusal()).to.equal('held');
  });

  it('one alone takes over, of several that try at once', async () => {
    const {pid} = spawnSync(process.execPath, ['--version']);
    holdFolder(folder).release();
    const hold = holdFolder(folder);
    const left = {...lock(), pid};
    hold.release();
    writeFileSync(file, JSON.stringify(left));
    const several = [1, 2, 3].map(() => holding(folder, true));
    const words = await Promise.all(several.map(said));
    expect(words.filter((text) => text === 'held')).to.have.length(1);
    for (const child of several) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    }
  });

  it('knows a later process of the same id by the time at which it began', function () {
    if (startOfProcess(process.pid) === null) this.skip();
    const hold = holdFolder(folder);
    const own = lock();
    hold.release();
    writeFileSync(file, JSON.stringify({...own, start: '1'}));
    expect(refusal()).to.equal('held');
    writeFileSync(file, JSON.stringify(own));
    expect(refusal()).to.match(/in use/);
  });

  it('goes by signs of life where ids say nothing', () => {
    const hold = holdFolder(folder);
    const own = lock();
    hold.release();
    const longAgo = new Date(Date.now() - 120_000);
    for (const left of [
      {...own, space: 'elsewhere'},
      {...own, start: null},
    ]) {
      writeFileSync(file, JSON.stringify(left));
      expect(refusal()).to.match(/in use by process/);
      utimesSync(file, longAgo, longAgo);
      expect(refusal()).to.equal('held');
    }
    writeFileSync(file, JSON.stringify({...own, space: 'elsewhere'}));
    expect(refusal()).to.include(`if that machine is gone, remove ${file}`);
  });

  it("waits for nobody who writes no name, and does not let go of what is another one's", () => {
    for (const content of ['', 'junk', '{"pid": "1"}', 'null']) {
      writeFileSync(file, content);
      expect(refusal(), content).to.match(/in use by another process; try again in a moment/);
      utimesSync(file, 1, 1);
      expect(refusal(), content).to.equal('held');
    }
    const hold = holdFolder(folder);
    const other = {...lock(), since: 'later'};
    writeFileSync(file, JSON.stringify(other));
    hold.release();
    expect(lock()).to.deep.equal(other);
  });

  it('names a folder in the place of the lock', () => {
    mkdirSync(file);
    utimesSync(file, 0, 0);
    expect(() => holdFolder(folder)).to.throw(FileError, `${file} is a folder, not a file`);
  });

  it('says what is wrong with a folder that is none', () => {
    expect(() => holdFolder(join(folder, 'none'))).to.throw(
      /its folder does not exist \(ENOENT\); make the folder first/,
    );
  });
});
