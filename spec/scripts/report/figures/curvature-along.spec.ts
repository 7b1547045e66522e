import {expect} from 'chai';
import {curvatureAlongFigure} from '../../../../scripts/report/figures/curvature-along.ts';
import {recordOf as record} from '../curvature/sample-record.ts';

describe('curvatureAlongFigure', () => {
  it('draws the course of the training with the edge of stability', () => {
    expect(curvatureAlongFigure([record(5)])).to.equal(null);
    const figure = curvatureAlongFigure([record(5, {epoch: 0}), record(9, {epoch: 1})])!;
    expect(figure.panels.map(({title}) => title)).to.deep.equal(['Largest eigenvalue']);
    expect(figure.legend.map(({label}) => label)).to.deep.equal(['sgd <1>', '2 / rate']);
  });

  it('draws no edge for records that have none, and names it by no formula where there are several', () => {
    const without = [0, 1].map((epoch) => {
      const {edge: _edge, ...rest} = record(5 + epoch, {epoch});
      return rest;
    });
    const figure = curvatureAlongFigure(without)!;
    expect(figure.legend.map(({label}) => label)).to.deep.equal(['sgd <1>']);
    expect(figure.explanation).to.match(/not drawn/);
    const other = record(5, {epoch: 1, label: 'momentum', edge: {formula: '2 (1 + momentum) / rate', eigenvalue: 38}});
    const both = curvatureAlongFigure([record(5, {epoch: 0}), other])!;
    expect(both.legend.at(-1)!.label).to.equal('edge of stability');
  });
});
