import {expect} from 'chai';
import {drawVegaPanel} from '../../../../scripts/report/figures/draw.ts';
import {contourMarks} from '../../../../scripts/report/surfaces/contour-marks.ts';
import {parseXml} from '../well-formed.ts';

const way = [
  {x: 0, y: 0},
  {x: 1, y: 1},
];

/** The marks alone, on axes from 0 to 1, with the complaints of Vega. */
function drawn(marks: readonly {name: string; x: number; y: number}[]) {
  const complaints: string[] = [];
  const scale = (name: string, range: string) => ({name, type: 'linear', domain: [0, 1], range, zero: false});
  const {svg} = drawVegaPanel(
    {
      data: [
        {name: 'marks', values: marks},
        {name: 'way', values: way},
      ],
      scales: [scale('xscale', 'width'), scale('yscale', 'height')],
      marks: contourMarks(),
    },
    {width: 200, height: 100, title: 'Marks', description: 'Alone.'},
    (message) => complaints.push(message),
  );
  return {elements: parseXml(svg), complaints};
}

describe('contourMarks', () => {
  it('names every marked point twice at the same place, the white halo first', () => {
    const {elements, complaints} = drawn([{name: 'a <point>', x: 0.5, y: 0.5}]);
    const names = elements.filter(({name, text}) => name === 'text' && text === 'a &lt;point&gt;');
    expect(names.map(({attributes}) => attributes['stroke'] ?? null)).to.deep.equal(['white', null]);
    expect(new Set(names.map(({attributes}) => attributes['transform']))).to.have.property('size', 1);
    expect(complaints).to.deep.equal([]);
  });

  it('keeps names inside: to the left of a point in the right half, below one at the upper rim', () => {
    const placeOf = (transform: string): number[] =>
      /translate\(([-\d.]+),\s*([-\d.]+)\)/.exec(transform)!.slice(1).map(Number);
    /** The side of the name, and how far it stands from its point. */
    const beside = (x: number, y: number) => {
      const {elements} = drawn([{name: 'adam/seed1', x, y}]);
      const name = elements.find(({text}) => text === 'adam/seed1')!.attributes;
      const point = elements.findLast(({attributes}) => attributes['stroke-width'] === '1.4')!.attributes;
      const [[left, top], [u, v]] = [placeOf(name['transform']!), placeOf(point['transform']!)];
      return [name['text-anchor'], left! - u!, top! - v!];
    };
    expect(beside(1, 1)).to.deep.equal(['end', -9, 18]);
    expect(beside(0, 0)).to.deep.equal(['start', 9, -9]);
  });

  it('draws the way over a broader white one, with a point for each of its points', () => {
    const {elements} = drawn([]);
    const paths = elements.filter(({name}) => name === 'path').map(({attributes}) => attributes);
    const lines = paths.filter((path) => path['stroke-width'] === '3.5' || path['stroke-width'] === '1.6');
    expect(lines.map((line) => line['stroke'])).to.deep.equal(['white', '#D55E00']);
    expect(lines[0]!['d']).to.equal(lines[1]!['d']);
    expect(paths.filter((path) => path['fill'] === '#D55E00')).to.have.length(way.length);
  });
});
