import {expect} from 'chai';
import {deflateSync} from 'node:zlib';
import {decodePicture} from '../../../../lib/data/formats/decode-picture.ts';
import {DataError} from '../../../../lib/data/data-error.ts';
import {noise} from '../support/fake-set.ts';
import {interlaced, png, resized} from '../support/own-files.ts';
import {bytesOf, peerFiles} from '../support/peer-files.ts';

describe('decodePicture', () => {
  for (const [name, {content, size, pixels}] of Object.entries(peerFiles.pictures.files)) {
    it(`reads ${name} as Pillow does`, () => {
      const {width, height, data} = decodePicture(name, bytesOf(content));
      expect([height, width]).to.deep.equal(size);
      expect(data.length).to.equal(pixels.length);
      const farthest = Math.max(...Array.from(data, (value, i) => Math.abs(value - pixels[i]!)));
      // Inverse transforms of JPEG may differ in a rounding.
      expect(farthest).to.be.at.most(name.endsWith('jpg') ? 2 : 0);
    });
  }

  it('reads a grey and a colour that stand for nothing', () => {
    const grey = png(2, 1, Uint8Array.of(7, 8), {extra: [['tRNS', Uint8Array.of(0, 7)]]});
    expect([...decodePicture('grey', grey).data]).to.deep.equal([255, 255, 255, 8, 8, 8]);
    const colour = png(3, 1, Uint8Array.of(1, 2, 3, 1, 2, 4, 3, 2, 1), {
      type: 2,
      extra: [['tRNS', Uint8Array.of(0, 1, 0, 2, 0, 3)]],
    });
    expect([...decodePicture('colour', colour).data]).to.deep.equal([255, 255, 255, 1, 2, 4, 3, 2, 1]);
  });

  it('reads greys of two and four bits', () => {
    expect([...decodePicture('two', png(3, 1, Uint8Array.of(0b00_01_11_00), {depth: 2})).data]).to.deep.equal([
      0, 0, 0, 85, 85, 85, 255, 255, 255,
    ]);
    expect([...decodePicture('four', png(2, 1, Uint8Array.of(0x1f), {depth: 4})).data]).to.deep.equal([
      17, 17, 17, 255, 255, 255,
    ]);
  });

  it('reads several rows of greys of two bits, and of a grey that stands for nothing', () => {
    const rows = Uint8Array.of(0b00_01_10_11, 0b01_00_00_00, 0b11_10_01_00, 0b10_00_00_00);
    const {data} = decodePicture('rows', png(5, 2, rows, {depth: 2}));
    expect([...data].filter((_, i) => i % 3 === 0)).to.deep.equal([0, 85, 170, 255, 85, 255, 170, 85, 0, 170]);
    const clear = png(2, 3, Uint8Array.of(1, 7, 7, 2, 3, 7), {extra: [['tRNS', Uint8Array.of(0, 7)]]});
    const grey = [...decodePicture('clear', clear).data].filter((_, i) => i % 3 === 0);
    expect(grey).to.deep.equal([1, 255, 255, 2, 3, 255]);
  });

  it('reads interlaced pictures, of one pixel too', () => {
    for (const [width, height] of [
      [7, 5],
      [1, 1],
      [3, 9],
      [16, 8],
    ] as const) {
      const pixels = noise(3 * width * height);
      const {data, ...size} = decodePicture('i.png', interlaced(width, height, pixels));
      expect([size, [...data]]).to.deep.equal([{width, height}, [...pixels]]);
    }
    expect([...decodePicture('1.png', png(1, 1, Uint8Array.of(1, 2, 3), {type: 2})).data]).to.deep.equal([1, 2, 3]);
  });

  it('reads the four inks of print, as Pillow does', () => {
    // Image.new('CMYK', (1, 1), (10, 100, 200, 50)) as JPEG; 255 (1 - C / 255) (1 - K / 255) = 197, and so on.
    const file =
      '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AA' +
      'FAgAAQABBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAkH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwB1FsG2TR//2Q==';
    const {data} = decodePicture('cmyk.jpg', bytesOf(file));
    for (const [i, value] of [197, 125, 44].entries()) expect(data[i]).to.be.closeTo(value, 2);
  });

  it('takes a profile of colours for none', () => {
    const profile = Buffer.concat([Buffer.from('name\0\0', 'latin1'), deflateSync(new Uint8Array(1000))]);
    expect([...decodePicture('p.png', png(1, 1, Uint8Array.of(9), {extra: [['iCCP', profile]]})).data]).to.deep.equal([
      9, 9, 9,
    ]);
  });

  const refused = (file: Uint8Array, message: RegExp) =>
    expect(() => decodePicture('p.png', file)).to.throw(DataError, message);
  const small = png(4, 3, noise(12));

  it('refuses pixels that are interlaced within a byte', () => {
    const file = png(8, 1, Uint8Array.of(0xaa), {depth: 1, interlace: 1});
    refused(file, /^p\.png: is interlaced with 1 bits a colour; save it without interlacing$/);
  });

  it('refuses content that is not as much as the header says', () => {
    refused(resized(small, 4, 4), /^p\.png: damaged picture: it has 15 bytes of pixels, expected 20; save it again/);
    refused(resized(small, 4, 2), /^p\.png: damaged picture: its content unpacks to more pixels than its header says/);
    for (const [type, width] of [
      [2, 1],
      [4, 2],
      [6, 1],
    ] as const) {
      const pixels = noise(width * {2: 3, 4: 2, 6: 4}[type]);
      expect(decodePicture('p.png', png(width, 1, pixels, {type})).width).to.equal(width);
      refused(png(width, 1, Buffer.concat([pixels, Buffer.of(1)]), {type}), /unpacks to more pixels/);
      refused(png(width, 1, pixels.subarray(1), {type}), /bytes of pixels, expected/);
    }
    const bomb = Buffer.concat([Buffer.from('name\0\0', 'latin1'), deflateSync(new Uint8Array((1 << 26) + 1))]);
    refused(png(1, 1, Uint8Array.of(9), {extra: [['iCCP', bomb]]}), /unpacks to more pixels/);
  });

  it('refuses pictures of more than 10^8 pixels by their header', () => {
    refused(
      resized(small, 10_001, 10_000),
      /^p\.png: oversized: its header says 10001 x 10000 pixels; expected 100000000 at most/,
    );
    refused(resized(small, 10_000, 10_000), /^p\.png: damaged picture: it has 15 bytes of pixels/);
  });

  it('refuses files that are damaged, or no pictures', () => {
    refused(small.subarray(0, 20), /^p\.png: damaged picture: it has no header/);
    const nameless = Buffer.from(small);
    nameless.write('IDAT', 12);
    refused(nameless, /^p\.png: damaged picture: it has no header/);
    const changed = Buffer.from(small);
    changed[changed.length - 1]! ^= 1;
    refused(changed, /^p\.png: damaged picture: .*; save it again, or take it out of the folder$/);
    for (const bytes of [[], [0x89, 0x50, 0x4e], [0x88, 0x50, 0x4e, 0x47], [0xff, 0xd9]])
      refused(Uint8Array.from(bytes), /^p\.png: is no PNG or JPEG picture by its content; convert it/);
  });
});
