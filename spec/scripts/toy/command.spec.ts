import {appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import type {Command} from '../../../scripts/command.ts';
import {commandTable} from '../../../scripts/command-table.ts';
import {captured} from '../../support/console.ts';
import {contents, run} from '../support/run.ts';
import {collatz} from './command.ts';

/** The one line that a new command takes beside its folder. */
const line = {collatz: {summary: 'count steps', load: async () => collatz}};

describe('a new command', () => {
  let root: string;
  const table = commandTable as Record<string, {summary: string; load: () => Promise<Command>}>;
  const at = (name: string) => join(root, name);
  const metrics = (name: string) => readFileSync(join(at(name), 'metrics.jsonl'), 'utf8');
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'tfjs-optim-toy-'));
    Object.assign(table, line);
  });
  after(() => {
    delete table['collatz'];
    rmSync(root, {recursive: true});
  });

  /** Runs it with a signal that comes when so many units are done. */
  const interrupted = (name: string, units: number) => {
    const abort = new AbortController();
    const context = {prepare: async () => {}, signal: abort.signal, program: 'program', commandLine: 'program collatz'};
    return captured(async () => {
      const {error} = console;
      // The progress tells of every unit.
      console.error = (...words: unknown[]) => {
        error(...words);
        if (String(words[0]).startsWith(`${units}/`)) abort.abort();
      };
      try {
        return await collatz.run({out: at(name), 'how-many': '5'}, [], context);
      } finally {
        console.error = error;
      }
    });
  };

  it('is in the help with its options', async () => {
    expect((await run('--help')).out.join('\n')).to.match(/tfjs-optim collatz +count steps/);
    const help = (await run('collatz', '--help')).out.join('\n');
    for (const words of ['--how-many', 'starts that follow each other', '[default: 3]', '--resume', 'Numbers:'])
      expect(help).to.contain(words);
  });

  it('goes through the flow: header, progress, page, and the folder of a run', async () => {
    const {result, out, err} = await run('collatz', '--how-many', '5', '--out', at('whole'));
    expect(result, err.join('\n')).to.equal(0);
    expect(out).to.deep.equal([`at most 7 steps\nreport ${join(at('whole'), 'report.html')}`]);
    expect(err.slice(0, 2)).to.deep.equal(['starts      1, 2, 3, 4, 5', `output      ${at('whole')}`]);
    expect(err.at(-1)).to.equal('5/5 starts');
    const config = JSON.parse(readFileSync(join(at('whole'), 'config.json'), 'utf8')) as Record<string, unknown>;
    expect(config).to.include({first: 1, howMany: 5});
    expect(readFileSync(join(at('whole'), 'report.html'), 'utf8')).to.contain('at most 7 steps');
    expect(metrics('whole').trimEnd().split('\n')).to.have.length(5);
  });

  it('takes its options from a file, and prints one document', async () => {
    const config = join(at('whole'), 'config.json');
    const {result, out} = await run('collatz', '--config', config, '--first', '3', '--out', at('other'), '--json');
    expect(result).to.equal(0);
    const {results} = JSON.parse(out.join('\n')) as {results: object[]};
    expect(results.map((one) => Object.values(one))).to.deep.equal([
      [3, 7],
      [4, 2],
      [5, 5],
      [6, 8],
      [7, 16],
    ]);
  });

  it('stops at Ctrl-C with code 130 and goes on as if nothing had been', async () => {
    const {result, out, err} = await interrupted('stopped', 2);
    expect({result, out}).to.deep.equal({result: 130, out: []});
    expect(err.at(-1)).to.equal(`\nStopped. To go on: program collatz --resume ${at('stopped')}`);
    expect(existsSync(join(at('stopped'), 'report.html'))).to.equal(false);
    expect(metrics('whole').startsWith(metrics('stopped'))).to.equal(true);
    expect(metrics('stopped').trimEnd().split('\n')).to.have.length(2);
    const again = await run('collatz', '--resume', at('stopped'), '--quiet');
    expect(again).to.deep.include({result: 0, err: []});
    expect(metrics('stopped')).to.equal(metrics('whole'));
    expect(contents(at('stopped'))['figures/any.svg']).to.equal(undefined);
  });

  it('refuses all mistakes at once, and makes no folder', async () => {
    const {result, out, err} = await run('collatz', '--first', '0', '--how-many', 'x', '--out', at('none'), 'word');
    expect({result, out}).to.deep.equal({result: 2, out: []});
    expect(err.filter((text) => text.startsWith('✖'))).to.deep.equal([
      '✖ unexpected word "word"',
      '✖ --first must be a whole number of at least 1 and at most 1000, got "0"',
      '✖ --how-many must be a whole number of at least 1, got "x"',
    ]);
    expect(existsSync(at('none'))).to.equal(false);
    const other = await run('collatz', '--resume', at('whole'), '--first', '2');
    expect(other.result).to.equal(2);
    expect(other.err[0]).to.match(/--first 2: this run was started with 1/);
  });

  it('names the line of a result that is none', async () => {
    appendFileSync(join(at('whole'), 'metrics.jsonl'), '{"event":"result","key":"k","result":{"start":"x"}}\n');
    const {result, err} = await run('collatz', '--resume', at('whole'), '--quiet');
    expect(result).to.equal(1);
    expect(err).to.have.length(1);
    expect(err[0]).to.match(
      /^✖ .*metrics\.jsonl, line 6 is not a result of this command: result\.start: .*; remove the line/,
    );
  });
});
