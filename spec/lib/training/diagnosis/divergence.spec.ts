import {expect} from 'chai';
import {judgeDivergence} from '../../../../lib/training/diagnosis/divergence.ts';

describe('judgeDivergence', () => {
  it('names update, rate and loss', () => {
    const divergence = {update: 12, learningRate: 0.5, loss: Number.NaN, reason: 'the loss is not a number'};
    const finding = judgeDivergence({history: [], divergence})!;
    expect(finding.evidence).to.equal(
      'at update 12 at the learning rate 0.5 the loss was NaN: the loss is not a number',
    );
    expect(finding.numbers).to.deep.equal({update: 12, loss: Number.NaN, learningRate: 0.5});
    expect(finding.advice).to.include('0.05');
    expect(
      judgeDivergence({history: [], divergence: {...divergence, learningRate: null}})!.numbers,
    ).not.to.have.property('learningRate');
    expect(judgeDivergence({history: [], divergence: null})).to.equal(null);
  });
});
