import {resolve} from 'node:path';
import {expect} from 'chai';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {mnist} from '../../../scripts/mnist/command.ts';
import {comparisonOptions, readTraining, trainingOptions} from '../../../scripts/training/training-options.ts';

const read = async (written: Record<string, string>) => {
  const reader = new ArgumentReader(written, mnist.options);
  return {...(await readTraining(reader, comparisonOptions)), mistakes: reader.mistakes};
};

describe('readTraining', () => {
  it('has the defaults that the help tells', async () => {
    const {options, choices, mistakes} = await read({});
    expect(mistakes).to.deep.equal([]);
    expect(options).to.include({epochs: null, seeds: 1, seed: 1, model: 'mlp', data: 'embedded', schedule: 'constant'});
    expect(String(options.batchSize)).to.equal(comparisonOptions['batch-size'].default);
    expect(options.compile).to.equal(comparisonOptions.compile.default);
    expect(choices.optimizers).to.have.length(7);
    expect((await read({dataset: 'fashion'})).options.data).to.equal('download');
  });

  it('keeps a data folder as an absolute path', async () => {
    expect((await read({data: 'some/folder'})).options.data).to.equal(resolve('some/folder'));
    expect((await read({data: 'download'})).options.data).to.equal('download');
  });

  it('knows nothing of compiling in commands without the option', async () => {
    const {compile: _compile, ...table} = comparisonOptions;
    const {options} = await readTraining(new ArgumentReader({}, table), table);
    expect(options).not.to.have.property('compile');
    expect((await read({compile: 'off'})).options.compile).to.equal('off');
  });

  it('refuses what no run could do', async () => {
    const refused: [Record<string, string>, RegExp][] = [
      [{seeds: '1e9'}, /--seeds .* at most 1000, got "1e9"/],
      [{epochs: '5', schedule: 'cosineDecay:warmup=5'}, /warmup of 5 leaves nothing of the 5 epochs/],
      [{schedule: 'cosineDecay:warmup=-1'}, /warmup must be a number of at least 0, got "-1"/],
      [{model: 'mlp:widths=1e6-1e6'}, /make 1\.0e\+12 weights/],
      [
        {optimizers: 'lbfgs,newtonCG', schedule: 'cosineDecay'},
        /--schedule does not apply: no learning rate is in lbfgs, newtonCG/,
      ],
      [{compile: 'yes'}, /--compile must be one of on, off, got "yes"/],
      [{dataset: 'fashion', data: 'embedded'}, /the MNIST digits only/],
    ];
    for (const [written, message] of refused) {
      const {mistakes} = await read(written);
      expect(mistakes, JSON.stringify(written)).to.have.length(1);
      expect(mistakes[0]).to.match(message);
    }
  });
});

describe('readTraining with solvers', () => {
  it('takes a schedule where somebody else has a learning rate', async () => {
    expect((await read({optimizers: 'lbfgs,adam', schedule: 'cosineDecay'})).mistakes).to.deep.equal([]);
  });
});

describe('trainingOptions', () => {
  it('have the optimizers and the number of seeds of the command, and are read in the order of config.json', async () => {
    const table = trainingOptions({optimizers: {describe: 'which', default: 'sgd'}, seeds: 7});
    expect(table.seeds).to.include({default: '7', group: 'Training'});
    expect(table.optimizers).to.include({describe: 'which', default: 'sgd'});
    const {options, choices} = await readTraining(new ArgumentReader({}, table), table);
    expect(Object.keys(options)).to.deep.equal([
      'optimizers',
      'schedule',
      'model',
      'loss',
      'epochs',
      'batchSize',
      'seeds',
      'seed',
      'data',
      'dataset',
      'target',
      'task',
      'missing',
      'ignore',
      'keep',
      'categories',
      'decimal',
      'size',
      'colour',
      'test',
      'testFraction',
      'splitSeed',
      'compile',
    ]);
    expect(options.seeds).to.equal(7);
    expect(choices.optimizers.map(({label}) => label)).to.deep.equal(['sgd']);
    expect(choices.schedule).to.equal(undefined);
  });
});
