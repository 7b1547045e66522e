import {expect} from 'chai';
import {findingsOf, problemName} from '../../../scripts/report/findings.ts';
import {diagnose} from '../../../lib/training/index.ts';
import {sampleUnits} from './sample-report.ts';

describe('findingsOf', () => {
  it('gives each problem of a label once, with the seeds that show it', () => {
    const units = sampleUnits({labels: ['sgd', 'adam'], seeds: 3, diverged: ['sgd/1', 'sgd/3']});
    const found = findingsOf(units).filter(({finding}) => finding.problem === 'divergence');
    expect(found.map(({label, seeds}) => ({label, seeds}))).to.deep.equal([{label: 'sgd', seeds: [1, 3]}]);
    const {history, divergence} = units[0]!;
    expect(found[0]!.finding).to.deep.equal(diagnose({history: [...history], divergence})[0]);
    expect(problemName(found[0]!.finding)).to.equal('divergence');
  });

  it('finds nothing in healthy runs', () => {
    expect(findingsOf(sampleUnits({seeds: 2}))).to.deep.equal([]);
  });
});

describe('problemName', () => {
  it('says a problem in words', () => {
    const name = (problem: Parameters<typeof problemName>[0]['problem']) =>
      problemName({problem, symptoms: [], evidence: '', numbers: {}, advice: ''});
    expect(name('vanishingGradients')).to.equal('vanishing gradients');
    expect(name('dyingRelus')).to.equal('dying ReLUs');
  });
});
