import {expect} from 'chai';
import {drawFigure} from '../../../../scripts/lecture/figures/draw-figure.ts';
import type {PanelPlan} from '../../../../scripts/lecture/figures/plan.ts';

const titles = {title: 'panel', xTitle: 'across', yTitle: 'up'};

const draw = (...panels: PanelPlan[]) => drawFigure({name: 'n', title: 'Title', caption: 'Seen.', panels}, 'file');

const paths = (svg: string, stroke: string): number => svg.match(new RegExp(`stroke="${stroke}"`, 'g'))?.length ?? 0;

describe('drawFigure', () => {
  it('draws lines, and gaps where values are not finite or not on a logarithmic scale', () => {
    const {panels, legend, name, explanation} = draw({
      ...titles,
      kind: 'lines',
      yLog: true,
      series: [
        {label: 'a', x: [0, 1, 2, 3, 4], y: [1, 10, 0, 10, 1]},
        {label: 'b', x: [0, 1], y: [2, Number.NaN], as: 'points'},
      ],
    });
    const {svg, description} = panels[0]!;
    expect({name, explanation}).to.deep.equal({name: 'file', explanation: 'Seen.'});
    expect(description).to.equal('up over across of a, b.');
    expect(svg).to.contain('across').and.contain('up').and.not.contain('NaN');
    // Two pieces of the line, one point.
    const line = /<path [^>]*d="([^"]*)"[^>]*stroke="#0072B2"/.exec(svg)![1]!;
    expect(line.match(/M/g)).to.have.length(2);
    expect(svg.match(/fill="#D55E00"/g)).to.have.length(1);
    expect(legend.map(({label, line: drawn}) => [label, drawn])).to.deep.equal([
      ['a', 'solid'],
      ['b', 'none'],
    ]);
  });

  it('leaves the legend out where there is one series, and tells dashes', () => {
    expect(draw({...titles, kind: 'lines', series: [{label: 'a', x: [0, 1], y: [1, 2]}]}).legend).to.deep.equal([]);
    const {legend, panels} = draw({
      ...titles,
      kind: 'lines',
      series: [
        {label: 'a', x: [0, 1], y: [1, 2], as: 'dashed'},
        {label: 'b', x: [0, 1], y: [1, 2], as: 'line and points'},
      ],
    });
    expect(legend.map(({line}) => line)).to.deep.equal(['dashed', 'solid']);
    expect(legend.map(({shape}) => shape === null)).to.deep.equal([true, false]);
    expect(panels[0]!.svg).to.contain('stroke-dasharray');
  });

  it('draws bars side by side', () => {
    const {panels} = draw({
      ...titles,
      kind: 'bars',
      names: ['one', 'two'],
      series: [
        {label: 'a', values: [1, 2]},
        {label: 'b', values: [3, Number.NaN]},
      ],
    });
    const {svg} = panels[0]!;
    expect(svg.match(/fill="#0072B2"/g)).to.have.length(2);
    expect(svg.match(/fill="#D55E00"/g)).to.have.length(1);
    expect(svg).to.contain('>one<').and.contain('>two<');
  });

  it('draws squares with their values, and a cross where there is none', () => {
    const {panels} = draw({
      ...titles,
      kind: 'heat',
      x: [0.1, 0.2],
      y: ['low', 'high'],
      values: [
        [1, 2],
        [3, Number.POSITIVE_INFINITY],
      ],
      valueTitle: 'loss',
    });
    const {svg} = panels[0]!;
    for (const words of ['>0.1<', '>low<', '>1<', '>2<', '>3<', '>×<', 'loss']) expect(svg).to.contain(words);
  });

  it('draws level lines with ways and marks on them', () => {
    const axis = [-1, -0.5, 0, 0.5, 1];
    const {panels} = draw({
      ...titles,
      kind: 'plane',
      x: axis,
      y: axis,
      values: axis.map((y) => axis.map((x) => x * x + y * y)),
      paths: [{label: 'way', x: [1, 0.5, 0], y: [1, 0.5, 0]}],
      marks: [{name: 'minimum', x: 0, y: 0}],
    });
    const {svg} = panels[0]!;
    expect(svg).to.contain('minimum');
    expect(paths(svg, '#7d8fa3')).to.be.at.least(8);
    expect(paths(svg, '#0072B2')).to.equal(1);
    expect(svg.match(/fill="#0072B2"/g)).to.have.length(3);
  });

  const labels = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]+)<\/text>/g)].map(([, text]) => text!);

  it('puts ticks at whole numbers where all values are whole, and writes them as the pages do', () => {
    const line = (x: number[], y: number[], more: object = {}) =>
      labels(draw({...titles, kind: 'lines', series: [{label: 'a', x, y}], ...more}).panels[0]!.svg);
    const few = line([0, 1, 2], [0.1, 0.15, 0.2]);
    expect(few).to.include.members(['0', '1', '2', '0.14']).and.not.include.members(['0.5']);
    expect(few.filter((label) => /^[01]\.5$/.test(label))).to.deep.equal([]);
    expect(line([0, 0.25, 2], [1, 2, 3])).to.include('0.5');
    const log = line([1, 10], [2e-3, 3e4], {yLog: true});
    expect(log).to.include.members(['0.01', '100', '10000']);
    expect(log.join(' ')).to.not.match(/\de/);
    // Within a decade, too, and few enough to be read.
    const decade = line([1, 10], [2.2e-5, 4.1e-5], {yLog: true}).filter((label) => label.includes('10⁻⁵'));
    expect(decade.length).to.be.within(2, 7);
    expect(line([-3e6, 3e6], [-1, 1.5]))
      .to.include('−2·10⁶')
      .and.include('−0.5');
    const bars = draw({...titles, kind: 'bars', names: ['a'], series: [{label: 'n', values: [2]}]}).panels[0]!.svg;
    expect(labels(bars)).to.include.members(['0', '1', '2']).and.not.include('0.5');
  });

  it('draws planes to the same scale in both directions, with names beside the ways', () => {
    const range = (from: number, to: number) => Array.from({length: 21}, (_, i) => from + ((to - from) * i) / 20);
    const [x, y] = [range(-2, 10), range(-1.5, 1.5)];
    const plan = {
      ...titles,
      kind: 'plane',
      x,
      y,
      values: y.map((b) => x.map((a) => a * a + 10 * b * b)),
      paths: [{label: 'way', x: [10, 0, 3], y: [1, 0, 0.9]}],
      marks: [{name: 'minimum', x: 0, y: 0}],
    } as const;
    const {svg} = draw(plan).panels[0]!;
    // Points of the way: one from another 10 across and 1 up.
    const points = [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)" d="[^"]*" fill="#0072B2"/g)].map(([, a, b]) => [
      Number(a),
      Number(b),
    ]);
    const [first, second] = points as [number[], number[]];
    expect((first[0]! - second[0]!) / 10).to.be.closeTo((second[1]! - first[1]!) / 1, 0.01);
    // The way leads up to the right, where the name stands else.
    const heightOf = (drawn: string) => Number(/translate\([\d.]+,([\d.]+)\)"[^>]*>minimum/.exec(drawn)![1]);
    const free = draw({...plan, paths: []}).panels[0]!.svg;
    expect(heightOf(svg)).to.be.above(heightOf(free) + 20);
    // Points on a map as well.
    const map = {...titles, kind: 'lines', xDomain: [-1, 5], yDomain: [-1, 2], isMap: true} as const;
    const dots = draw({...map, series: [{label: 'a', x: [0, 4], y: [0, 1], as: 'points'}]}).panels[0]!.svg;
    const [near, far] = [
      ...dots.matchAll(/translate\(([\d.]+),([\d.]+)\)" d="[^"]*" fill="#0072B2"/g),
    ] as RegExpMatchArray[];
    expect((Number(far![1]) - Number(near![1])) / 4).to.be.closeTo(Number(near![2]) - Number(far![2]), 0.01);
    // A plane that is higher than wide becomes narrow in place of endless.
    const high = draw({...plan, x: y, y: x, values: x.map((a) => y.map((b) => a * a + b * b)), paths: [], marks: []});
    expect(high.panels[0]!.height).to.be.below(600);
    expect(high.panels[0]!.width).to.be.below(300);
  });

  it('makes panels smaller where there are several', () => {
    const panel = {...titles, kind: 'lines', series: [{label: 'a', x: [0, 1], y: [1, 2]}]} as const;
    expect(draw(panel).panels[0]!.width).to.equal(640);
    expect(draw(panel, panel).panels.map(({width}) => width)).to.deep.equal([460, 460]);
    expect(draw(panel, panel, panel).panels[0]!.width).to.equal(320);
  });
});
