import {expect} from 'chai';
import {stepProgress} from '../../../scripts/terminal/step-progress.ts';
import {captured} from '../../support/console.ts';

describe('stepProgress', () => {
  const tell = async (options: {
    quiet: boolean;
    begun?: number;
    isEven?: boolean;
    every?: number;
    started?: number;
  }) => {
    const {err} = await captured(async () => {
      const progress = stepProgress(4, options);
      for (const done of [1, 2, 4]) progress.step(done, `step ${done}`);
      progress.stop();
    });
    return err;
  };

  it('tells what is done and the time that is left', async function () {
    if (process.stderr.isTTY) this.skip();
    const lines = await tell({quiet: false, started: performance.now() - 10_000});
    expect(lines[0]).to.match(/^1\/4 step 1, 30 s left$/);
    expect(lines[1]).to.match(/^2\/4 step 2, 10 s left$/);
    expect(lines[2]).to.equal('4/4 step 4');
  });

  it('tells no time where steps take times of their own', async function () {
    if (process.stderr.isTTY) this.skip();
    const lines = await tell({quiet: false, isEven: false, started: performance.now() - 10_000});
    expect(lines).to.deep.equal(['1/4 step 1', '2/4 step 2', '4/4 step 4']);
  });

  it('counts no time for what was done before, and says less where steps are many', async function () {
    if (process.stderr.isTTY) this.skip();
    const lines = await tell({quiet: false, begun: 1, started: performance.now() - 10_000});
    expect(lines[0]).to.equal('1/4 step 1');
    expect(lines[1]).to.match(/^2\/4 step 2, 20 s left$/);
    expect(await tell({quiet: false, every: 60})).to.deep.equal(['4/4 step 4']);
    expect(await tell({quiet: true})).to.deep.equal([]);
  });
});
