import {expect} from 'chai';
import {columnsFor, half, third} from '../../../../scripts/report/figures/sizes.ts';

describe('columnsFor', () => {
  it('fills rows and keeps them within the page', () => {
    expect([1, 2, 3, 4, 5, 6, 9].map(columnsFor)).to.deep.equal([1, 2, 3, 2, 3, 3, 3]);
    expect(2 * half.width).to.be.at.most(940);
    expect(3 * third.width).to.be.at.most(940);
  });
});
