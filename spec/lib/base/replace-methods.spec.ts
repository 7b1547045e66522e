import {expect} from 'chai';
import {replaceMethods} from '../../../lib/base/replace-methods.ts';

class Counter {
  count(): number {
    return 1;
  }
}

describe('replaceMethods', () => {
  it('replaces methods until it is undone, on an object and on a class', () => {
    const [counter, other] = [new Counter(), new Counter()];
    const undoOwn = replaceMethods(counter, {count: () => 2});
    expect([counter.count(), other.count()]).to.deep.equal([2, 1]);
    const undoAll = replaceMethods(Counter.prototype, {count: () => 3});
    expect([counter.count(), other.count()]).to.deep.equal([2, 3]);
    undoOwn();
    undoAll();
    expect([counter.count(), other.count()]).to.deep.equal([1, 1]);
    expect(Object.keys(counter)).to.deep.equal([]);
    expect(Object.getOwnPropertyDescriptor(Counter.prototype, 'count')?.enumerable).to.equal(false);
  });
});
