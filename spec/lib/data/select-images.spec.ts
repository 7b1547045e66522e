import {expect} from 'chai';
import {selectImages} from '../../../lib/data/select-images.ts';

describe('selectImages', () => {
  const examples = {
    images: Uint8Array.of(1, 2, 3, 4, 5, 6),
    labels: Uint8Array.of(7, 8, 9),
    count: 3,
    rows: 1,
    columns: 2,
  };

  it('copies examples in the order of the indices, repetitions included', () => {
    const chosen = selectImages(examples, [2, 0, 2]);
    expect(chosen).to.deep.equal({
      images: Uint8Array.of(5, 6, 1, 2, 5, 6),
      labels: Uint8Array.of(9, 7, 9),
      count: 3,
      rows: 1,
      columns: 2,
    });
    chosen.images.fill(0);
    expect([...examples.images]).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('refuses indices outside', () => {
    for (const index of [3, -1, 0.5, Number.NaN]) {
      expect(() => selectImages(examples, [0, index])).to.throw(
        RangeError,
        `indices must be whole numbers from 0 to 2, received ${index}`,
      );
    }
  });
});
