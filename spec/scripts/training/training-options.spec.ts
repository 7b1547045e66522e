import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {expect} from 'chai';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {mnist} from '../../../scripts/mnist/command.ts';
import {readMnistOptions, readOut} from '../../../scripts/training/training-options.ts';

const read = (written: Record<string, string>) => {
  const reader = new ArgumentReader(written, mnist.options);
  return {...readMnistOptions(reader), mistakes: reader.mistakes};
};

describe('readMnistOptions', () => {
  it('has the defaults that the help tells', () => {
    const {options, choices, mistakes} = read({});
    expect(mistakes).to.deep.equal([]);
    expect(options).to.include({epochs: null, seeds: 1, seed: 1, model: 'mlp', data: 'embedded', schedule: 'constant'});
    expect(String(options.batchSize)).to.equal(mnist.options['batch-size']!.default);
    expect(options.compile).to.equal(mnist.options['compile']!.default);
    expect(choices.optimizers).to.have.length(7);
    expect(read({dataset: 'fashion'}).options.data).to.equal('download');
  });

  it('keeps a data folder as an absolute path', () => {
    expect(read({data: 'some/folder'}).options.data).to.equal(resolve('some/folder'));
    expect(read({data: 'download'}).options.data).to.equal('download');
  });

  it('knows nothing of compiling in commands without the option', () => {
    const {compile: _compile, ...table} = mnist.options;
    expect(readMnistOptions(new ArgumentReader({}, table)).options).not.to.have.property('compile');
    expect(read({compile: 'off'}).options.compile).to.equal('off');
  });

  it('refuses what no run could do', () => {
    const refused: [Record<string, string>, RegExp][] = [
      [{seeds: '1e9'}, /--seeds .* at most 1000, got "1e9"/],
      [{epochs: '5', schedule: 'cosineDecay:warmup=5'}, /warmup of 5 leaves nothing of the 5 epochs/],
      [{schedule: 'cosineDecay:warmup=-1'}, /warmup must be a whole number of at least 0, got "-1"/],
      [{model: 'mlp:widths=1e6-1e6'}, /make 1\.0e\+12 weights/],
      [{compile: 'yes'}, /--compile must be one of on, off, got "yes"/],
      [{dataset: 'fashion', data: 'embedded'}, /the MNIST digits only/],
    ];
    for (const [written, message] of refused) {
      const {mistakes} = read(written);
      expect(mistakes, JSON.stringify(written)).to.have.length(1);
      expect(mistakes[0]).to.match(message);
    }
  });
});

describe('readOut', () => {
  it('takes what is new or empty, and refuses what holds anything', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-out-'));
    const mistakes = (out: string) => {
      const reader = new ArgumentReader({out}, mnist.options);
      expect(readOut(reader)).to.equal(out);
      return reader.mistakes.join();
    };
    expect(mistakes(folder)).to.equal('');
    expect(mistakes(join(folder, 'new'))).to.equal('');
    writeFileSync(join(folder, 'file'), '');
    expect(mistakes(join(folder, 'file'))).to.match(/--out .*file is a file/);
    expect(mistakes(folder)).to.match(/holds files, which are kept; give a new folder/);
    writeFileSync(join(folder, 'config.json'), '{}');
    expect(mistakes(folder)).to.match(/continue it with --resume/);
    rmSync(folder, {recursive: true});
  });
});
