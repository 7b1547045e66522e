import {expect} from 'chai';
import {type MliRun, mliTable, mliVerdict} from '../../../../scripts/interpolate/mli/mli-table.ts';
import {mliText} from '../../../../scripts/interpolate/mli/mli-section.ts';

const run = (optimizer: 'sgd' | 'adam', rate: number, batchNorm: boolean, loss: number, largestBump: number) =>
  ({
    optimizer,
    rate,
    batchNorm,
    shape: '8',
    path: {points: [{alpha: 1, trainLoss: loss}], train: {largestBump}},
  }) as unknown as MliRun;

describe('mliTable', () => {
  const cells = mliTable([
    run('sgd', 0.1, false, 0.05, 0),
    run('sgd', 0.1, false, 0.05, 5e-4),
    run('sgd', 0.1, false, 0.5, 1),
    run('adam', 0.1, true, 0.1, 0.2),
    run('adam', 0.1, true, 0.01, 0.4),
    run('adam', 0.1, true, 0.01, 0),
    run('adam', 1, true, NaN, NaN),
  ]);

  it('judges the networks that solve the task, by bumps above 1e-3', () => {
    const base = {batchNorm: true, optimizer: 'adam'};
    expect(cells[0]).to.deep.equal({
      optimizer: 'sgd',
      rate: 0.1,
      batchNorm: false,
      count: 2,
      trained: 3,
      violations: 0,
      meanBump: null,
    });
    expect(cells[1]).to.deep.include({...base, rate: 0.1, count: 3, trained: 3, violations: 2 / 3});
    expect(cells[1]!.meanBump).to.be.closeTo(0.3, 1e-12);
    expect(cells[2]).to.deep.equal({...base, rate: 1, count: 0, trained: 1, violations: null, meanBump: null});
  });

  it('is said in words and as text', () => {
    expect(mliVerdict(cells)).to.match(
      /^not monotone: SGD without batch normalisation 0 of 2, Adam with batch normalisation 2 of 3 /,
    );
    const lines = mliText(cells).split('\n');
    expect(lines).to.have.length(3);
    expect(lines[1]).to.match(/^ +1 +– +– +– +– \(0 of 1\)$/);
    expect(lines[2]).to.match(/^ +0\.1 +0 % \(2 of 3\) +– +– +67 % \(3 of 3\), bump 0\.3$/);
  });
});
