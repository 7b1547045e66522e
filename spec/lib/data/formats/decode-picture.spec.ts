import {expect} from 'chai';
import {decodePicture} from '../../../../lib/data/formats/decode-picture.ts';
import {png} from '../support/own-files.ts';
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
});
