import {expect} from 'chai';
import {endingWithMistakes} from '../../bench/ending.ts';
import {CommandError, UsageError} from '../../scripts/arguments/errors.ts';
import {captured} from '../support/console.ts';

describe('endingWithMistakes', () => {
  const {exitCode} = process;
  afterEach(() => (process.exitCode = exitCode));

  const failing = (error: Error) =>
    captured(() =>
      endingWithMistakes(async () => {
        throw error;
      }),
    );

  it('tells every mistake of the words in a line and ends with 2', async () => {
    const {err} = await failing(new UsageError(['unknown option --ony', '--rounds needs a value']));
    expect(err).to.deep.equal(['✖ unknown option --ony', '✖ --rounds needs a value']);
    expect(process.exitCode).to.equal(2);
  });

  it('tells what can be mended and ends with 1', async () => {
    const {err} = await failing(new CommandError('pip failed'));
    expect(err).to.deep.equal(['✖ pip failed']);
    expect(process.exitCode).to.equal(1);
  });

  it('lets other errors through, with their place', async () => {
    const bug = new Error('internal: no samples');
    expect(await failing(bug).catch((error: unknown) => error)).to.equal(bug);
  });
});
