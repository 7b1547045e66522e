import {expect} from 'chai';
import {divergedTable} from '../../../../scripts/report/sections/diverged-table.ts';
import {sampleUnits} from '../sample-report.ts';

describe('divergedTable', () => {
  it('lists who diverged, at which update and rate', () => {
    const units = sampleUnits({labels: ['sgd', 'adam'], seeds: 2, diverged: ['sgd/2']});
    const {text} = divergedTable(units)!;
    const cells = [...text.matchAll(/<(?:td|th scope="row")[^>]*>\s*([^<]*?)\s*</g)].map(([, cell]) => cell);
    expect(cells).to.deep.equal(['sgd', '2', '415', '0.1', 'NaN', 'the loss is not a number']);
  });

  it('is not there if none did', () => {
    expect(divergedTable(sampleUnits({seeds: 1}))).to.equal(null);
  });
});
