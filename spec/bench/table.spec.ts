import {expect} from 'chai';
import type {ContenderName} from '../../bench/contenders.ts';
import type {Outcome} from '../../bench/measure.ts';
import {formatSummary, formatTime, formatWork, ownTime} from '../../bench/table.ts';
import {works} from '../../bench/works.ts';

const measured = (median: number, memory: number | null = null): Outcome => ({
  median,
  range: [median / 2, median * 2],
  rounds: [median],
  count: 1,
  memory,
  check: 0,
  steps: 1,
  versions: {},
});
const work = {...works['mlp']!, title: 'A step'};
const outcomes = new Map<ContenderName, Outcome>([
  ['stock', measured(12, 3 * 2 ** 20)],
  ['fused', measured(6)],
  ['compiled', measured(2)],
  ['several', measured(1)],
  ['xla', {absent: 'compile has no XLA'}],
  ['torch', measured(3)],
  ['jax', {error: 'out of memory\n  somewhere'}],
]);

describe('the tables of npm run bench', () => {
  it('writes times with three digits', () => {
    expect([0.04567, 1.2345, 12.345, 1234.5].map(formatTime)).to.deep.equal(['0.046', '1.23', '12.3', '1235']);
  });

  it('takes the fastest of ours with one step a call for the ratios', () => {
    expect(ownTime(outcomes)).to.equal(2);
    expect(ownTime(new Map([['stock', measured(1)]]))).to.equal(undefined);
  });

  it('shows medians, ranges, ratios and memory of a work, and why others are missing', () => {
    expect(formatWork(work, outcomes).split('\n')).to.deep.equal([
      'A step',
      '                          ms  least  greatest  than stock  to ours  peak MB',
      '  stock tfjs            12.0   6.00      24.0       1.00x    6.00x        3',
      '  ours, fused           6.00   3.00      12.0       2.00x    3.00x',
      '  ours, compiled        2.00   1.00      4.00       6.00x    1.00x',
      '  ours, 8 steps a call  1.00  0.500      2.00      12.00x    0.50x',
      '  PyTorch               3.00   1.50      6.00       4.00x    1.50x',
      '  ours, XLA: compile has no XLA',
      '  JAX jit: failed: out of memory',
      '  rounds differ by more than 1.5x, measure again: stock tfjs; ours, fused; ours, compiled; ours, 8 steps a call; PyTorch',
    ]);
  });

  it('has no complaint about steady rounds', () => {
    const steady = {...measured(3), range: [2.5, 3.5] as const};
    expect(formatWork(work, new Map([['torch', steady]]))).not.to.include('measure again');
  });

  it('leaves ratios out where there is nothing to compare with', () => {
    const [, , row] = formatWork(work, new Map([['torch', measured(3)]])).split('\n');
    expect(row).to.equal('  PyTorch  3.00   1.50      6.00');
  });

  it('puts works into rows and those who took part into columns', () => {
    const other = {work: {...work, title: 'Another'}, outcomes: new Map([['stock', measured(7)]] as const)};
    expect(formatSummary([{work, outcomes}, other]).split('\n')).to.deep.equal([
      '| ms | stock tfjs | ours, fused | ours, compiled | ours, 8 steps a call | PyTorch |',
      '| --- | --- | --- | --- | --- | --- |',
      '| A step | 12.0 | 6.00 | 2.00 | 1.00 | 3.00 |',
      '| Another | 7.00 |  |  |  |  |',
    ]);
  });
});
