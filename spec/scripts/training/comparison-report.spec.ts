import {expect} from 'chai';
import {comparisonDocument, printComparison} from '../../../scripts/training/comparison-report.ts';
import {captured} from '../../support/console.ts';
import {sampleUnits, solverUnits} from '../report/sample-report.ts';

describe('comparisonDocument', () => {
  it('has the last records, and null for what is not finite or not measured', () => {
    const [unit, lost] = sampleUnits({labels: ['adam lr=1'], seeds: 2, accuracy: false, diverged: ['adam lr=1/2']});
    const last = unit!.history.at(-1)!;
    const infinite = {...lost!, history: [{...last, trainLoss: Infinity, testLoss: NaN}]};
    const {out, runs} = comparisonDocument('runs/x', [unit!, infinite]) as {out: string; runs: object[]};
    expect(out).to.equal('runs/x');
    expect(runs[0]).to.deep.equal({
      optimizer: 'adam',
      label: 'adam lr=1',
      seed: 1,
      trainLoss: last.trainLoss,
      testLoss: last.testLoss,
      trainAccuracy: null,
      testAccuracy: null,
      updates: unit!.updates,
      seconds: unit!.seconds,
      updatesPerSecond: unit!.updatesPerSecond,
      diverged: false,
      findings: [],
    });
    expect(runs[1]).to.include({trainLoss: null, testLoss: null, diverged: true, seed: 2});
    expect(JSON.parse(JSON.stringify(runs))).to.deep.equal(runs);
  });
});

describe('comparisonDocument of a run with a solver', () => {
  it('has evaluations, and losses and ranks at equal cost', () => {
    const {runs, costs} = comparisonDocument('runs/x', solverUnits()) as {runs: object[]; costs: object[]};
    expect(runs[0]).to.deep.include({label: 'newtonCG', evaluations: {gradient: 8, product: 12}});
    expect(runs[1]).to.deep.include({label: 'adam', evaluations: {gradient: 4, product: 0}});
    expect(costs.map((cost) => Object.keys(cost))).to.deep.equal(
      Array.from({length: 2}, () => ['label', 'evaluations', 'byTime', 'byEvaluations']),
    );
    expect(comparisonDocument('runs/x', sampleUnits({epochs: 1}))).not.to.have.property('costs');
  });
});

describe('printComparison', () => {
  const units = sampleUnits({labels: ['sgd', 'adam'], seeds: 2, diverged: ['sgd/2']});
  const print = (quiet: boolean) =>
    captured(async () => printComparison(units, {quiet, paths: {report: 'a.html', metrics: 'b'}}));

  it('prints table, findings with their seeds and paths on standard output', async () => {
    const {out, err} = await print(false);
    expect(err).to.deep.equal([]);
    expect(out.join('\n')).to.match(
      /\n1 {2}adam [^]*\n2 {2}sgd [^]*\n! sgd \(seed 2\): divergence: [^]*report +a\.html/,
    );
  });

  it('leaves the findings out when quiet', async () => {
    const {out} = await print(true);
    expect(out.join('\n'))
      .to.match(/a\.html/)
      .and.not.to.match(/!/);
  });
});
