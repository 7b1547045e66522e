import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {ownerOf, renameState} from '../../../../lib/training/checkpoints/rename-state.ts';

describe('renameState', () => {
  const rename = (names: string[], map: Record<string, string>): string[] => {
    const tensor = tf.scalar(0);
    return renameState(
      names.map((name) => ({name, tensor})),
      new Map(Object.entries(map)),
    ).map(({name}) => name);
  };

  it('gives names on, in turn too', () => {
    expect(rename(['iter', 'a/m', 'b/m', 'c/m'], {a: 'b', b: 'a'})).to.deep.equal(['iter', 'b/m', 'a/m', 'c/m']);
    expect(rename(['x/d/kernel/m'], {'d/kernel': 'e/kernel', kernel: 'f', d: 'g'})).to.deep.equal(['x/e/kernel/m']);
    expect(rename(['d/kernel_1/m'], {'d/kernel': 'e/$&'})).to.deep.equal(['d/kernel_1/m']);
    expect(rename(['d/kernel/m'], {'d/kernel': 'e/$&'})).to.deep.equal(['e/$&/m']);
  });

  it('refuses state of two variables under one name', () => {
    expect(() => rename(['a/m', 'b/m'], {a: 'b'})).to.throw(/state of two variables that b\/m would belong to/);
  });
});

describe('ownerOf', () => {
  it('finds the longest name that is in it whole', () => {
    expect(ownerOf('a/b/m', ['a', 'a/b', 'b'])).to.equal('a/b');
    expect(ownerOf('ab/m', ['a'])).to.equal(null);
  });
});
