import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect} from 'chai';
import {
  compareCheckouts,
  compared,
  type Comparison,
  findCheckout,
  formatComparisons,
  ownContenders,
} from '../../bench/checkouts.ts';
import type {Measured} from '../../bench/measure.ts';
import {works} from '../../bench/works.ts';
import {CommandError} from '../../scripts/arguments/errors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const measured = (rounds: readonly number[], check = 1): Measured => ({
  rounds,
  check,
  median: 0,
  range: [0, 0],
  count: 0,
  memory: null,
  steps: 1,
  versions: {},
});

describe('findCheckout', () => {
  it('finds the worker where it lies and where it lay', () => {
    expect(findCheckout(root).command.at(-1)).to.match(/bench[\\/]tfjs[\\/]worker\.ts$/);
    const folder = mkdtempSync(join(tmpdir(), 'find-checkout-'));
    expect(() => findCheckout(folder)).to.throw(CommandError, 'is no checkout of this package');
    mkdirSync(join(folder, 'scripts/bench/tfjs'), {recursive: true});
    writeFileSync(join(folder, 'scripts/bench/tfjs/worker.ts'), '');
    expect(() => findCheckout(folder)).to.throw(CommandError, 'has no node_modules; run npm ci');
    mkdirSync(join(folder, 'node_modules'));
    const found = findCheckout(folder);
    expect(found.folder).to.equal(realpathSync(folder));
    expect(found.command.at(-1)).to.equal(join(found.folder, 'scripts/bench/tfjs/worker.ts'));
    rmSync(folder, {recursive: true});
  });
});

describe('ownContenders', () => {
  it('leaves out stock TensorFlow.js and the Python frameworks', () => {
    expect(ownContenders(works['mlp']!.contenders)).to.deep.equal(['plain', 'fused', 'compiled', 'xla', 'several']);
    expect(ownContenders(works['wasm']!.contenders)).to.deep.equal(['wasm']);
  });
});

describe('compared', () => {
  it('divides each round by its neighbour in time, so that a slower machine does not count', () => {
    const comparison = compared([
      [measured([1, 2, 4]), measured([1, 2, 4])],
      [measured([11, 11, 33]), measured([10, 10, 30])],
    ]);
    expect(comparison.starts).to.deep.equal([1, 1.1]);
    expect(comparison.ratio).to.be.closeTo(1.05, 1e-12);
    expect(comparison).to.deep.include({here: 7.5, there: 7, same: true});
  });

  it('sees a first result that differs in the last bit', () => {
    const {same} = compared([[measured([1], 0.3), measured([1], 0.1 + 0.2)]]);
    expect(same).to.equal(false);
  });
});

describe('compareCheckouts', () => {
  const here = findCheckout(root);
  const work = {
    name: 'wasm',
    task: {kind: 'update', rule: 'adam', shapes: [[4]]},
    threads: 2,
    pace: {rounds: 2, roundTime: 1, warmUp: 1},
    starts: 1,
  } as const;

  it('measures a checkout against itself', async () => {
    const comparison = await compareCheckouts([here, here], work);
    if (!('ratio' in comparison)) throw new Error(JSON.stringify(comparison));
    expect(comparison.same).to.equal(true);
    expect(comparison.starts).to.have.length(1);
    expect(comparison.ratio).to.be.above(0);
  });

  it('tells why a worker does not start', async () => {
    const broken = {folder: here.folder, command: [process.execPath, '-e', 'throw new Error("no such thing")']};
    const comparison = await compareCheckouts([here, broken], work);
    expect(comparison).to.have.property('error').that.includes('no such thing');
  });
});

describe('formatComparisons', () => {
  const comparison = (ratio: number, same = true): Comparison => ({
    here: 2 * ratio,
    there: 2,
    ratio,
    starts: [ratio, 1],
    same,
  });

  it('shows times and ratios, then what is slower, other or missing', () => {
    const rows = [
      {title: 'Step', name: 'compiled', outcome: comparison(1.02)},
      {title: 'Step', name: 'fused', outcome: comparison(1.25, false)},
      {title: 'Step', name: 'xla', outcome: {absent: 'compile has no XLA'}},
      {title: 'Step', name: 'plain', outcome: {error: 'out of memory\n  somewhere'}},
    ] as const;
    expect(formatComparisons(rows).split('\n')).to.deep.equal([
      '                        ms  other  ratio  least  greatest',
      'Step: ours, compiled  2.04   2.00  1.020  1.000     1.020',
      'Step: ours, fused     2.50   2.00  1.250  1.000     1.250',
      'Step: ours, fused: slower by 25.0 %',
      'Step: ours, fused: the first result is another number',
      'Step: ours, XLA: compile has no XLA',
      'Step: ours, plain: failed: out of memory',
    ]);
  });
});
