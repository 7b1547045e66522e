import {expect} from 'chai';
import {quietSource} from '../../../../scripts/native/build/quiet-source.ts';

describe('quietSource', () => {
  it('has balanced brackets and defines what the loader calls', () => {
    for (const [open, close] of ['()', '{}']) {
      expect(quietSource.split(open!).length, open).to.equal(quietSource.split(close!).length);
    }
    for (const name of ['mute', 'unmute']) expect(quietSource).to.include(`{"${name}", nullptr`);
  });
});
