import {expect} from 'chai';
import type {Curve} from '../../../../scripts/report/figures/curves.ts';
import {linePanel} from '../../../../scripts/report/figures/line-panel.ts';
import {legendOf} from '../../../../scripts/report/figures/palette.ts';
import {linesOf, parseXml} from '../well-formed.ts';

const legend = legendOf(['a', 'b']);
const blue = legend[0]!.colour;
const frame = {width: 400, height: 300, title: 't', description: 'd'};
const curve = (label: string, values: readonly number[], more: Partial<Curve> = {}): Curve => ({
  label,
  points: values.map((mean, x) => ({x, mean, low: mean, high: mean})),
  diverged: false,
  end: null,
  ...more,
});
const options = {
  legend,
  xTitle: 'Epoch',
  yTitle: 'Loss',
  xDomain: [0, 2],
  scale: {type: 'log', domain: [0.01, 1], ticks: [0.01, 0.1, 1]},
} as const;

describe('linePanel', () => {
  it('places equal factors at equal distances on a logarithmic scale', () => {
    const series = [{curves: [curve('a', [1, 0.1, 0.01])], line: 'solid'}] as const;
    const [line] = linesOf(linePanel({...options, series}, frame).svg, blue);
    const [first, second, third] = line!.points;
    expect(second![1] - first![1]).to.be.closeTo(third![1] - second![1], 0.02);
    expect(second![0] - first![0]).to.be.closeTo(third![0] - second![0], 0.02);
    expect(third![1] - first![1]).to.be.above(180);
    expect(line!.attributes['stroke-dasharray']).to.equal(undefined);
  });

  it('dashes the second set and turns the axis over on demand', () => {
    const series = [{curves: [curve('a', [1, 0.1])], line: 'dashed'}] as const;
    const [line] = linesOf(linePanel({...options, series, reverse: true}, frame).svg, blue);
    expect(line!.attributes['stroke-dasharray']).to.equal('5,3');
    expect(line!.points[1]![1]).to.be.below(line!.points[0]![1]);
  });

  it('shades a band only where seeds differ', () => {
    const shaded = (high: number) => {
      const points = [0, 1].map((x) => ({x, mean: 0.1, low: 0.1, high}));
      const series = [{curves: [{...curve('a', []), points}], line: 'solid' as const}];
      return parseXml(linePanel({...options, series}, frame).svg).filter(
        ({attributes}) => attributes['fill'] === blue && attributes['opacity'] === '0.16',
      ).length;
    };
    expect(shaded(0.2)).to.equal(1);
    expect(shaded(0.1)).to.equal(0);
  });

  it('leads the line of a diverged run to a cross at the upper end', () => {
    const lost = curve('b', [1, 0.5], {diverged: true, end: {x: 1.5, value: NaN}});
    const {svg} = linePanel({...options, series: [{curves: [lost], line: 'solid'}]}, frame);
    const colour = legend[1]!.colour;
    const [line] = linesOf(svg, colour).filter(({points}) => points.length === 3);
    expect(line!.points[2]![1]).to.be.closeTo(0, 0.01);
    const [cross] = parseXml(svg).filter(({attributes}) => attributes['stroke-width'] === '2.5');
    expect(cross!.attributes['stroke']).to.equal(colour);
    expect(cross!.attributes['transform']).to.equal(`translate(${line!.points[2]!.join(',')})`);
  });

  it('thins out markers of long curves, in turns', () => {
    const values = Array.from({length: 100}, () => 0.1);
    const series = [{curves: [curve('a', values), curve('b', values)], line: 'solid'}] as const;
    const {svg} = linePanel({...options, xDomain: [0, 99], series}, frame);
    const places = legend.map(({colour}) =>
      parseXml(svg).flatMap(({attributes}) => (attributes['fill'] === colour ? [attributes['transform']] : [])),
    );
    for (const of of places) expect(of.length).to.be.within(6, 9);
    expect(places[0]!.filter((place) => places[1]!.includes(place))).to.deep.equal([]);
  });
});
