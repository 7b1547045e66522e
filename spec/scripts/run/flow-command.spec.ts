import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import type {CommandContext} from '../../../scripts/command.ts';
import {flowCommand} from '../../../scripts/run/flow-command.ts';

describe('flowCommand', () => {
  it('hands what was written, with the options of the file of --config, to the flow that this chooses', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-command-'));
    const config = join(folder, 'config.json');
    writeFileSync(config, '{"epochs": 3, "model": "mlp", "other": 1}');
    const value = {describe: '', kind: 'value' as const};
    const options = {epochs: value, model: value, config: value};
    const seen: unknown[] = [];
    const command = flowCommand({
      usage: 'spec',
      summary: 'a command',
      options,
      examples: [],
      load:
        async (given) =>
        async (asked, words, {table, mistakes, context}) => {
          seen.push(given === asked, asked, words, table === options, mistakes, context);
          return 7;
        },
    });
    const context = {program: 'spec'} as CommandContext;
    expect(await command.run({config, model: 'logreg'}, ['word'], context)).to.equal(7);
    const given = {epochs: '3', model: 'logreg', config};
    const mistake = `--config ${config}: unknown option "other"`;
    expect(seen).to.deep.equal([true, given, ['word'], true, [mistake], context]);
    expect(command.usage).to.equal('spec');
    rmSync(folder, {recursive: true});
  });
});
