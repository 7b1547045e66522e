import {expect} from 'chai';
import {obliqueWords} from '../../../scripts/surface/write-surface.ts';

describe('obliqueWords', () => {
  it('tell the cosine of directions that are far from right angles, on either side', () => {
    for (const near of [0, 0.15, -0.2]) expect(obliqueWords(near)).to.equal('');
    expect(obliqueWords(-0.8)).to.contain('their cosine is \u22120.8:');
    expect(obliqueWords(0.3)).to.contain('their cosine is 0.3:');
  });
});
