import {expect} from 'chai';
import {linearRange} from '../../../../lib/landscape/index.ts';
import {figureSheet} from '../../../../scripts/report/figures/sheet.ts';
import {type ContourOptions, contourFigure} from '../../../../scripts/report/surfaces/contour-figure.ts';
import {parseXml} from '../well-formed.ts';

const options = (change: Partial<ContourOptions> = {}): ContourOptions => {
  const [x, y] = [linearRange(-1, 1, 21), linearRange(0, 2, 11)];
  return {
    x,
    y,
    loss: y.map((v) => x.map((u) => u * u + 2 * (v - 1) ** 2 + 0.01)),
    title: 'A <bowl>',
    explanation: 'Look.',
    xTitle: 'x',
    yTitle: 'y',
    marks: [{name: 'bottom', x: 0, y: 1}],
    trajectory: [
      {x: -0.8, y: 0.2},
      {x: -0.2, y: 0.9},
    ],
    ...change,
  };
};

describe('contourFigure', () => {
  it('draws closed levels around the minimum, the marks and the way', () => {
    const figure = contourFigure(options())!;
    const elements = parseXml(figureSheet(figure));
    const filled = elements.filter(({name, attributes}) => name === 'path' && /rgb|#/.test(attributes['fill'] ?? ''));
    expect(filled.length).to.be.greaterThan(10);
    expect(elements.some(({text}) => text === 'bottom')).to.equal(true);
    expect(figure.panels[0]!.description).to.equal('Loss from 0.0100 to 3.0100 over 21 x 11 points.');
  });

  it('puts the minimum where it is: the darkest level lies around it', () => {
    const {svg, width, height} = contourFigure(options({marks: [], trajectory: []}))!.panels[0]!;
    const paths = parseXml(svg).filter(({name, attributes}) => name === 'path' && attributes['stroke'] === 'white');
    // The levels come from the lowest up: what is above the sixth of them has a hole around the minimum.
    const numbers = [...paths[5]!.attributes['d']!.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const inner = numbers.filter(
      ([x, y]) => x! > 0.2 * width && x! < 0.7 * width && y! > 0.2 * height && y! < 0.8 * height,
    );
    const middle = (index: number) => inner.reduce((sum, point) => sum + point[index]!, 0) / inner.length;
    expect(inner.length).to.be.greaterThan(5);
    const whole = numbers.map(([x]) => x!);
    expect(middle(0)).to.be.closeTo((Math.min(...whole) + Math.max(...whole)) / 2, 12);
  });

  it('draws zero, negative and missing losses, and nothing where there is nothing to draw', () => {
    const {x, y} = options();
    const negative = y.map((v) => x.map((u) => (u === 0 ? Number.NaN : u * v - 1)));
    parseXml(figureSheet(contourFigure(options({loss: negative}))!));
    parseXml(figureSheet(contourFigure(options({loss: y.map(() => x.map(() => 0))}))!));
    expect(contourFigure(options({loss: y.map(() => x.map(() => Number.NaN))}))).to.equal(null);
    expect(contourFigure(options({y: [0], loss: [x.map(() => 1)]}))).to.equal(null);
  });
});
