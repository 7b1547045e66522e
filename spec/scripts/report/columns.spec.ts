import {expect} from 'chai';
import {rankingColumns} from '../../../scripts/report/columns.ts';
import {rankUnits} from '../../../scripts/report/ranking.ts';
import {sampleUnits, solverUnits} from './sample-report.ts';

const titles = (options: Parameters<typeof sampleUnits>[0]) =>
  rankingColumns(rankUnits(sampleUnits(options))).map(({title}) => title);

describe('rankingColumns', () => {
  it('shows seeds and divergence only where there is something to tell', () => {
    const always = [
      '#',
      'optimizer',
      'test loss',
      'train loss',
      'test accuracy',
      'train accuracy',
      'time',
      'updates/s',
    ];
    expect(titles({seeds: 1})).to.deep.equal(always);
    expect(titles({seeds: 2})).to.deep.equal([...always, 'seeds']);
    expect(titles({seeds: 2, diverged: ['adam/1']})).to.deep.equal([...always, 'diverged']);
  });

  it('shows what updates cost where a solver takes part, with losses and ranks at equal cost', () => {
    const ranking = rankUnits(solverUnits());
    const columns = rankingColumns(ranking).slice(8);
    expect(columns.map(({title}) => title)).to.deep.equal([
      'gradients',
      'products',
      'after 2.00 s',
      'after 4 evaluations',
    ]);
    const cells = (label: string) => columns.map(({text}) => text(ranking.find((row) => row.label === label)!));
    expect(cells('newtonCG').map((cell) => cell.replace(/^.*\(/, '('))).to.deep.equal(['8', '12', '(1)', '(2)']);
    expect(cells('adam').map((cell) => cell.replace(/^.*\(/, '('))).to.deep.equal(['4', '0', '(2)', '(1)']);
    const without = solverUnits().map((unit) => ({
      ...unit,
      history: unit.history.map((one) => (one.evaluations ? {...one, evaluations: {gradient: 2, product: 0}} : one)),
    }));
    expect(rankingColumns(rankUnits(without)).map(({title}) => title)).not.to.include('products');
  });

  it('leaves accuracy out where none is measured, and writes a dash where it was lost', () => {
    expect(titles({seeds: 1, accuracy: false})).not.to.include.members(['test accuracy']);
    const [row] = rankUnits(sampleUnits({labels: ['sgd'], seeds: 1, diverged: ['sgd/1']}));
    const cells = rankingColumns([row!]).filter(({title}) => title.endsWith('accuracy'));
    expect(cells.map(({text}) => text(row!))).to.deep.equal(['\u2013', '\u2013']);
  });
});
