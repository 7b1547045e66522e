import {expect} from 'chai';
import {isGrey, overWhite, toGrey} from '../../../../lib/data/pictures/picture.ts';
import {resize} from '../../../../lib/data/pictures/resize.ts';
import {peerFiles} from '../support/peer-files.ts';

const farthest = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i]!)));

describe('resize', () => {
  const {base, bilinear, large, box, grey} = peerFiles.pictures;
  const picture = {width: 7, height: 9, data: Uint8Array.from(base)};

  it('is bilinear where a picture grows, as Pillow is to a rounding', () => {
    const {width, height, data} = resize(picture, [22, 17]);
    expect([width, height, data.length]).to.deep.equal([17, 22, bilinear.length]);
    expect(farthest(data, bilinear)).to.be.at.most(1);
  });

  it('is the mean of the area where it shrinks, as the box of Pillow is for whole factors', () => {
    expect(farthest(resize({width: 8, height: 12, data: Uint8Array.from(large)}, [3, 4]).data, box)).to.be.at.most(1);
  });

  it('shares pixels that lie in two areas', () => {
    const line = {width: 3, height: 1, data: Uint8Array.of(0, 0, 0, 90, 90, 90, 255, 255, 255)};
    // (0 + 90 / 2) / 1.5 and (90 / 2 + 255) / 1.5
    expect([...resize(line, [1, 2]).data]).to.deep.equal([30, 30, 30, 200, 200, 200]);
  });

  it('keeps brightness, and a picture of the same size', () => {
    const even = {width: 5, height: 4, data: new Uint8Array(60).fill(201)};
    for (const size of [
      [3, 7],
      [1, 1],
      [28, 28],
      [2, 4],
    ] as const) {
      expect(new Set(resize(even, size).data)).to.deep.equal(new Set([201]));
    }
    expect(resize(picture, [9, 7]).data).to.equal(picture.data);
  });

  it('weighs colours as Pillow does', () => {
    expect(farthest(toGrey(picture), grey)).to.be.at.most(1);
    expect([isGrey(picture), isGrey({width: 1, height: 1, data: Uint8Array.of(4, 4, 4)})]).to.deep.equal([false, true]);
  });

  it('lays opacity over white', () => {
    const {data} = overWhite({width: 2, height: 1, data: [0, 0, 100, 51]}, 2, 255);
    expect([...data]).to.deep.equal([255, 255, 255, 224, 224, 224]);
  });

  it('tells colours from greys by any of the three, and weighs all pixels', () => {
    const pixel = (...data: number[]) => ({width: 1, height: data.length / 3, data: Uint8Array.from(data)});
    expect([isGrey(pixel(4, 4, 5)), isGrey(pixel(4, 5, 4)), isGrey(pixel(4, 4, 4, 9, 8, 9))]).to.deep.equal([
      false,
      false,
      false,
    ]);
    // 0.299, 0.587 and 0.114 of 255.
    expect([...toGrey(pixel(255, 0, 0, 0, 255, 0, 0, 0, 255))]).to.deep.equal([76, 150, 29]);
  });

  it('changes one axis alone', () => {
    const {width, height, data} = resize({width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 100, 100, 100)}, [1, 1]);
    expect([width, height, ...data]).to.deep.equal([1, 1, 50, 50, 50]);
  });
});
