import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {interpolate} from '../../../scripts/interpolate/command.ts';
import {mnist} from '../../../scripts/mnist/command.ts';
import {outputOptions, readOut} from '../../../scripts/run/output-options.ts';
import {surface} from '../../../scripts/surface/command.ts';
import {comparisonOptions} from '../../../scripts/training/training-options.ts';

describe('options of the commands that make runs', () => {
  const words = (
    options: Readonly<Record<string, {describe: string; kind: string; default?: string; group?: string}>>,
  ) =>
    Object.fromEntries(
      Object.entries(options).map(([name, {describe, kind, default: fallback, group}]) => [
        name,
        {describe, kind, fallback, group},
      ]),
    );

  it('are the same in all of them', () => {
    const {
      optimizers: _optimizers,
      seeds: _seeds,
      compile: _compile,
      folds: _folds,
      save: _save,
      ...common
    } = comparisonOptions;
    for (const {options} of [mnist, interpolate, surface]) expect(words(options)).to.deep.include(words(common));
  });

  it('name the folder of each command, and differ in nothing else of the output', () => {
    for (const [name, {options}] of Object.entries({mnist, interpolate, surface})) {
      expect(options['out']!.default).to.equal(`runs/${name}-<date>-<time>`);
      expect(words(options)).to.deep.include(words(outputOptions(name)));
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
