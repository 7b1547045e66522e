import {resolve} from 'node:path';
import {expect} from 'chai';
import {parseChoices, readValues} from '../../../scripts/arguments/command-options.ts';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {givenOptions, mliOptions, refuse, studyOptions} from '../../../scripts/interpolate/interpolate-options.ts';
import {readTraining} from '../../../scripts/training/training-options.ts';

describe('options of interpolate', () => {
  it('are those of a training with the points, in the order of config.json', async () => {
    const {options} = await readTraining(new ArgumentReader({}, studyOptions), studyOptions);
    expect(Object.keys(options).slice(-2)).to.deep.equal(['alphas', 'batchNorm']);
    expect(options).to.include({optimizers: 'sgd,momentum,adam', seeds: 3, alphas: '0:1:51', batchNorm: 'recalibrate'});
    expect(options).not.to.have.property('compile');
  });

  it('have the settings of the published grid in the preset', async () => {
    const read = new ArgumentReader({shapes: '128/64-64'}, mliOptions);
    const options = await readValues(read, mliOptions);
    expect(JSON.parse(JSON.stringify(options))).to.deep.equal({
      preset: 'mli',
      rates: '3,1,0.3,0.1,0.03,0.01,0.003,0.001',
      shapes: '128/64-64',
      epochs: 30,
      batchSize: 512,
      seeds: 1,
      seed: 1,
      alphas: '0:1:50',
      batchNorm: 'recalibrate',
      data: 'embedded',
      dataset: 'mnist',
    });
    const {rates, shapes} = await parseChoices(read, mliOptions, options);
    expect(rates).to.have.length(8);
    expect(shapes).to.deep.equal([[128], [64, 64]]);
    expect(read.mistakes).to.deep.equal([]);
  });

  it('need both ends, which are kept as absolute paths', async () => {
    const read = new ArgumentReader({from: 'a'}, givenOptions);
    expect((await readValues(read, givenOptions)).from).to.equal(resolve('a'));
    expect(read.mistakes).to.deep.equal(['--to is missing: two given ends need both --from and --to']);
  });
});

describe('refuse', () => {
  it('names the options that were written and do not go with others', () => {
    const read = new ArgumentReader({seed: '1'}, studyOptions);
    refuse(read, ['seed', 'seeds'], 'does not go with it');
    expect(read.mistakes).to.deep.equal(['--seed does not go with it']);
  });
});
