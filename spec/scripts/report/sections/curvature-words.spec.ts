import {expect} from 'chai';
import {curvatureFigures, curvatureSection, lastRecords} from '../../../../scripts/report/sections/curvature-words.ts';
import {density, recordOf as record} from '../curvature/sample-record.ts';

describe('curvatureSection', () => {
  it('escapes every text', () => {
    expect(String(curvatureSection([record(5)])))
      .to.contain('sgd &lt;1&gt;, seed 1, after 2 epochs')
      .and.not.contain('<1>');
  });
});

describe('lastRecords', () => {
  it('are those of the last moment of each label and seed', () => {
    const records = [record(1, {epoch: 0}), record(2, {epoch: 1}), record(3, {seed: 2}), record(4, {label: 'adam'})];
    expect(lastRecords(records)).to.deep.equal(records.slice(1));
  });
});

describe('curvatureFigures', () => {
  it('are those that the records allow', () => {
    expect(curvatureFigures([record(5)])).to.deep.equal([]);
    const along = [record(5, {epoch: 0}), record(9, {epoch: 1, density: {hessian: density}})];
    expect(curvatureFigures(along).map(({name}) => name)).to.deep.equal(['spectrum', 'curvature']);
  });
});
