import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {expect} from 'chai';
import {type Child, run, start} from '../support/run.ts';
import {writeDigits} from '../support/digits.ts';

interface Document {
  out: string;
  runs: Record<string, unknown>[];
}

const words = ['mnist', '--data', 'digits', '--model', 'mlp:widths=12', '--optimizers', 'momentum,adam'];
const length = ['--epochs', '16', '--batch-size', '20', '--schedule', 'reduceOnPlateau', '--json'];

describe('tfjs-optim mnist, interrupted', () => {
  let folder: string;
  let whole: Document;
  const metrics = (name: string) => {
    const path = join(folder, name, 'metrics.jsonl');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  const timeless = ({runs}: Document) => runs.map((one) => ({...one, seconds: 0, updatesPerSecond: 0}));

  /** Starts a run and waits until it is in the midst of its second optimizer. */
  async function underWay(out: string): Promise<Child> {
    const child = start([...words, ...length, '--out', out], {cwd: folder});
    while (child.process.exitCode === null && metrics(out).split('\n').length < 25) await wait(5);
    return child;
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-interrupted-'));
    writeDigits(folder);
    const {out, err, code} = await start([...words, ...length, '--out', 'whole'], {cwd: folder}).ended;
    expect(code, err).to.equal(0);
    whole = JSON.parse(out) as Document;
    expect(metrics('whole').trimEnd().split('\n')).to.have.length(2 * (16 + 3));
  });
  after(() => rmSync(folder, {recursive: true}));

  it('goes on after SIGKILL from another working directory and ends as if nothing had been', async () => {
    const child = await underWay('killed');
    child.process.kill('SIGKILL');
    expect((await child.ended).signal, 'killed in the midst of it').to.equal('SIGKILL');
    expect(existsSync(join(folder, 'killed', 'report.html'))).to.equal(false);
    const {result, out} = await run('mnist', '--resume', join(folder, 'killed'), '--json', '--quiet');
    expect(result).to.equal(0);
    expect(metrics('killed')).to.equal(metrics('whole'));
    expect(timeless(JSON.parse(out.join('\n')) as Document)).to.deep.equal(timeless(whole));
  });

  it('mends a finished run that has lost or doubled a line, without training it again', async () => {
    const lines = metrics('killed').split('\n');
    const damaged = [lines.toSpliced(5, 1), lines.toSpliced(5, 0, lines[5]!), lines.toSpliced(lines.length - 3, 1)];
    for (const each of damaged) {
      writeFileSync(join(folder, 'killed', 'metrics.jsonl'), each.join('\n'));
      const {result, out, err} = await run('mnist', '--resume', join(folder, 'killed'), '--json', '--quiet');
      expect(result, err.join('\n')).to.equal(0);
      expect(metrics('killed').split('\n').toSorted()).to.deep.equal(metrics('whole').split('\n').toSorted());
      expect(timeless(JSON.parse(out.join('\n')) as Document)).to.deep.equal(timeless(whole));
    }
  });

  it('names a line that is none, and files that are something else', async () => {
    const path = join(folder, 'killed', 'metrics.jsonl');
    const before = readFileSync(path, 'utf8');
    const resumed = async () => {
      const {result, err} = await run('mnist', '--resume', join(folder, 'killed'), '--quiet');
      expect(result).to.equal(1);
      return err.join('\n');
    };
    for (const line of ['null', '[]', '3', '{"event":"epoch","key":3}']) {
      writeFileSync(path, `${line}\n${before}`);
      expect(await resumed()).to.match(/^✖ .*metrics\.jsonl, line 1 is not an event of a run: .*; remove the line/);
    }
    writeFileSync(path, before);
    const config = join(folder, 'killed', 'config.json');
    const text = readFileSync(config, 'utf8');
    const {resolved, ...options} = JSON.parse(text) as {resolved: object};
    for (const wrong of [{...resolved, units: 'abc'}, {...resolved, units: [null]}, 'abc']) {
      writeFileSync(config, JSON.stringify({...options, resolved: wrong}));
      expect(await resumed()).to.match(
        /^✖ .*config\.json is not the configuration of a run: resolved.*; mend the file/,
      );
    }
    writeFileSync(config, text);
    const figures = join(folder, 'killed', 'figures');
    rmSync(figures, {recursive: true});
    writeFileSync(figures, '');
    expect(await resumed()).to.match(/^✖ .*figures is a file, expected a folder: move it elsewhere$/);
    rmSync(figures);
  });

  it('stops at Ctrl-C with code 130, everything written and the line that goes on', async function () {
    if (process.platform === 'win32') {
      console.log('      skipped: no signals on this system');
      this.skip();
    }
    const child = await underWay('stopped');
    child.process.kill('SIGINT');
    const {code, out, err} = await child.ended;
    expect({code, out}).to.deep.equal({code: 130, out: ''});
    expect(err).to.match(/Stopped; everything so far is in stopped\. To go on: \S.* mnist --resume stopped\n$/);
    const last = metrics('stopped').trimEnd().split('\n').at(-1)!;
    expect(JSON.parse(last)).to.include({event: 'epoch'});
    const {result} = await run('mnist', '--resume', join(folder, 'stopped'), '--json', '--quiet');
    expect(result).to.equal(0);
    expect(metrics('stopped')).to.equal(metrics('whole'));
  });
});
