import {expect} from 'chai';
import {commandTable} from '../../scripts/command-table.ts';
import {helpText} from '../../scripts/help-text.ts';

describe('helpText', () => {
  it('fits the width of the terminal and names every command', async () => {
    const text = await helpText(undefined, 80);
    expect(Math.max(...text.split('\n').map((line) => line.length))).to.be.at.most(80);
    for (const name of Object.keys(commandTable)) expect(text).to.match(new RegExp(`tfjs-optim ${name} `));
  });

  it('shows every option of a command with its default', async () => {
    for (const [name, {load}] of Object.entries(commandTable)) {
      const text = (await helpText(name, 110)).replaceAll(/\s+/g, ' ');
      for (const [option, {default: fallback}] of Object.entries((await load()).options)) {
        expect(text).to.contain(`--${option}`);
        if (fallback !== undefined) expect(text).to.contain(fallback);
      }
    }
  });
});
