import {expect} from 'chai';
import {legendOf} from '../../../../scripts/report/figures/palette.ts';

/** Relative luminance of sRGB, as in the accessibility guidelines. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('legendOf', () => {
  const entries = legendOf(Array.from({length: 49}, (_, index) => `label ${index}`));

  it('gives seven labels colours and shapes of their own', () => {
    for (let first = 0; first < 49; first += 7) {
      const group = entries.slice(first, first + 7);
      expect(new Set(group.map(({colour}) => colour)).size).to.equal(7);
      expect(new Set(group.map(({shape}) => shape)).size).to.equal(7);
    }
  });

  it('gives 49 labels pairs of their own', () => {
    expect(new Set(entries.map(({colour, shape}) => `${colour} ${shape}`)).size).to.equal(49);
  });

  it('takes colours that are seen on white', () => {
    for (const {colour} of entries) expect(1.05 / (luminance(colour) + 0.05)).to.be.above(2);
  });
});
