import {expect} from 'chai';
import {inflateSync} from 'node:zlib';
import {encodePng, pngAddress} from '../../../scripts/report/png.ts';

/** CRC-32 bit by bit, as the standard defines it. */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

function chunks(png: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).to.equal(crc(body));
    found.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return found;
}

describe('encodePng', () => {
  it('writes header, lines and check sums of the format', () => {
    const pixels = Uint8Array.of(0, 128, 255, 7, 8, 9);
    const png = encodePng(pixels, 3);
    expect([...png.subarray(0, 8)]).to.deep.equal([137, 80, 78, 71, 13, 10, 26, 10]);
    const parts = chunks(png);
    expect([...parts.keys()]).to.deep.equal(['IHDR', 'IDAT', 'IEND']);
    // width 3, height 2, 8 bits, grey, deflate, filter method 0, not interlaced
    expect([...parts.get('IHDR')!]).to.deep.equal([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
    expect([...inflateSync(parts.get('IDAT')!)]).to.deep.equal([0, 0, 128, 255, 0, 7, 8, 9]);
  });

  it('refuses pixels that do not fill whole rows', () => {
    expect(() => encodePng(new Uint8Array(5), 3)).to.throw(RangeError, /3 columns, got 5 pixels/);
    expect(() => encodePng(new Uint8Array(0), 3)).to.throw(RangeError);
  });
});

describe('pngAddress', () => {
  it('holds the picture itself', () => {
    const [head, data] = pngAddress(Uint8Array.of(1), 1).split(',');
    expect(head).to.equal('data:image/png;base64');
    expect(Buffer.from(data!, 'base64')).to.deep.equal(encodePng(Uint8Array.of(1), 1));
  });
});
