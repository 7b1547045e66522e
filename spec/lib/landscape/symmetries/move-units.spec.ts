import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {onCopy, permuted, rescaled, unitRows} from '../../../../lib/landscape/symmetries/move-units.ts';
import type {UnitGroup} from '../../../../lib/landscape/symmetries/unit-groups.ts';

describe('moving units', () => {
  /** Two units, whose outputs are read at two places. */
  const group: UnitGroup = {
    layer: 'hidden',
    units: 2,
    incoming: [
      {index: 0, axis: 1, blocks: 1},
      {index: 1, axis: 0, blocks: 1},
    ],
    between: [],
    outgoing: [{index: 2, axis: 0, blocks: 2}],
    isHomogeneous: true,
  };
  const weights = () => [tf.tensor2d([[1, 2]]), tf.tensor1d([10, 20]), tf.tensor2d([[3], [4], [5], [6]]), tf.scalar(7)];
  const values = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => [...tensor.dataSync()]);

  it('puts the weights of a unit into a row', () => {
    const [kernel, , reader] = weights();
    expect(unitRows(kernel!, group.incoming[0]!, 2).arraySync()).to.deep.equal([[1], [2]]);
    expect(unitRows(reader!, group.outgoing[0]!, 2).arraySync()).to.deep.equal([
      [3, 5],
      [4, 6],
    ]);
  });

  it('permutes all that belongs to them, place by place', () => {
    const before = weights();
    const after = permuted(before, group, [1, 0]);
    expect(values(after)).to.deep.equal([[2, 1], [20, 10], [4, 3, 6, 5], [7]]);
    expect(after[3]).to.equal(before[3]);
    expect(values(permuted(after, group, [1, 0]))).to.deep.equal(values(before));
  });

  it('makes them larger and their readers smaller', () => {
    expect(values(rescaled(weights(), group, [2, 0.5]))).to.deep.equal([[2, 1], [20, 10], [1.5, 8, 2.5, 12], [7]]);
  });

  it('gives tensors of its own from a copy', () => {
    const before = weights();
    const after = onCopy(before, (copy) => copy);
    for (const [i, tensor] of after.entries()) expect(tensor).not.to.equal(before[i]);
    tf.dispose(before);
    expect(values(after)).to.deep.equal([[1, 2], [10, 20], [3, 4, 5, 6], [7]]);
    tf.dispose(after);
  });
});
