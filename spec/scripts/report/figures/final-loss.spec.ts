import {expect} from 'chai';
import {finalLossFigure} from '../../../../scripts/report/figures/final-loss.ts';
import {sampleUnits} from '../sample-report.ts';
import {parseXml} from '../well-formed.ts';

describe('finalLossFigure', () => {
  it('draws a mark for each seed that did not diverge, the best label on top', () => {
    const units = sampleUnits({labels: ['sgd', 'adam'], seeds: 4, epochs: 3, diverged: ['sgd/2']});
    const [panel] = finalLossFigure(units)!.panels;
    const elements = parseXml(panel!.svg);
    const marks = (colour: string) => elements.filter(({attributes}) => attributes['fill'] === colour);
    expect(marks('#0072B2')).to.have.length(3);
    expect(marks('#D55E00')).to.have.length(4);
    const height = (colour: string) => Number(/,([\d.]+)\)/.exec(marks(colour)[0]!.attributes['transform']!)![1]);
    expect(height('#D55E00')).to.be.below(height('#0072B2'));
  });

  it('takes the training loss without a test set and draws nothing if all diverged', () => {
    const units = sampleUnits({labels: ['sgd'], seeds: 1, epochs: 2});
    const blind = units.map((unit) => ({...unit, history: unit.history.map((one) => ({...one, testLoss: null}))}));
    expect(finalLossFigure(blind)!.title).to.equal('Training loss at the end');
    expect(finalLossFigure(sampleUnits({labels: ['sgd'], seeds: 1, diverged: ['sgd/1']}))).to.equal(null);
  });
});
