import {expect} from 'chai';
import {likeness} from '../../../lib/data/likeness.ts';

describe('likeness', () => {
  it('recognises what people have instead of IDX files', () => {
    const known: [start: string, seems: RegExp][] = [
      ['  <!doctype HTML>', /web page/],
      ['<html lang="en">', /web page/],
      ['<?xml version="1.0"?><Error>', /XML/],
      ['version https://git-lfs.github.com/spec/v1', /Git LFS/],
      ['PK\u0003\u0004', /zip/],
      ['\u00fd7zXZ', /xz/],
      ['\u0093NUMPY', /NumPy/],
      ['\u0089PNG', /PNG/],
      ['7,2,1,0,4,1,4,9,5,9', /text/],
    ];
    for (const [start, seems] of known) expect(likeness(Buffer.from(start, 'latin1'))).to.match(seems);
  });

  it('claims nothing about other bytes', () => {
    expect(likeness(Uint8Array.of(8, 8, 8, 1, 200, 3, 1))).to.equal(null);
    expect(likeness(new Uint8Array())).to.equal(null);
  });
});
