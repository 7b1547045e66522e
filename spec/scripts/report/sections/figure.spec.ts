import {expect} from 'chai';
import {lossFigure} from '../../../../scripts/report/figures/loss.ts';
import {markup} from '../../../../scripts/report/html.ts';
import {figureMarkup} from '../../../../scripts/report/sections/figure.ts';
import {sampleUnits} from '../sample-report.ts';

describe('figureMarkup', () => {
  it('sets panels in columns, with titles, legend and explanation', () => {
    const figure = lossFigure(sampleUnits({epochs: 2, seeds: 1}))!;
    const {text} = figureMarkup(figure);
    expect(text).to.contain('class="panels two"').and.to.contain('<h3>Training loss</h3>');
    expect(text.match(/role="img"/g)).to.have.length(2);
    expect(text.match(/<li>/g)).to.have.length(9);
    expect(text).to.contain(figure.explanation);
  });

  it('sets one panel beside its text, with what is added', () => {
    const figure = lossFigure(sampleUnits({epochs: 2, seeds: 1, labels: ['a']}))!;
    expect(figureMarkup(figure).text).to.contain('class="beside"').and.not.to.contain('<h3>');
    expect(figureMarkup(figure, markup`<p>more</p>`).text).to.contain('<p>more</p>');
  });
});
