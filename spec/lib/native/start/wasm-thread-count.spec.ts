import {expect} from 'chai';
import {threadCount, threadsVariable} from '../../../../lib/native/start/wasm-thread-count.ts';

describe('threadCount', () => {
  it('leaves one processor to the others, up to 8 threads', () => {
    expect([1, 2, 3, 4, 9, 64].map((processors) => threadCount({}, processors))).to.deep.equal([1, 1, 2, 3, 8, 8]);
    expect(threadCount({[threadsVariable]: ''}, 4)).to.equal(3);
  });

  it('obeys the environment', () => {
    expect(threadCount({[threadsVariable]: '2'}, 2)).to.equal(2);
    expect(threadCount({[threadsVariable]: '1'}, 8)).to.equal(1);
    expect(threadCount()).to.be.within(1, 8);
  });

  it('refuses what is no number of threads', () => {
    for (const wrong of ['0', '9', '1.5', 'all', '-1']) {
      expect(() => threadCount({[threadsVariable]: wrong}, 2)).to.throw(
        RangeError,
        `TFJS_OPTIM_WASM_THREADS must be a whole number from 1 to 8, received "${wrong}"`,
      );
    }
  });
});
