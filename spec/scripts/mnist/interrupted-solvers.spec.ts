import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {expect} from 'chai';
import {run, start} from '../support/run.ts';
import {writeDigits} from '../support/digits.ts';

const optimizers = 'lbfgs:memory=3,conjugateGradient,newtonCG:damping=1:products=8';
const words = ['mnist', '--data', 'digits', '--model', 'mlp:widths=12', '--optimizers', optimizers];
const length = ['--epochs', '16', '--batch-size', 'full', '--json'];

/** Lines that each solver writes: its start, 17 records, its end. */
const each = 19;

describe('tfjs-optim mnist with solvers, interrupted', () => {
  let folder: string;
  const metrics = (name: string) => {
    const path = join(folder, name, 'metrics.jsonl');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  const lines = (name: string) => metrics(name).split('\n').length - 1;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-solvers-'));
    writeDigits(folder);
  });
  after(() => rmSync(folder, {recursive: true}));

  it('goes on after SIGKILL in each of them and ends in the same bytes', async () => {
    const whole = await start([...words, ...length, '--out', 'whole'], {cwd: folder}).ended;
    expect(whole.code, whole.err).to.equal(0);
    expect(lines('whole')).to.equal(3 * each);

    for (const turn of [0, 1, 2]) {
      const way = turn === 0 ? [...words, ...length, '--out', 'killed'] : ['mnist', '--resume', 'killed', '--json'];
      const child = start(way, {cwd: folder});
      while (child.process.exitCode === null && lines('killed') < turn * each + 8) await wait(2);
      child.process.kill('SIGKILL');
      expect((await child.ended).signal, `killed in solver ${turn + 1}`).to.equal('SIGKILL');
      expect(lines('killed'), `in the midst of solver ${turn + 1}`).to.be.below((turn + 1) * each);
    }
    const {result, err} = await run('mnist', '--resume', join(folder, 'killed'), '--json', '--quiet');
    expect(result, err.join('\n')).to.equal(0);
    expect(metrics('killed')).to.equal(metrics('whole'));
  });
});
