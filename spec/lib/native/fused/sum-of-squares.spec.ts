import {expect} from 'chai';
import {sumOfSquares} from '../../../../lib/native/fused/sum-of-squares.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../compile/native-only.ts';

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
