import {expect} from 'chai';
import {confusionFigure} from '../../../../scripts/report/figures/confusion.ts';
import {samplePredictions} from '../sample-report.ts';
import {parseXml} from '../well-formed.ts';

describe('confusionFigure', () => {
  const labels = Uint8Array.of(0, 0, 0, 1, 1, 1);
  const predictions = {
    label: 'adam',
    which: 'seed 7',
    actual: labels,
    predicted: Int32Array.of(0, 0, 1, 1, 0, 0),
    confidence: new Float32Array(6),
    pictures: null,
  };

  it('writes the counts, rows true and columns answered', () => {
    const figure = confusionFigure(predictions, ['cat', 'dog']);
    const elements = parseXml(figure.panels[0]!.svg);
    const cells = elements
      .filter(
        ({name, text, attributes}) => name === 'text' && /^\d+$/.test(text) && attributes['text-anchor'] === 'middle',
      )
      .map(
        ({text, attributes}) =>
          [text, ...attributes['transform']!.match(/[\d.]+/g)!.map(Number)] as [string, number, number],
      );
    const sorted = [...cells].sort((a, b) => a[2] - b[2] || a[1] - b[1]).map(([text]) => text);
    expect(sorted).to.deep.equal(['2', '1', '2', '1']);
    expect(figure.explanation).to.contain('dog taken for cat, 2 times').and.to.contain('adam (seed 7)');
  });

  it('tells of no mistake where there is none', () => {
    const figure = confusionFigure({...predictions, predicted: Int32Array.from(labels)}, ['cat', 'dog']);
    expect(figure.explanation).not.to.contain('most frequent');
  });

  it('has room for long names', () => {
    const names = Array.from({length: 10}, (_, index) => `long name ${index}`);
    const {svg} = confusionFigure(samplePredictions('adam'), names).panels[0]!;
    for (const name of names) expect(svg).to.contain(name);
  });
});
