import {expect} from 'chai';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {ratesOptions, readRates} from '../../../scripts/rates/rates-options.ts';

const read = async (written: Record<string, string>) => {
  const reader = new ArgumentReader(written, ratesOptions);
  return {...(await readRates(reader)), mistakes: reader.mistakes};
};

describe('readRates', () => {
  it('has a range and what is trained, in the order of config.json', async () => {
    const {options, choices, mistakes} = await read({});
    expect(mistakes).to.deep.equal([]);
    expect(Object.entries(options).filter(([, value]) => value !== undefined)).to.deep.equal([
      ['range', '1e-6:10:100'],
      ['optimizers', 'sgd,momentum,rmsprop,adam,lion'],
      ['model', 'mlp'],
      ['batchSize', 64],
      ['seed', 1],
      ['data', 'embedded'],
      ['dataset', 'mnist'],
      ['compile', 'on'],
    ]);
    expect(choices.range).to.deep.equal({from: 1e-6, to: 10, steps: 100});
    expect(choices.optimizers.map(({label}) => label)).to.deep.equal(['sgd', 'momentum', 'rmsprop', 'adam', 'lion']);
  });

  it('refuses a range that is none, and Fashion-MNIST that is not there', async () => {
    for (const range of ['1:2', '1:2:30:4', '0:1:30', '2:1:30', '1:2:10', '1:2:30.5', 'a:2:30', '1:Infinity:30']) {
      expect((await read({range})).mistakes, range).to.deep.equal([
        `--range must be from:to:updates such as 1e-6:10:100, with 0 < from < to and more than 10 updates, got "${range}"`,
      ]);
    }
    expect((await read({range: '1:2:11'})).mistakes).to.deep.equal([]);
    expect((await read({optimizers: 'adam,lbfgs'})).mistakes[0]).to.match(/lbfgs: there is no learning rate to test/);
    expect((await read({optimizers: 'adam:lr=0.1,sgd,lion:learningRate=1'})).mistakes).to.deep.equal([
      '--optimizers: adam lr=0.1, lion lr=1: the rate is what is looked for, by --range; leave it out',
    ]);
    expect((await read({dataset: 'fashion', data: 'embedded'})).mistakes).to.have.length(1);
  });
});
