import {expect} from 'chai';
import {decodeNpy} from '../../../../lib/data/arrays/npy.ts';
import {halfToNumber} from '../../../../lib/data/arrays/half.ts';
import {floats, npy} from '../support/own-files.ts';
import {bytesOf, peerFiles} from '../support/peer-files.ts';

describe('decodeNpy', () => {
  for (const {code, order, npy: content, values} of peerFiles.arrays) {
    it(`reads ${code} in ${order} order as NumPy wrote it`, () => {
      const {shape, data, dtype} = decodeNpy('x', bytesOf(content));
      expect(shape).to.deep.equal([3, 2, 2]);
      expect([...data]).to.deep.equal(values);
      expect(dtype).to.match(/^(?:bool|u?int(?:8|16|32|64)|float(?:16|32|64))$/);
    });
  }

  it('reads version 2, whose data need not be aligned, and a single number', () => {
    expect([...decodeNpy('x', npy('<f4', [2], floats(1.5, -2), {version: 2})).data]).to.deep.equal([1.5, -2]);
    expect(decodeNpy('x', npy('<f4', [], floats(3))).shape).to.deep.equal([]);
  });

  it('reads bytes that begin anywhere in their memory', () => {
    const content = npy('<f8', [2], new Uint8Array(Float64Array.of(Math.PI, -1).buffer));
    const shifted = Buffer.concat([Buffer.of(0, 0, 0), content]).subarray(3);
    expect([...decodeNpy('x', shifted).data]).to.deep.equal([Math.PI, -1]);
  });

  it('knows the limits of float16', () => {
    const bits = [0x0001, 0x03ff, 0x0400, 0x3c00, 0x7bff, 0x7c00, 0xfc00, 0x8000];
    const numbers = [2 ** -24, 1023 * 2 ** -24, 2 ** -14, 1, 65504, Infinity, -Infinity, -0];
    expect(bits.map(halfToNumber)).to.deep.equal(numbers);
    expect(halfToNumber(0x7e00)).to.be.NaN;
  });
});
