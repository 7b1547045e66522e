import {expect} from 'chai';
import {constantNode} from '../../../../lib/native/graph/node.ts';
import type {TraceNode} from '../../../../lib/native/graph/node.ts';
import {gradientPairs} from '../../../../lib/native/optimize/gradient-pairs.ts';

const value = (...shape: number[]): TraceNode => constantNode(new Float32Array(0), {shape, dtype: 1});

function product(a: TraceNode, b: TraceNode, flags: string[], ...shape: number[]): TraceNode {
  const attributes = flags.map((name) => ({name, type: 0, value: true}));
  return {
    op: 'MatMul',
    attributes,
    inputs: [a, b].map((node) => ({node, output: 0})),
    outputs: [{shape, dtype: 1}],
  };
}

describe('gradientPairs', () => {
  const [x, dy, other, w] = [value(8, 30), value(8, 20), value(8, 20), value(30, 20)];
  const ofInput = product(dy, w, ['transpose_b'], 8, 30);
  const ofWeights = product(x, dy, ['transpose_a'], 30, 20);
  const count = 2 * 8 * 30 * 20;

  it('are the products for input and weights of one gradient', () => {
    const forward = product(x, w, [], 8, 20);
    expect([...gradientPairs([forward, ofWeights, ofInput], count)]).to.have.members([ofInput, ofWeights]);
  });

  it('are not those of different gradients, single ones and small ones', () => {
    const ofOther = product(x, other, ['transpose_a'], 30, 20);
    expect(gradientPairs([ofInput, ofOther], count).size).to.equal(0);
    expect(gradientPairs([ofWeights], count).size).to.equal(0);
    expect(gradientPairs([ofInput, ofWeights], count + 1).size).to.equal(0);
    const both = product(dy, w, ['transpose_a', 'transpose_b'], 20, 30);
    expect(gradientPairs([both, ofWeights], 0).size).to.equal(0);
  });
});
