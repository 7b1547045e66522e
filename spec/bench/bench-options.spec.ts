import {expect} from 'chai';
import {contenders} from '../../bench/contenders.ts';
import {readBenchOptions} from '../../bench/bench-options.ts';
import {scalingWorks} from '../../bench/scaling.ts';
import {works} from '../../bench/works.ts';
import {UsageError} from '../../scripts/arguments/errors.ts';

async function mistakesOf(...words: string[]): Promise<readonly string[]> {
  try {
    await readBenchOptions(words);
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('the options of npm run bench', () => {
  it('runs everything with everybody by default', async () => {
    const choice = await readBenchOptions([]);
    expect([...choice.works.keys()]).to.deep.equal(Object.keys(works));
    expect(choice.contenders).to.deep.equal(Object.keys(contenders));
    expect(choice).to.include({rounds: 7, peers: false, help: false}).and.not.to.have.property('python');
  });

  it('takes works and groups in the order of the table', async () => {
    const choice = await readBenchOptions(['--only', 'mlp, update']);
    expect([...choice.works.keys()]).to.deep.equal(['adam-1e5', 'adam-1e6', 'adam-1e7', 'adam-40x16', 'mlp']);
  });

  it('takes contenders, rounds and a Python', async () => {
    const choice = await readBenchOptions([
      '--contenders',
      'torch,stock',
      '--rounds',
      '3',
      '--python',
      '/usr/bin/python3',
      '--peers',
    ]);
    expect(choice).to.deep.include({
      contenders: ['stock', 'torch'],
      rounds: 3,
      python: '/usr/bin/python3',
      peers: true,
    });
  });

  it('has other works with --scaling', async () => {
    const choice = await readBenchOptions(['--scaling']);
    expect([...choice.works.keys()]).to.deep.equal(Object.keys(scalingWorks));
    expect(await mistakesOf('--scaling', '--only', 'mlp')).to.have.length(1);
  });

  it('refuses all mistakes at once, by name', async () => {
    const [only, contender, rounds, ...rest] = await mistakesOf(
      '--only',
      'mpl',
      '--contenders',
      'tourch',
      '--rounds',
      '0',
    );
    expect(only).to.match(/^--only: unknown "mpl"; did you mean "mlp"\? \(there are update, /);
    expect(contender).to.match(/^--contenders: unknown "tourch"; did you mean "torch"\?/);
    expect(rounds).to.equal('--rounds must be a whole number of at least 1, got "0"');
    expect(rest).to.deep.equal([]);
    expect(await mistakesOf('extra')).to.deep.equal(['unexpected word "extra"']);
    expect(await mistakesOf('--round', '3')).to.have.length(1);
  });
});
