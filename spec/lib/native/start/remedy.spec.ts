import {expect} from 'chai';
import {nativeRemedy} from '../../../../lib/native/start/remedy.ts';

describe('nativeRemedy', () => {
  it('is a command that fits the place', () => {
    expect(nativeRemedy(true, true)).to.equal('npm run setup');
    expect(nativeRemedy(false, true)).to.equal('npm ci && npm run setup');
    expect(nativeRemedy(true, false)).to.equal('npx tfjs-optim setup');
    expect(nativeRemedy(false, false)).to.match(
      /^npm install .*@tensorflow\/tfjs-node@4\.22\.0 && npx tfjs-optim setup$/,
    );
  });
});
