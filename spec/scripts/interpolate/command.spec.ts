import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {writeDigits} from '../support/digits.ts';
import {run} from '../support/run.ts';

interface Path {
  optimizer: string | null;
  seed: number | null;
  control: string | null;
  split: string;
  alphas: number[];
  loss: number[];
  accuracy: number[];
  monotone: boolean;
  largestBump: number;
  argmin: number;
}

describe('tfjs-optim interpolate', () => {
  let folder: string;
  let data: string;
  let first: {out: string; paths: Path[]};
  const at = (name: string) => join(folder, name);
  const small = () => ['--data', data, '--model', 'mlp:widths=8', '--batch-size', '50', '--epochs', '3'];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs optim interpolate ü-'));
    data = writeDigits(folder);
    const choice = ['--optimizers', 'sgd:lr=0.5,adam', '--seeds', '2', '--alphas', '0:1:25'];
    const {result, out, err} = await run('interpolate', ...small(), ...choice, '--out', at('first'), '--json');
    expect(result, err.join('\n')).to.equal(0);
    first = JSON.parse(out[0]!) as typeof first;
  });
  after(() => rmSync(folder, {recursive: true}));

  it('prints a document of all paths and splits, and no more', () => {
    expect(Object.keys(first)).to.deep.equal(['out', 'paths']);
    expect(first.out).to.equal(at('first'));
    const names = first.paths.map(({optimizer, seed, control, split}) => [optimizer, seed, control, split].join(' '));
    expect(new Set(names).size).to.equal(2 * 2 * 3 * 2);
    expect(names).to.include.members(['sgd lr=0.5 1  train', 'adam 2 noise test', 'sgd lr=0.5 2 zeros train']);
    for (const path of first.paths) {
      expect(Object.keys(path)).to.deep.equal([
        'optimizer',
        'seed',
        'control',
        'split',
        'alphas',
        'loss',
        'accuracy',
        'monotone',
        'largestBump',
        'argmin',
      ]);
      expect(path.alphas).to.have.length(25);
      expect([path.alphas[0], path.alphas[24]]).to.deep.equal([0, 1]);
      const rises = path.loss.map((loss, i) => loss - Math.min(...path.loss.slice(0, i + 1)));
      expect(path.largestBump).to.be.closeTo(Math.max(...rises), 1e-12);
      expect(path.argmin).to.equal(path.alphas[path.loss.indexOf(Math.min(...path.loss))]);
      expect(path.accuracy.every((share) => share >= 0 && share <= 1)).to.equal(true);
    }
    // No hidden unit is active and no bias is there: the loss of ten equal answers.
    const zeros = first.paths.filter(({control}) => control === 'zeros');
    for (const {loss} of zeros) expect(loss[0]).to.be.closeTo(Math.log(10), 1e-5);
  });

  it('writes csv files, summary, figures and a page with the verdict', () => {
    const files = readdirSync(at('first/paths'));
    expect(files).to.include.members([
      'sgd-lr=0.5-seed1.csv',
      'adam-seed2-noise.csv',
      'adam-seed1-to-seed2-aligned.csv',
    ]);
    expect(files).to.have.length(12 + 4);
    const lines = readFileSync(at('first/paths/adam-seed2.csv'), 'utf8').trimEnd().split('\n');
    expect(lines[0]).to.equal('alpha,split,seed,loss,accuracy');
    expect(lines).to.have.length(1 + 2 * 25);
    const path = first.paths.find((one) => one.optimizer === 'adam' && one.seed === 2 && one.control === null)!;
    expect(lines[25]).to.equal(`1,train,2,${path.loss[24]},${path.accuracy[24]}`);
    const {verdict} = JSON.parse(readFileSync(at('first/summary.json'), 'utf8')) as {verdict: string};
    expect(verdict).to.match(/^monotone: \d of 4 runs; largest bump .*; barrier between seeds .*, after alignment /);
    expect(readFileSync(at('first/report.html'), 'utf8')).to.contain(verdict.slice(0, 30));
    expect(readdirSync(at('first/figures')).toSorted()).to.deep.equal(['barriers.svg', 'controls.svg', 'paths.svg']);
  });

  it('goes on with a run and gives the same, and refuses other options for it', async () => {
    const before = tf.memory().numTensors;
    rmSync(at('first/report.html'));
    const {result, out} = await run('interpolate', '--resume', at('first'), '--json', '--quiet');
    expect(result).to.equal(0);
    expect(JSON.parse(out[0]!)).to.deep.equal(first);
    expect(existsSync(at('first/report.html'))).to.equal(true);
    expect(tf.memory().numTensors).to.equal(before);
    const other = await run('interpolate', '--resume', at('first'), '--alphas', '0:1:3');
    expect(other.result).to.equal(2);
    expect(other.err.join('\n')).to.match(/--alphas 0:1:3: this run was started with 0:1:25/);
  });

  it('measures the line between two checkpoints', async () => {
    const files = readdirSync(at('first/checkpoints')).filter((name) => name.endsWith('final.ckpt'));
    const [from, to] = files.slice(0, 2).map((name) => at(`first/checkpoints/${name}`));
    const words = ['--from', from!, '--to', to!, '--data', data, '--alphas=-0.5:1.5:5', '--out', at('ends'), '--json'];
    const {result, out, err} = await run('interpolate', ...words);
    expect(result, err.join('\n')).to.equal(0);
    const {paths} = JSON.parse(out[0]!) as {paths: Path[]};
    expect(paths.map(({optimizer, seed, control, split}) => [optimizer, seed, control, split])).to.deep.equal([
      [null, null, null, 'train'],
      [null, null, null, 'test'],
    ]);
    expect(paths[0]!.alphas).to.deep.equal([-0.5, 0, 0.5, 1, 1.5]);
    const ends = first.paths
      .filter(({split, control}) => split === 'train' && control === null)
      .map(({loss}) => loss[24]!);
    // The ends are trained networks: their losses are those of the study.
    for (const i of [1, 3])
      expect(Math.min(...ends.map((loss) => Math.abs(loss - paths[0]!.loss[i]!)))).to.be.lessThan(1e-5);
    expect(readdirSync(at('ends/paths'))).to.deep.equal(['aligned.csv', 'path.csv']);
    const {verdict} = JSON.parse(readFileSync(at('ends/summary.json'), 'utf8')) as {verdict: string};
    expect(verdict).to.match(
      /^the training loss .* all along, with(out)? a barrier.*; after the units are aligned .*; least at a = /,
    );
    expect(verdict).not.to.match(/monotone|bump/);
    expect(readFileSync(at('ends/report.html'), 'utf8')).to.contain(verdict.slice(0, 30));
  });

  it('trains the grid of the preset, reduced', async () => {
    const words = ['--preset', 'mli', '--rates', '0.1,0.01', '--shapes', '6', '--epochs', '20', '--batch-size', '30'];
    const {result, out, err} = await run(
      'interpolate',
      ...words,
      '--data',
      data,
      '--alphas',
      '0:1:6',
      '--out',
      at('mli'),
    );
    expect(result, err.join('\n')).to.equal(0);
    expect(out.join('\n')).to.match(/rate +SGD +SGD, batch norm +Adam +Adam, batch norm/);
    const table = readFileSync(at('mli/violations.csv'), 'utf8').trimEnd().split('\n');
    expect(table[0]).to.equal('optimizer,rate,batchNorm,violations,count,trained,meanBump');
    expect(table).to.have.length(1 + 8);
    expect(
      table.slice(1).every((line) => /^(sgd|adam),0\.0?1,(true|false),[\d.]*,[01],1,[\d.e-]*$/.test(line)),
    ).to.equal(true);
    expect(
      table.some((line) => /,1,1,/.test(line)),
      'some solve it',
    ).to.equal(true);
  });

  for (const [words, message] of [
    [['--alphas', '0:1'], /--alphas: range must be from:to:count/],
    [['--alphas', '1,0'], /--alphas must increase/],
    [['--alphas', '2:3:4'], /at least two positions between 0 and 1/],
    [['--from', 'x'], /--to is missing/],
    [['--from', 'x', '--to', 'y', '--epochs', '3'], /--epochs does not go with --from/],
    [['--preset', 'lmi'], /--preset must be one of mli, got "lmi"/],
    [['--preset', 'mli', '--model', 'mlp'], /--model does not go with --preset/],
    [['--preset', 'mli', '--rates', '0'], /--rates must be different positive numbers/],
    [['--preset', 'mli', '--shapes', '3-x'], /--shapes must be widths/],
    [['--batch-norm', 'ignore'], /--batch-norm must be one of recalibrate, interpolate, keep/],
    [['--optimizers', 'adm'], /did you mean "adam"/],
  ] as const)
    it(`refuses ${words.join(' ')}`, async () => {
      const {result, err} = await run('interpolate', ...words);
      expect(result).to.equal(2);
      expect(err.join('\n')).to.match(message);
    });

  it('refuses files that are not there', async () => {
    const {result, err} = await run('interpolate', '--from', at('none'), '--to', at('none'), '--data', data);
    expect(result).to.equal(2);
    expect(err.join('\n')).to.match(/--from: .*none does not exist/);
  });
});
