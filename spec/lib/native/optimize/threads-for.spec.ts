import {expect} from 'chai';
import {threadsFor} from '../../../../lib/native/optimize/threads-for.ts';

describe('threadsFor', () => {
  it('are the caller for short graphs, the caller and a helper for longer ones, and those of TensorFlow for long ones', () => {
    expect([1e6, 1e8, 1e10].map((count) => threadsFor(count, 2))).to.deep.equal(['caller', 'shared', undefined]);
  });

  it('are those of TensorFlow where it shares out the operations itself', () => {
    for (const parts of [1, 4]) expect(threadsFor(1e8, parts)).to.equal(undefined);
    expect(threadsFor(1e6, 1)).to.equal('caller');
  });
});
