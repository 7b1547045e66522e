import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {expect} from 'chai';
import {UsageError} from '../../../scripts/arguments/errors.ts';
import {parseWords, shellWords} from '../../../scripts/arguments/words.ts';

const table = {
  epochs: {describe: '', kind: 'value'},
  resume: {describe: '', kind: 'optional'},
  json: {describe: '', kind: 'flag'},
} as const;

describe('parseWords', () => {
  it('splits options from words and leaves numbers as they are written', async () => {
    expect(await parseWords(['--epochs', '1e3', '--json', 'word', '--resume', '007'], table)).to.deep.equal({
      written: {epochs: '1e3', json: true, resume: '007'},
      rest: ['word'],
    });
    expect((await parseWords(['--epochs', '-1'], table)).written).to.deep.equal({epochs: '-1'});
    expect((await parseWords(['--resume'], table)).written).to.deep.equal({resume: ''});
    expect((await parseWords(['--', '--json', '3'], table)).rest).to.deep.equal(['--json', '3']);
  });

  it('keeps what stands after a flag, which takes no value', async () => {
    for (const words of [['--json=no'], ['--json', 'false'], ['--json', 'true']]) {
      const {json} = (await parseWords(words, table)).written;
      expect(json, words.join(' ')).to.equal(words.join('=').split('=')[1]);
    }
  });

  it('refuses the names that every object has', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const error = await parseWords([`--${name}`, '1'], table).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(UsageError);
      expect((error as UsageError).mistakes).to.deep.equal([`unknown option --${name}`]);
    }
  });
});

describe('shellWords', () => {
  it('quotes what a shell would split or expand', function () {
    const words = ['mnist', '--data', "it's a folder/ü", '--out=$HOME', 'a;b', '', '--lr=0.1', 'x*'];
    expect(shellWords(words.slice(0, 2))).to.equal('mnist --data');
    if (process.platform === 'win32') this.skip();
    const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${shellWords(words)}`], {encoding: 'utf8'});
    expect(printed.split('\n').slice(0, -1)).to.deep.equal(words);
  });

  it('shows control characters, in a form that a shell reads back', function () {
    const name = "a\u001b[31m\nb'c\\d";
    const shown = shellWords([name]);
    expect(shown).to.equal(String.raw`$'a\x1b[31m\x0ab\'c\\d'`);
    if (!existsSync('/bin/bash')) this.skip();
    expect(execFileSync('/bin/bash', ['-c', `printf %s ${shown}`], {encoding: 'utf8'})).to.equal(name);
  });
});
