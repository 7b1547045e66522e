import {expect} from 'chai';
import {judgeStagnation} from '../../../../lib/training/diagnosis/stagnation.ts';
import {records} from './support.ts';

const judge = (losses: number[]) => judgeStagnation({history: records(losses), divergence: null});

describe('judgeStagnation', () => {
  it('tells stagnation from a plateau and both from a run that learned', () => {
    expect(judge([2.3, 2.3, 2.29])?.problem).to.equal('stagnation');
    expect(judge([2.3, 2.4, 2.5])?.problem).to.equal('stagnation');
    expect(judge([2.3, 1.5, 1.4, 1.4, 1.4])?.problem).to.equal('plateau');
    expect(judge([2.3, 0.3, 0.2, 0.2, 0.2])).to.equal(null);
    expect(judge([2.3, 2.2])).to.equal(null);
    expect(judge([0, 0])).to.equal(null);
  });

  it('gives the numbers it judged by', () => {
    const finding = judge([2, 1.99, 2])!;
    expect(finding.numbers).to.include({
      initialLoss: 2,
      bestLoss: 1.99,
      epochs: 2,
      leastProgress: 0.01,
      learningRate: 0.1,
    });
    expect(finding.numbers['progress']).to.be.closeTo(0.005, 1e-12);
    expect(finding.evidence).to.include('from 2 to no less than 1.99 in 2 epochs, 0.5 %');
  });
});
