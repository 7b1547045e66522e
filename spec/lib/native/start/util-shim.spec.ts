import {createRequire} from 'node:module';
import {expect} from 'chai';
import {shimUtil} from '../../../../lib/native/start/util-shim.ts';

interface Removed {
  isArray: (this: void, value: unknown) => boolean;
  isNullOrUndefined: (this: void, value: unknown) => boolean;
}

describe('shimUtil', () => {
  it('gives a module the two functions that Node 23 removed', () => {
    const module = {} as Removed;
    shimUtil(module);
    for (const value of [[], [1], ['a', 'b']]) expect(module.isArray(value)).to.equal(true);
    for (const value of [{length: 0}, 'a', new Uint8Array(2), null]) expect(module.isArray(value)).to.equal(false);
    for (const value of [null, undefined]) expect(module.isNullOrUndefined(value)).to.equal(true);
    for (const value of [0, '', false, Number.NaN]) expect(module.isNullOrUndefined(value)).to.equal(false);
  });

  it('changes the module that a CommonJS package requires', () => {
    const required = createRequire(import.meta.url)('util') as Removed;
    const before = {...required};
    try {
      shimUtil();
      expect(required.isArray).not.to.equal(before.isArray);
      expect(required.isArray([])).to.equal(true);
    } finally {
      Object.assign(required, {isArray: before.isArray, isNullOrUndefined: before.isNullOrUndefined});
    }
  });
});
