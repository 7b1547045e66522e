import {expect} from 'chai';
import {DataError} from '../../../lib/data/data-error.ts';
import {encodeIdxHeader, parseIdxHeader} from '../../../lib/data/idx-header.ts';

// The header of the training images as published.
const published = Uint8Array.of(0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28);

describe('parseIdxHeader', () => {
  it('reads dimensions, where the data begin and the length of the whole', () => {
    expect(parseIdxHeader('file', published)).to.deep.equal({
      dimensions: [60000, 28, 28],
      offset: 16,
      length: 47040016,
    });
    const view = Buffer.concat([Buffer.alloc(3), published]).subarray(3);
    expect(parseIdxHeader('file', view).dimensions).to.deep.equal([60000, 28, 28]);
  });

  it('names the file in every refusal', () => {
    for (const head of [published.subarray(0, 3), published.subarray(0, 15), Uint8Array.of(1, 2, 3, 4, 5)]) {
      expect(() => parseIdxHeader('file', head)).to.throw(DataError, /^file: /);
    }
  });
});

describe('encodeIdxHeader', () => {
  it('writes what was published', () => {
    expect(encodeIdxHeader([60000, 28, 28])).to.deep.equal(published);
    expect(encodeIdxHeader([4294967295])).to.deep.equal(Uint8Array.of(0, 0, 8, 1, 255, 255, 255, 255));
  });
});
