import {expect} from 'chai';
import {hessian} from '../../../scripts/hessian/command.ts';
import {asWritten, readValues} from '../../../scripts/arguments/command-options.ts';
import {dataOptions} from '../../../scripts/data/data-options.ts';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {modelOptions, ownTraining, probeNames, probingOptions} from '../../../scripts/hessian/hessian-options.ts';

const read = (written: Record<string, string>) =>
  readValues(new ArgumentReader(written, probingOptions), probingOptions);

describe('options of probing', () => {
  it('have their defaults, by the names and in the order of the files that keep them', async () => {
    expect(Object.entries(await read({}))).to.deep.equal([
      ['probes', probeNames],
      ['every', undefined],
      ['k', 15],
      ['draws', 3],
      ['steps', 60],
      ['examples', null],
      ['seed', 0],
    ]);
  });

  it('are found again in a file as they were written', async () => {
    const written = {probes: 'top,trace', every: '5', eigenvalues: '4', draws: '2', steps: '9', 'probe-seed': '7'};
    const options = await read(written);
    expect(options).to.include({every: 5, k: 4, seed: 7});
    expect(asWritten(probingOptions, options)).to.deep.equal(written);
  });
});

describe('options of what is probed', () => {
  it('are few of a model, and of a training those of mnist with defaults of their own', () => {
    expect(Object.keys(modelOptions)).to.deep.equal([...Object.keys(dataOptions), 'loss']);
    expect(ownTraining.epochs.default).to.equal('5');
    expect(ownTraining.optimizers.default).to.equal('sgd:lr=0.1');
  });

  it('says that --out is not for runs', () => {
    expect(hessian.options['out']!.describe).to.match(
      /of a training or of the probe of a model; a run keeps its probes/,
    );
  });
});
