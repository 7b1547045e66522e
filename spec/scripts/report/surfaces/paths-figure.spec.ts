import {expect} from 'chai';
import {figureSheet} from '../../../../scripts/report/figures/sheet.ts';
import {pathsFigure, type PathsFigureOptions} from '../../../../scripts/report/surfaces/paths-figure.ts';
import type {DrawnPath} from '../../../../scripts/report/surfaces/drawn-path.ts';
import {parseXml} from '../well-formed.ts';

const path = (label: string, seed: number, line: 'solid' | 'dashed', values: (number | null)[]): DrawnPath => ({
  label,
  seed,
  line,
  points: values.map((value, i) => ({alpha: i / (values.length - 1), value})),
});

const options = (loss: DrawnPath[], accuracy: DrawnPath[] = []): PathsFigureOptions => ({
  name: 'paths',
  title: 'Paths',
  explanation: 'Look.',
  labels: ['sgd', 'a < b'],
  ends: [
    {alpha: 0, name: 'start'},
    {alpha: 1, name: 'trained'},
  ],
  lines: {solid: 'training set', dashed: 'test set'},
  rows: [{title: 'Row', loss, accuracy}],
});

describe('pathsFigure', () => {
  it('draws every path thin, a band where there are seeds, and names ends and lines', () => {
    const loss = [
      path('sgd', 1, 'solid', [2, 1, 0.5]),
      path('sgd', 2, 'solid', [2.2, 1.1, 0.6]),
      path('sgd', 1, 'dashed', [2, 1.2, 0.9]),
      path('a < b', 1, 'solid', [2, 1.5, 0.7]),
    ];
    const figure = pathsFigure(options(loss, [path('sgd', 1, 'solid', [0.1, 0.5, 0.9])]))!;
    expect(figure.panels.map(({title}) => title)).to.deep.equal(['Row: loss', 'Row: accuracy']);
    expect(figure.legend.map(({label}) => label)).to.deep.equal([
      'sgd',
      'a < b',
      'training set',
      'test set',
      'band: from the lowest to the highest path',
    ]);
    const elements = parseXml(figureSheet(figure));
    const lines = elements.filter(({attributes}) => attributes['stroke-width'] === '1.1');
    expect(lines).to.have.length(5);
    expect(lines.filter(({attributes}) => attributes['stroke-dasharray'] === '5,3')).to.have.length(1);
    expect(elements.filter(({text}) => text === 'trained')).to.have.length(2);
  });

  it('takes zero, negative, infinite and missing losses', () => {
    const figure = pathsFigure(options([path('sgd', 1, 'solid', [0, -1, NaN, Infinity, null, -2])]))!;
    expect(figure.panels).to.have.length(1);
    parseXml(figureSheet(figure));
    expect(pathsFigure(options([path('sgd', 1, 'solid', [NaN, null])]))).to.equal(null);
  });
});
