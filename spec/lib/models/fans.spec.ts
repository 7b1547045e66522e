import {expect} from 'chai';
import {fans} from '../../../lib/models/fans.ts';

describe('fans', () => {
  it('counts inputs and outputs of dense, convolution and lower ranks', () => {
    expect(fans([784, 128])).to.deep.equal({fanIn: 784, fanOut: 128});
    expect(fans([5, 5, 32, 64])).to.deep.equal({fanIn: 800, fanOut: 1600});
    expect(fans([3, 8, 16])).to.deep.equal({fanIn: 24, fanOut: 48});
    expect(fans([7])).to.deep.equal({fanIn: 7, fanOut: 7});
    expect(fans([])).to.deep.equal({fanIn: 1, fanOut: 1});
  });
});
