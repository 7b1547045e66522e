import {expect} from 'chai';
import {type Binding, nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../native-only.ts';
import {nativeScalar, sumOfSquares} from '../../../../lib/native/fused/scalars.ts';

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

describe('sumOfSquares', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const size of [3, 20_000]) {
    it(`of ${size} elements is finite only where all squares are`, () => {
      const {binding} = nativeBackend()!;
      const sumOf = (change: (values: Float32Array) => void): number => {
        const values = new Float32Array(size).fill(2);
        change(values);
        const id = binding.createTensor([size], 1, values);
        const sum = sumOfSquares(binding, id);
        const [value] = binding.tensorDataSync(sum) as Float32Array;
        for (const each of [id, sum]) binding.deleteTensor(each);
        return value!;
      };
      expect(sumOf(() => {})).to.be.closeTo(2 * size, 1e-3 * size);
      for (const extreme of [1e20, -1e30, Infinity, -Infinity, Number.NaN]) {
        expect(Number.isFinite(sumOf((values) => (values[size - 1] = extreme)))).to.equal(false);
      }
    });
  }
});
