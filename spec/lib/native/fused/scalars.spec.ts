import {expect} from 'chai';
import type {Binding} from '../../../../lib/native/binding.ts';
import {nativeScalar} from '../../../../lib/native/fused/scalars.ts';

function fakeBinding(): {binding: Binding; alive: Map<number, number>} {
  const alive = new Map<number, number>();
  let next = 0;
  const binding = {
    createTensor: (_shape: number[], _type: number, [value]: Float32Array) => {
      alive.set(next, value!);
      return next++;
    },
    deleteTensor: (id: number) => alive.delete(id),
  } as unknown as Binding;
  return {binding, alive};
}

describe('nativeScalar', () => {
  it('hands a number over once', () => {
    const {binding, alive} = fakeBinding();
    const id = nativeScalar(binding, 0.9);
    expect(alive.get(id)).to.equal(Math.fround(0.9));
    expect(nativeScalar(binding, 0.5)).to.not.equal(id);
    expect(nativeScalar(binding, 0.9)).to.equal(id);
    expect(alive.size).to.equal(2);
  });

  it('keeps a bounded number of them, and those in use longest', () => {
    const {binding, alive} = fakeBinding();
    const id = nativeScalar(binding, 0.9);
    for (let step = 1; step <= 1000; step++) {
      nativeScalar(binding, step);
      expect(nativeScalar(binding, 0.9)).to.equal(id);
    }
    expect(alive.size).to.equal(64);
    expect(alive.has(id)).to.equal(true);
    expect([...alive.values()], 'the newest').to.include(1000);
  });
});
