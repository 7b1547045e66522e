import {expect} from 'chai';
import {type RangeTest, ratesFigure} from '../../../scripts/rates/rates-figure.ts';
import {legendOf} from '../../../scripts/report/figures/palette.ts';
import {linesOf, parseXml} from '../report/well-formed.ts';

const test = (label: string, smoothed: (number | null)[], suggested: number | null = 1e-2): RangeTest => ({
  label,
  suggested,
  rates: smoothed.map((_, i) => 10 ** (i - 3)),
  losses: smoothed,
  smoothed,
});

describe('ratesFigure', () => {
  const [first, second] = legendOf(['a', 'b']).map(({colour}) => colour) as [string, string];

  it('draws the loss over the logarithm of the rate, one line an optimizer', () => {
    const figure = ratesFigure([test('a', [2, 1.5, 1, 2]), test('b', [2, 1.8, 1.9])])!;
    expect(figure.name).to.equal('rates');
    expect(figure.legend.map(({label}) => label)).to.deep.equal(['a', 'b', 'suggested rate']);
    const {svg} = figure.panels[0]!;
    const [line] = linesOf(svg, first);
    const xs = line!.points.map(([x]) => x);
    expect(xs[1]! - xs[0]!).to.be.above(50);
    for (const i of [1, 2]) expect(xs[i + 1]! - xs[i]!).to.be.closeTo(xs[1]! - xs[0]!, 0.05);
    expect(line!.points[2]![1], 'less is lower').to.be.above(line!.points[1]![1]);
    expect(linesOf(svg, second)[0]!.points).to.have.length(3);
    const ticks = parseXml(svg).map(({text}) => text);
    for (const tick of ['0.001', '0.01', '0.1', '1']) expect(ticks).to.include(tick);
  });

  it('marks the suggestion on its line, and none where there is none', () => {
    const crosses = (suggested: number | null) => {
      const {svg} = ratesFigure([test('a', [2, 1.5, 1, 2], suggested)])!.panels[0]!;
      // The mark is two strokes.
      return parseXml(svg).filter(
        ({attributes}) => /L.*M/.test(attributes['d'] ?? '') && attributes['stroke'] === first,
      );
    };
    expect(crosses(1e-2)).to.have.length(1);
    expect(crosses(null)).to.have.length(0);
    const {svg} = ratesFigure([test('a', [2, 1.5, 1, 2])])!.panels[0]!;
    const [x, y] = linesOf(svg, first)[0]!.points[1]!;
    const [, left, top] = /translate\(([\d.]+),([\d.]+)\)/
      .exec(crosses(1e-2)[0]!.attributes['transform']!)!
      .map(Number) as [number, number, number];
    expect(left).to.be.closeTo(x, 0.05);
    expect(top).to.be.closeTo(y, 0.05);
  });

  it('keeps losses that explode at the upper end, and leaves out what is not finite', () => {
    const {svg} = ratesFigure([test('a', [2, 1, 1e6, null])])!.panels[0]!;
    const {points} = linesOf(svg, first)[0]!;
    expect(points).to.have.length(3);
    expect(points[2]![1]).to.be.closeTo(0, 0.05);
    expect(points[0]![1]).to.be.within(1, 300);
  });

  it('draws the rise at the end whole, and no line along the upper end', () => {
    const ofLosses = (...losses: number[]) =>
      linesOf(ratesFigure([test('a', losses)])!.panels[0]!.svg, first)[0]!.points;
    const rise = ofLosses(2, 1, 2.6, 2.8, 8).map(([, y]) => y);
    for (const [i, y] of rise.entries()) expect(y, `point ${i}`).to.be.within(5, 390);
    expect(new Set(rise.slice(2)).size).to.equal(3);
    expect(ofLosses(2, 1, 1e6, 1e7, 1e8)).to.have.length(3);
  });

  it('names what it draws, and says where the scale is logarithmic', () => {
    const words = (tests: RangeTest[]) => {
      const {panels, legend} = ratesFigure(tests)!;
      return {legend: legend.map(({label}) => label), texts: parseXml(panels[0]!.svg).map(({text}) => text)};
    };
    const near = words([test('a', []), test('b', [2, 1, 1.5])]);
    expect(near.legend).to.deep.equal(['b', 'suggested rate']);
    expect(near.texts).to.include('Smoothed loss').and.to.include('Learning rate (log scale)');
    expect(words([test('a', [2, 0.1, 2])]).texts).to.include('Smoothed loss (log scale)');
  });

  it('takes the greatest of the first losses as what all of them start from', () => {
    const {svg} = ratesFigure([test('a', [1, 0.5, 0.6]), test('b', [4, 3, 2])])!.panels[0]!;
    const tops = linesOf(svg, second)[0]!.points.map(([, y]) => y);
    expect(new Set(tops).size).to.equal(3);
  });

  it('is none without a finite loss', () => {
    expect(ratesFigure([test('a', []), test('b', [null])])).to.equal(null);
  });
});
