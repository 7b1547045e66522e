import {expect} from 'chai';
import {judgeDying} from '../../../../lib/training/diagnosis/dying.ts';
import {layer, records} from './support.ts';

describe('judgeDying', () => {
  it('names the worst layer at the last record', () => {
    const history = records([2, 1], (epoch) => [
      layer({deadFraction: 0.6}),
      layer({name: 'hidden2', deadFraction: epoch === 0 ? 0.2 : 0.8}),
      layer({name: 'output', deadFraction: null}),
    ]);
    const finding = judgeDying({history, divergence: null})!;
    expect(finding.numbers).to.include({deadFraction: 0.8, deadFractionBefore: 0.2, epoch: 1});
    expect(finding.evidence).to.match(/80 % of the ReLUs of hidden2 .* at epoch 1, 20 % were at epoch 0/);
  });

  it('bears a minority of dead units, layers of other kinds, and records without layers', () => {
    expect(judgeDying({history: records([2, 1], () => [layer({deadFraction: 0.49})]), divergence: null})).to.equal(
      null,
    );
    expect(judgeDying({history: records([2, 1], () => [layer({deadFraction: null})]), divergence: null})).to.equal(
      null,
    );
    expect(judgeDying({history: records([2, 1]), divergence: null})).to.equal(null);
  });
});
