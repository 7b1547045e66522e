import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {inWords, namesOf} from '../../../optimizers/base/in-words.ts';

describe('inWords', () => {
  it('shows a setting', () => {
    const layer = tf.layers.dense({units: 1, name: 'inWords'});
    const given = [1, 'a', /b/g, ['c'], () => 1, layer, true, null];
    expect(given.map(inWords)).to.deep.equal([
      '1',
      'a',
      '/b/g',
      '["c"]',
      'a function',
      'layer inWords',
      'true',
      'null',
    ]);
  });
});

describe('namesOf', () => {
  it('lists names', () => {
    expect(namesOf([{name: 'a'}, {name: 'b'}])).to.equal('a, b');
    expect(namesOf([])).to.equal('none');
  });
});
