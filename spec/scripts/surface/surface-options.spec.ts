import {resolve} from 'node:path';
import {expect} from 'chai';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {readSurface, surfaceOptions} from '../../../scripts/surface/surface-options.ts';

const read = async (written: Record<string, string | boolean>) => {
  const reader = new ArgumentReader(written, surfaceOptions);
  return {...(await readSurface(reader)), mistakes: reader.mistakes};
};

describe('readSurface', () => {
  it('has the options of a training and then those of the plane, in the order of config.json', async () => {
    const {options, isInteractive, mistakes} = await read({});
    expect(mistakes).to.deep.equal([]);
    expect(isInteractive).to.equal(false);
    expect(Object.entries(options).filter(([, value]) => value !== undefined)).to.deep.equal([
      ['optimizers', 'sgd'],
      ['schedule', 'constant'],
      ['model', 'mlp'],
      ['epochs', null],
      ['batchSize', 64],
      ['seed', 1],
      ['data', 'embedded'],
      ['dataset', 'mnist'],
      ['plane', 'random'],
      ['at', ''],
      ['x', 'auto'],
      ['y', 'auto'],
      ['batchNorm', 'recalibrate'],
      ['processes', 1],
    ]);
  });

  it('refuses a list of files without any', async () => {
    expect((await read({at: ',,,'})).mistakes).to.deep.equal([
      '--at must be paths with commas between them, got ",,,"',
    ]);
  });

  it('keeps the files as absolute paths, and counts them', async () => {
    const {options, mistakes, isInteractive} = await read({at: 'a,,b', plane: 'three-points', '3d': true});
    expect(options.at).to.equal(`${resolve('a')},${resolve('b')}`);
    expect(isInteractive).to.equal(true);
    expect(mistakes).to.deep.equal(['--at: the plane three-points goes through 3 given models, got 2']);
  });
});
