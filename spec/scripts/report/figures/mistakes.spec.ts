import {expect} from 'chai';
import {mistakesFigure} from '../../../../scripts/report/figures/mistakes.ts';
import {mistakesOf} from '../../../../scripts/report/wrong-answers.ts';
import {digitNames, samplePredictions} from '../sample-report.ts';
import {parseXml} from '../well-formed.ts';

describe('mistakesFigure', () => {
  it('shows every mistake with its caption, none upon another', () => {
    const predictions = samplePredictions('adam');
    const figure = mistakesFigure(predictions, digitNames)!;
    const elements = parseXml(figure.panels[0]!.svg);
    const images = elements.filter(({name}) => name === 'image').map(({attributes}) => attributes);
    const mistakes = mistakesOf(predictions, digitNames);
    expect(images.map((attributes) => attributes['href'])).to.deep.equal(mistakes.map(({address}) => address));
    expect(new Set(images.map(({x, y}) => `${x} ${y}`)).size).to.equal(mistakes.length);
    const texts = elements.filter(({name}) => name === 'text').map(({text}) => text);
    expect(`${texts[0]} ${texts[1]}`).to.equal(mistakes[0]!.caption);
  });

  it('is not drawn without a mistake', () => {
    const predictions = samplePredictions('adam');
    expect(mistakesFigure({...predictions, predicted: Int32Array.from(predictions.actual)}, digitNames)).to.equal(null);
  });
});
