import {expect} from 'chai';
import {benchHelp} from '../../bench/bench-help.ts';
import {benchOptions} from '../../bench/bench-options.ts';

describe('the help of npm run bench', () => {
  it('names every option, the works and the groups', async () => {
    const text = await benchHelp(100);
    for (const name of Object.keys(benchOptions)) expect(text).to.include(`--${name}`);
    expect(text).to.include('2c2d-hessian').and.to.include('evaluate');
  });
});
