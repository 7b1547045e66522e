import {expect} from 'chai';
import {allFileNames, classNames, type DatasetName, publishedSets} from '../../../lib/data/published-sets.ts';

describe('classNames', () => {
  it('names ten different classes of each set', () => {
    expect(classNames()).to.deep.equal(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(new Set(classNames('fashion')).size).to.equal(10);
    expect(classNames('fashion')[9]).to.equal('ankle boot');
    expect(() => classNames('fasion' as DatasetName)).to.throw(RangeError, /did you mean "fashion"/);
  });
});

describe('publishedSets', () => {
  it('has a checksum for each of the four files of MNIST', () => {
    expect(allFileNames.length).to.equal(4);
    const checksums = publishedSets.mnist.checksums!;
    expect(Object.keys(checksums)).to.deep.equal(allFileNames);
    expect(new Set(Object.values(checksums)).size).to.equal(4);
    for (const checksum of Object.values(checksums)) expect(checksum).to.match(/^[0-9a-f]{64}$/);
  });
});
