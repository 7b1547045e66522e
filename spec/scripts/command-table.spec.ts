import {expect} from 'chai';
import {commandTable} from '../../scripts/command-table.ts';

describe('commandTable', () => {
  it('holds commands that know their own name, and whose options of one name are of one kind, so that they may come first', async () => {
    const known: Record<string, string> = {};
    for (const [name, {summary, load}] of Object.entries(commandTable)) {
      const {usage, options, examples} = await load();
      expect(usage).to.match(new RegExp(`^tfjs-optim ${name}`));
      expect(summary).not.to.equal('');
      expect(examples).not.to.deep.equal([]);
      for (const [option, {kind}] of Object.entries(options)) expect((known[option] ??= kind), option).to.equal(kind);
    }
  });
});
