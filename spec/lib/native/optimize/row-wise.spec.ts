import {expect} from 'chai';
import {constantNode} from '../../../../lib/native/graph/node.ts';
import type {Source, TraceNode} from '../../../../lib/native/graph/node.ts';
import {rowWise, sumOverRows, withRows} from '../../../../lib/native/optimize/row-wise.ts';

const value = (shape: readonly number[]): Source => ({
  node: {op: 'Input', attributes: [], inputs: [], outputs: [{shape, dtype: 1}]},
  output: 0,
});
const axes = (...list: number[]): Source => ({
  node: constantNode(Int32Array.from(list), {shape: [list.length], dtype: 3}),
  output: 0,
});

function node(op: string, inputs: readonly Source[], shape: readonly number[], flags: string[] = []): TraceNode {
  const attributes = flags.map((name) => ({name, type: 0, value: true}));
  return {op, attributes, inputs, outputs: [{shape, dtype: 1}]};
}

describe('operations by rows', () => {
  it('take the rows of what leads with them, and all of the rest', () => {
    expect(rowWise(node('Relu', [value([4, 3])], [4, 3]))).to.deep.equal(['rows']);
    expect(rowWise(node('Add', [value([4, 3]), value([3])], [4, 3]))).to.deep.equal(['rows', 'whole']);
    expect(rowWise(node('Mul', [value([1, 3]), value([4, 3])], [4, 3]))).to.deep.equal(['whole', 'rows']);
    expect(rowWise(node('MatMul', [value([4, 3]), value([3, 2])], [4, 2]))).to.deep.equal(['rows', 'whole']);
    expect(rowWise(node('Sum', [value([4, 3]), axes(1)], [4]))).to.deep.equal(['rows', 'whole']);
    expect(rowWise(node('Reshape', [value([4, 6]), axes(4, 2, 3)], [4, 2, 3]))).to.deep.equal(['rows', 'shape']);
  });

  it('are not those that mix rows', () => {
    expect(rowWise(node('MatMul', [value([3, 4]), value([3, 2])], [4, 2], ['transpose_a']))).to.equal(null);
    expect(rowWise(node('Sum', [value([4, 3]), axes(0)], [3]))).to.equal(null);
    expect(rowWise(node('Reshape', [value([4, 6]), axes(8, 3)], [8, 3]))).to.equal(null);
    expect(rowWise(node('Softmax', [value([4])], [4]))).to.equal(null);
    expect(rowWise(node('Select', [value([4]), value([4, 2]), value([4, 2])], [4, 2]))).to.equal(null);
    expect(rowWise(node('Transpose', [value([4, 4]), axes(1, 0)], [4, 4]))).to.equal(null);
    expect(rowWise(node('Relu', [value([])], []))).to.equal(null);
  });

  it('sum over rows where gradients of weights do', () => {
    const product = node('MatMul', [value([9, 4]), value([9, 2])], [4, 2], ['transpose_a']);
    expect(sumOverRows(product)).to.deep.equal(['rows', 'rows']);
    expect(sumOverRows(node('BiasAddGrad', [value([9, 4])], [4]))).to.deep.equal(['rows']);
    expect(
      sumOverRows(node('MatMul', [value([9, 4]), value([2, 9])], [4, 2], ['transpose_a', 'transpose_b'])),
    ).to.equal(null);
    expect(sumOverRows(node('Relu', [value([9, 4])], [9, 4]))).to.equal(null);
  });

  it('have shapes with their own number of rows', () => {
    const shape = axes(9, 4);
    expect([...(withRows(shape, 5).node.values as Int32Array)]).to.deep.equal([5, 4]);
    expect([...(shape.node.values as Int32Array)]).to.deep.equal([9, 4]);
  });
});
