import {expect} from 'chai';
import {batchNormModes} from '../../../lib/landscape/scan/batch-norm.ts';
import {readValues} from '../../../scripts/arguments/command-options.ts';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {alphasOption, axisOption, batchNormChoices, batchNormOption} from '../../../scripts/run/scan-arguments.ts';

const table = {alphas: alphasOption('0:1:51'), x: axisOption('along'), ...batchNormOption('Points')};

const read = async (written: Record<string, string>) => {
  const reader = new ArgumentReader(written, table);
  return {options: await readValues(reader, table), mistakes: reader.mistakes};
};

describe('options of a scan', () => {
  it('have the group and the default that they are asked for', async () => {
    expect(batchNormOption('Points')['batch-norm']).to.include({group: 'Points', default: 'recalibrate'});
    expect(table.alphas.default).to.equal('0:1:51');
    const {options, mistakes} = await read({});
    expect(options).to.deep.equal({alphas: '0:1:51', x: 'auto', batchNorm: 'recalibrate'});
    expect(mistakes).to.deep.equal([]);
  });

  it('know all ways to treat batch normalisation', () => {
    expect(batchNormChoices).to.deep.equal(batchNormModes);
  });

  it('keep ranges as they were written, and refuse others', async () => {
    expect((await read({alphas: '0,0.5,1', x: '-1:1:3'})).options).to.include({alphas: '0,0.5,1', x: '-1:1:3'});
    const refused: [Record<string, string>, RegExp][] = [
      [{alphas: '0:1'}, /^--alphas: range must be from:to:count/],
      [{alphas: '1,0'}, /^--alphas must increase, got "1,0"/],
      [{alphas: '2:3:4'}, /^--alphas must have at least two positions between 0 and 1/],
      [{x: '1:1:1'}, /^--x must have at least two increasing numbers, got "1:1:1"/],
      [{x: 'wide'}, /^--x: range must be/],
    ];
    for (const [written, message] of refused) {
      const {mistakes} = await read(written);
      expect(mistakes, JSON.stringify(written)).to.have.length(1);
      expect(mistakes[0]).to.match(message);
    }
  });
});
