import {expect} from 'chai';
import {labelsOf, unitsByLabel} from '../../../scripts/report/labels.ts';
import {sampleUnits} from './sample-report.ts';

describe('labelsOf and unitsByLabel', () => {
  it('keep the order of the units', () => {
    const units = sampleUnits({labels: ['sgd', 'adam'], seeds: 2});
    const mixed = [units[3]!, units[0]!, units[2]!, units[1]!];
    expect(labelsOf(mixed)).to.deep.equal(['adam', 'sgd']);
    expect(unitsByLabel(mixed).get('adam')).to.deep.equal([units[3], units[2]]);
    expect(labelsOf([])).to.deep.equal([]);
  });
});
