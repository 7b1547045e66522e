import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {flatten, unflatten} from '../../../lib/autograd/flatten.ts';
import {draw, scopedTensors} from './scoped.ts';

describe('flatten', () => {
  scopedTensors();

  it('flatten and unflatten are inverse', () => {
    const tensors = [draw([2, 3], 1), tf.scalar(4), draw([2, 1, 2], 2)];
    const flat = flatten(tensors);
    expect([...flat.dataSync()]).to.deep.equal(tensors.flatMap((tensor) => [...tensor.dataSync()]));
    const back = unflatten(flat, tensors);
    expect(back.map(({shape}) => shape)).to.deep.equal(tensors.map(({shape}) => shape));
    expect(back.flatMap((tensor) => [...tensor.dataSync()])).to.deep.equal([...flat.dataSync()]);
    expect(() => unflatten(flat, [tensors[0]!])).to.throw(
      RangeError,
      'unflatten: vector must be a tensor of shape [6]',
    );
  });
});
