import {expect} from 'chai';
import {judgeVanishing} from '../../../../lib/training/diagnosis/vanishing.ts';
import {layer, records} from './support.ts';

describe('judgeVanishing', () => {
  it('names the three symptoms and the numbers', () => {
    const history = records([2, 1.99, 1.99, 1.99, 1.99], (epoch) => [
      layer({gradientNorm: 1e-4, relativeChange: 1e-6, weightNorm: epoch === 0 ? 5 : 0.1}),
      layer({name: 'output', gradientNorm: 0.5}),
    ]);
    const finding = judgeVanishing({history, divergence: null})!;
    expect(finding.symptoms).to.deep.equal(['lowerLayersStill', 'weightsShrink', 'stopsEarly']);
    expect(finding.numbers['gradientRatio']).to.be.closeTo(2e-4, 1e-12);
    expect(finding.numbers['changeRatio']).to.be.closeTo(1e-4, 1e-12);
    expect(finding.numbers['weightRatio']).to.be.closeTo(0.02, 1e-12);
    expect(finding.evidence).to.match(/gradient of hidden1 is 0\.0002 times that of output/);
  });

  it('leaves out records in which a layer is dead, and runs that pass the gradient on', () => {
    const small = (deadFraction: number) =>
      records([2, 1], () => [layer({gradientNorm: 0, deadFraction}), layer({name: 'output'})]);
    expect(judgeVanishing({history: small(0.95), divergence: null})).to.equal(null);
    expect(judgeVanishing({history: small(0.5), divergence: null})?.problem).to.equal('vanishingGradients');
    const healthy = records([2, 1], () => [layer({gradientNorm: 0.02}), layer()]);
    expect(judgeVanishing({history: healthy, divergence: null})).to.equal(null);
    expect(judgeVanishing({history: records([2, 1]), divergence: null})).to.equal(null);
  });
});
