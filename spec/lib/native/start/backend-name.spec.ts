import {expect} from 'chai';
import {backendNames, requestedBackend} from '../../../../lib/native/start/backend-name.ts';

describe('requestedBackend', () => {
  it('takes the option before the environment, and nothing where neither is given', () => {
    expect(requestedBackend(undefined, {})).to.equal(undefined);
    expect(requestedBackend(undefined, {TFJS_OPTIM_BACKEND: ''})).to.equal(undefined);
    for (const name of backendNames) {
      expect(requestedBackend(undefined, {TFJS_OPTIM_BACKEND: name})).to.equal(name);
      expect(requestedBackend(name, {TFJS_OPTIM_BACKEND: 'nonsense'})).to.equal(name);
    }
  });

  it('refuses an unknown name and says where it came from', () => {
    expect(() => requestedBackend(undefined, {TFJS_OPTIM_BACKEND: 'webgl'})).to.throw(
      RangeError,
      /TFJS_OPTIM_BACKEND must be one of tensorflow, wasm, cpu; received "webgl"/,
    );
    expect(() => requestedBackend('Tensorflow', {})).to.throw(RangeError, /^backend must be .*received "Tensorflow"/);
  });
});
