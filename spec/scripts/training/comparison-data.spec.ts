import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {comparisonData} from '../../../scripts/training/comparison-data.ts';
import {smallComparison} from './small-comparison.ts';

const shapesOf = (name: 'mlp' | '2c2d' | 'autoencoder') => {
  const {train, test} = comparisonData(smallComparison({model: {name, options: {}}}));
  const shapes = [train.x, train.y, test.x, test.y].map(({shape}) => shape);
  const same = train.x === train.y;
  tf.dispose([train, test].map(({x, y}) => [x, y]));
  return {shapes, same};
};

describe('comparisonData', () => {
  it('has the shape that the model takes, and the images as targets of one that reconstructs', () => {
    const before = tf.memory().numTensors;
    expect(shapesOf('mlp').shapes).to.deep.equal([
      [50, 784],
      [50, 10],
      [20, 784],
      [20, 10],
    ]);
    expect(shapesOf('2c2d').shapes[0]).to.deep.equal([50, 28, 28, 1]);
    expect(shapesOf('autoencoder')).to.include({same: true});
    expect(tf.memory().numTensors).to.equal(before);
  });
});
