import {expect} from 'chai';
import {decodeNpy} from '../../../../lib/data/arrays/npy.ts';
import {halfToNumber} from '../../../../lib/data/arrays/half.ts';
import {DataError} from '../../../../lib/data/data-error.ts';
import {floats, longs, npy} from '../support/own-files.ts';
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

  const refused = (content: Uint8Array, message: RegExp) =>
    expect(() => decodeNpy('x', content)).to.throw(DataError, message);

  it('refuses other files, other versions and damaged headers', () => {
    const good = npy('<f4', [2], floats(1, 2));
    refused(Buffer.from('hello world, hello'), /^x: not a NumPy array: .* begins with "hello "$/);
    for (const version of [0, 4]) {
      const other = Buffer.from(good);
      other[6] = version;
      refused(other, new RegExp(`^x: has version ${version} of the format; expected 1, 2 or 3, so save it again`));
    }
    expect([...decodeNpy('x', npy('<f4', [2], floats(1, 2), {version: 3})).data]).to.deep.equal([1, 2]);
    refused(good.subarray(0, 9), /^x: has version 1 of the format/);
    refused(npy('<f4', [2], floats(1, 2), {version: 2}).subarray(0, 11), /^x: has version 2 of the format/);
    refused(good.subarray(0, 30), /^x: truncated: it ends within its header/);
    for (const part of ["'descr'", "'fortran_order'", "'shape'"]) {
      const damaged = Buffer.from(good.toString('latin1').replace(part, part.replace(/[a-z]/, 'z')), 'latin1');
      refused(damaged, /^x: its header is damaged: ".*"; save it again with np\.save$/);
    }
  });

  it('refuses what is no number, by its name', () => {
    const named = {
      '|O': 'Python objects',
      '<U3': 'texts',
      '|S3': 'texts',
      '<c8': 'complex numbers',
      '<M8': 'dates',
      '<m8': 'spans of time',
      '|V4': 'structures',
      '<f16': 'floats of another size',
      '<i3': 'the type i3',
      "[('a', '<f4')]": 'structures',
    };
    for (const [descr, name] of Object.entries(named))
      refused(
        npy(descr, [1], floats(1)),
        new RegExp(`^x: holds ${name}; expected booleans, whole numbers or floats of 16 to 64 bits`),
      );
  });

  it('refuses content that is shorter or longer than its header says', () => {
    refused(
      npy('<f4', [2, 3], floats(1)),
      /^x: truncated: 4 bytes follow its header, which promises 24 \(2 x 3, float32\)/,
    );
    refused(
      npy('<f4', [], floats(1, 2)),
      /^x: oversized: 8 bytes follow its header, which promises 4 \(one number, float32\)/,
    );
  });

  it('refuses whole numbers beyond 2^53, of 64 bits alone', () => {
    refused(
      npy('<i8', [2], longs(-(2n ** 53n), 1)),
      /^x: number 0 is -9007199254740992; expected whole numbers below 2\^53/,
    );
    refused(npy('<u8', [2], longs(1, 2n ** 53n)), /^x: number 1 is 9007199254740992/);
    expect([...decodeNpy('x', npy('<i8', [2], longs(2n ** 53n - 1n, 1))).data]).to.deep.equal([2 ** 53 - 1, 1]);
    expect([...decodeNpy('x', npy('<f4', [2], floats(0.5, 1e30))).data]).to.deep.equal([0.5, Math.fround(1e30)]);
  });
});
