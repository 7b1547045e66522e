import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {UsageError} from '../../../scripts/arguments/errors.ts';
import type {ArgumentReader} from '../../../scripts/arguments/reader.ts';
import {mnist} from '../../../scripts/mnist/command.ts';
import {comparisonOptions, readTraining, seedsOption} from '../../../scripts/training/training-options.ts';
import {readRequest} from '../../../scripts/run/read-request.ts';

describe('readRequest', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-request-'));
    mkdirSync(join(folder, 'run'));
    writeFileSync(join(folder, 'run', 'config.json'), '{"epochs": 3, "seeds": 2, "resolved": {"units": []}}');
  });
  after(() => rmSync(folder, {recursive: true}));

  const seeds = seedsOption(5);
  const model = {...comparisonOptions.model, read: (read: ArgumentReader) => read.text('model') ?? 'logreg'};
  const table = {...comparisonOptions, model, seeds};
  const read = async (read: ArgumentReader, earlier: Readonly<Record<string, string | boolean>>) => ({
    ...(await readTraining(read, table)),
    earlier,
  });
  const request = (given: Record<string, string | boolean>, words: string[] = [], mistakes: string[] = []) =>
    readRequest(given, words, {table: mnist.options, mistakes}, {name: 'mnist', read});
  const refusal = async (...asked: Parameters<typeof request>): Promise<readonly string[]> => {
    try {
      await request(...asked);
    } catch (error) {
      if (error instanceof UsageError) return error.mistakes;
      throw error;
    }
    return expect.fail('it was not refused');
  };

  it('takes what was written before the defaults of the command', async () => {
    const out = join(folder, 'new');
    const {options, choices, earlier, ...rest} = await request({model: 'mlp', out, quiet: true});
    expect(options).to.include({model: 'mlp', seeds: 5});
    expect(choices.model).to.deep.equal({kind: 'catalogue', name: 'mlp', options: {}});
    expect(earlier).to.deep.equal({});
    expect(rest).to.deep.equal({resumed: undefined, out, allowVersions: false, quiet: true, json: false});
  });

  it('takes the options of the run that goes on, before the defaults', async () => {
    const resumed = join(folder, 'run');
    const {options, earlier, ...rest} = await request({
      resume: resumed,
      epochs: '3',
      json: true,
      'allow-versions': true,
    });
    expect(options).to.include({epochs: 3, seeds: 2, model: 'logreg'});
    expect(earlier).to.deep.equal({epochs: '3', seeds: '2'});
    expect(rest).to.include({resumed, out: undefined, allowVersions: true, quiet: false, json: true});
  });

  it('refuses with every mistake at once', async () => {
    const out = join(folder, 'run');
    expect(await refusal({seeds: 'x', out}, ['word'], ['known before'])).to.deep.equal([
      'known before',
      'unexpected word "word"',
      '--seeds must be a whole number of at least 1 and at most 1000, got "x"',
      `--out ${out} holds files, which are kept; continue it with --resume ${out}, or give a new folder`,
    ]);
    expect(await refusal({resume: out, epochs: '4'})).to.deep.equal([
      '--epochs 4: this run was started with 3; leave it out, or start a new run',
    ]);
  });
});
