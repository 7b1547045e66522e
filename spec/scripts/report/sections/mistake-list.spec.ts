import {expect} from 'chai';
import {mistakesFigure} from '../../../../scripts/report/figures/mistakes.ts';
import {mistakesMarkup} from '../../../../scripts/report/sections/mistake-list.ts';
import {samplePredictions} from '../sample-report.ts';

describe('mistakesMarkup', () => {
  it('shows an image with words and an alternative text for each mistake', () => {
    const names = Array.from({length: 10}, (_, index) => `<${index}>`);
    const predictions = samplePredictions('adam');
    const figure = mistakesFigure(predictions, names)!;
    const {text} = mistakesMarkup(figure, predictions, names);
    const images = text.match(/<img src="data:image\/png;base64,[\w+/=]+" alt="Test image \d+"/g)!;
    expect(images).to.have.length(figure.panels[0]!.svg.match(/<image /g)!.length);
    expect(text).to.match(/<b>&lt;\d&gt; taken for &lt;\d&gt;,<\/b> \d+ %/);
  });
});
