import {expect} from 'chai';
import {figureSheet} from '../../../../scripts/report/figures/sheet.ts';
import {reportFigures} from '../../../../scripts/report/report-figures.ts';
import {sampleReport} from '../sample-report.ts';
import {parseXml} from '../well-formed.ts';

describe('figureSheet', () => {
  it('is one well-formed file with all panels side by side and the legend', () => {
    for (const figure of reportFigures(sampleReport({seeds: 2, epochs: 3}))) {
      const sheet = figureSheet(figure);
      const elements = parseXml(sheet);
      const [root, ...inner] = elements.filter(({name}) => name === 'svg').map(({attributes}) => attributes);
      expect(root!['xmlns']).to.equal('http://www.w3.org/2000/svg');
      expect(inner).to.have.length(figure.panels.length);
      const boxes = inner.map(
        ({x, y, width, height}) => [x, y, width, height].map(Number) as [number, number, number, number],
      );
      for (const [index, [x, y, width, height]] of boxes.entries()) {
        expect(x + width).to.be.at.most(Number(root!['width']));
        expect(y + height).to.be.at.most(Number(root!['height']));
        for (const [otherX, otherY] of boxes.slice(index + 1)) {
          expect(otherX >= x + width || otherY >= y + height).to.equal(true);
        }
      }
      const texts = new Set(elements.map(({text}) => text));
      for (const {label} of figure.legend) expect(texts).to.include(label);
      expect(sheet.match(/https?:\/\/[^"]*/g)!.every((address) => address === 'http://www.w3.org/2000/svg')).to.equal(
        true,
      );
    }
  });

  it('breaks a long legend into lines within its width', () => {
    const labels = Array.from({length: 20}, (_, index) => `an optimizer with a long name ${index}`);
    const [loss] = reportFigures(sampleReport({labels, seeds: 1, epochs: 1}));
    const elements = parseXml(figureSheet(loss!));
    const places = elements.flatMap(({name, attributes}) =>
      name === 'g' && attributes['transform'] !== undefined && Object.keys(attributes).length === 1
        ? [/^translate\(([\d.]+),([\d.]+)\)$/.exec(attributes['transform'])?.slice(1).map(Number)]
        : [],
    );
    const height = Number(elements[0]!.attributes['height']);
    expect(Math.max(...places.map((place) => place?.[1] ?? 0))).to.be.within(height - 60, height);
  });
});
