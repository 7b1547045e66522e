import {expect} from 'chai';
import {checkSignal} from '../../../lib/base/check-signal.ts';

describe('checkSignal', () => {
  it('takes a signal or none', () => {
    for (const signal of [undefined, new AbortController().signal, AbortSignal.abort()]) {
      expect(() => checkSignal('solve', signal)).to.not.throw();
    }
  });

  it('refuses others, the controller among them', () => {
    const message = /^solve: signal must be an AbortSignal .*received an object of class AbortController/;
    expect(() => checkSignal('solve', new AbortController())).to.throw(TypeError, message);
    expect(() => checkSignal('solve', true)).to.throw(TypeError, /received true/);
  });
});
