import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {exampleCount, cutSet, pieceSize} from '../../../../lib/landscape/scan/sets.ts';
import {disposeSets, leakFree, normals, values} from '../support.ts';

describe('cutSet', () => {
  leakFree();

  it('cuts into pieces of one size where the count has such a divisor, else with a shorter last one', () => {
    expect(pieceSize(8000, 500)).to.equal(500);
    expect(pieceSize(10_000, 312)).to.equal(250);
    expect(pieceSize(997, 100)).to.equal(100);
    expect(pieceSize(7, 10)).to.equal(7);
    const set = {x: normals([7, 2], 1), y: normals([7, 1], 2)};
    const cut = cutSet(set, 3);
    const {count, pieces} = cut;
    expect([count, ...pieces.map(({x}) => x.shape[0])]).to.deep.equal([7, 3, 3, 1]);
    expect(pieces.flatMap(({x}) => values([x]))).to.deep.equal(values([set.x]));
    expect(pieces.flatMap(({y}) => values([y]))).to.deep.equal(values([set.y]));
    cut.dispose();
    const whole = cutSet(set, 7);
    expect(whole.pieces).to.deep.equal([set]);
    whole.dispose();
    expect(set.x.isDisposed, "the set stays the caller's").to.equal(false);
    const same = cutSet({x: set.x, y: set.x}, 4);
    expect(same.pieces.every(({x, y}) => x === y)).to.equal(true);
    same.dispose();
    disposeSets(set);
  });

  it('refuses what is no set', () => {
    const [x, y] = [tf.zeros([2, 1]), tf.zeros([3, 1])];
    expect(() => exampleCount('f', 'data', {x, y})).to.throw(
      RangeError,
      /f: data must have the same number.*\[2, 1\] and \[3, 1\]/,
    );
    expect(() => exampleCount('f', 'data', {x} as never)).to.throw(TypeError, /two tensors/);
    tf.dispose([x, y]);
  });
});
