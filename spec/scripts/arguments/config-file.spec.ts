import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {optionName, readConfig, readObject, withConfig} from '../../../scripts/arguments/config-file.ts';
import {UsageError} from '../../../scripts/arguments/errors.ts';

const table = {
  'batch-size': {describe: '', kind: 'value'},
  optimizers: {describe: '', kind: 'value'},
  resume: {describe: '', kind: 'optional'},
  quiet: {describe: '', kind: 'flag'},
} as const;

describe('configuration files', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-config-'))));
  after(() => rmSync(folder, {recursive: true}));

  function read(text: string) {
    const path = join(folder, 'config.json');
    writeFileSync(path, text);
    const mistakes: string[] = [];
    return {written: readConfig(path, table, mistakes), mistakes: mistakes.map((line) => line.replace(path, 'FILE'))};
  }

  it('read as if they were written on the command line', () => {
    const {written, mistakes} = read(
      '\uFEFF{"batchSize": 1e2, "optimizers": ["sgd:lr=0.1", "adam"], "quiet": true, "resolved": {"units": []}}',
    );
    expect(mistakes).to.deep.equal([]);
    expect(written).to.deep.equal({'batch-size': '100', optimizers: 'sgd:lr=0.1,adam', quiet: true});
    expect(read('{"batch-size": "full"}').written).to.deep.equal({'batch-size': 'full'});
  });

  it('name every value of a wrong type and every unknown option', () => {
    const wrong = '{"batchSize": {"a": 1}, "optimizers": ["sgd", []], "quiet": "no", "resume": "x", "batchsize": 3}';
    expect(read(wrong).mistakes).to.deep.equal([
      '--config FILE: batchSize must be a text or a number, got {"a":1}',
      '--config FILE: optimizers must be a text or a number, got ["sgd",[]]',
      '--config FILE: quiet must be true or false, got "no"',
      '--config FILE: "resume" belongs on the command line',
      '--config FILE: unknown option "batchsize"; did you mean "batch-size"?',
    ]);
    expect(read('{"batchSize": null}').mistakes[0]).to.match(/got null/);
    expect(read('{"__proto__": 1, "constructor": 2}').mistakes).to.have.length(2);
  });

  it('name what is too long to be an option, and show its beginning', () => {
    const long = 'x'.repeat(100_000);
    expect(read(JSON.stringify({optimizers: long, [long]: 1})).mistakes).to.deep.equal([
      '--config FILE: "optimizers" has 100000 characters, expected at most 10000',
      `--config FILE: "${'x'.repeat(99)}... has 100000 characters, expected at most 10000`,
    ]);
  });

  it('are refused where they hold no object', () => {
    for (const text of ['[1]', '"sgd"', 'null', '3'])
      expect(() => read(text)).to.throw(UsageError, /must hold one object/);
    for (const text of ['', '{', '{"a": }']) expect(() => read(text)).to.throw(UsageError, /is no JSON/);
    expect(() => readObject(folder, '--config x')).to.throw(UsageError, /--config x cannot be read/);
  });
});

describe('withConfig', () => {
  it('takes the command line before the file, and the mistakes of the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-config-'));
    const config = join(folder, 'config.json');
    writeFileSync(config, '{"batchSize": 100, "quiet": true, "nope": 1}');
    const {given, mistakes} = withConfig({config, 'batch-size': '5'}, table);
    expect(given).to.deep.equal({config, 'batch-size': '5', quiet: true});
    expect(mistakes).to.deep.equal([`--config ${config}: unknown option "nope"`]);
    rmSync(folder, {recursive: true});
  });

  it('leaves what was written alone where there is no file', () => {
    for (const written of [{}, {config: ''}, {config: true}, {config: ['a', 'b']}, {quiet: true}])
      expect(withConfig(written, table)).to.deep.equal({given: written, mistakes: []});
  });
});

describe('optionName', () => {
  it('writes a key as the command line does', () => {
    expect(optionName('batchSize')).to.equal('batch-size');
    expect(optionName('seed')).to.equal('seed');
  });
});
