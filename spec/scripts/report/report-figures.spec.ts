import {expect} from 'chai';
import {reportFigures} from '../../../scripts/report/report-figures.ts';
import {sampleReport} from './sample-report.ts';
import {parseXml} from './well-formed.ts';

const names = (options: Parameters<typeof sampleReport>[0]) =>
  reportFigures(sampleReport(options)).map(({name}) => name);

describe('reportFigures', () => {
  it('draws every figure that the data allow', () => {
    const all = ['loss', 'accuracy', 'final-loss', 'learning-rate', 'gradient-norms', 'confusion', 'mistakes'];
    const small = {labels: ['sgd', 'adam'], seeds: 2, epochs: 3};
    expect(names(small)).to.deep.equal(all);
    expect(names({...small, layers: 0})).not.to.include('gradient-norms');
    expect(names({...small, accuracy: false})).to.deep.equal(['loss', 'final-loss', 'learning-rate', 'gradient-norms']);
    expect(names({labels: []})).to.deep.equal([]);
  });

  it('gives every figure a title, an explanation and well-formed panels of their size', () => {
    for (const figure of reportFigures(sampleReport({labels: ['sgd', 'adam'], seeds: 1, epochs: 2}))) {
      expect(figure.title).not.to.equal('');
      expect(figure.explanation.length).to.be.above(40);
      for (const {svg, width, height} of figure.panels) {
        const [root] = parseXml(svg);
        expect(root!.attributes).to.include({role: 'img', width: String(width), height: String(height)});
      }
    }
  });

  it('bears losses that are not finite anywhere', () => {
    const report = sampleReport({labels: ['sgd', 'adam'], seeds: 2, epochs: 3, diverged: ['sgd/1', 'sgd/2']});
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      const units = report.units.map((unit) => ({
        ...unit,
        history: unit.history.map((record, epoch) =>
          epoch === 2 ? {...record, trainLoss: odd, testLoss: odd, rates: [[1, odd] as const]} : record,
        ),
      }));
      for (const figure of reportFigures({...report, units})) {
        for (const {svg} of figure.panels) {
          parseXml(svg);
          expect(svg).not.to.match(/="[^"]*(NaN|Infinity|undefined)/);
        }
      }
    }
  });
});
