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
});
