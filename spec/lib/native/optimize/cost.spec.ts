import {expect} from 'chai';
import {constantNode, type TraceNode} from '../../../../lib/native/graph/node.ts';
import {operationCount, threadsFor, totalCount} from '../../../../lib/native/optimize/cost.ts';

const input = (shape: readonly number[]) => ({
  node: constantNode(new Float32Array(0), {shape, dtype: 1}),
  output: 0,
});

function node(
  op: string,
  inputs: readonly (readonly number[])[],
  output: readonly number[],
  flags: string[] = [],
): TraceNode {
  const attributes = flags.map((name) => ({name, type: 0, value: true}));
  return {op, attributes, inputs: inputs.map(input), outputs: [{shape: output, dtype: 1}]};
}

describe('operationCount', () => {
  it('counts a multiplication and an addition for each term of a product', () => {
    expect(
      operationCount(
        node(
          'MatMul',
          [
            [2, 3],
            [3, 5],
          ],
          [2, 5],
        ),
      ),
    ).to.equal(2 * 2 * 3 * 5);
    expect(
      operationCount(
        node(
          'MatMul',
          [
            [3, 2],
            [3, 5],
          ],
          [2, 5],
          ['transpose_a'],
        ),
      ),
    ).to.equal(2 * 2 * 3 * 5);
    expect(
      operationCount(
        node(
          'MatMul',
          [
            [2, 3],
            [5, 3],
          ],
          [2, 5],
          ['transpose_b'],
        ),
      ),
    ).to.equal(2 * 2 * 3 * 5);
  });

  it('is the same for a convolution and both of its gradients', () => {
    const [x, filter, y] = [
      [4, 9, 9, 3],
      [5, 5, 3, 7],
      [4, 9, 9, 7],
    ];
    const expected = 2 * (4 * 9 * 9 * 7) * (5 * 5 * 3);
    expect(operationCount(node('Conv2D', [x, filter], y))).to.equal(expected);
    expect(operationCount(node('Conv2DBackpropInput', [[4], filter, y], x))).to.equal(expected);
    expect(operationCount(node('Conv2DBackpropFilter', [x, [4], y], filter))).to.equal(expected);
  });

  it('takes other operations for cheap', () => {
    expect(operationCount(node('Relu', [[1000, 1000]], [1000, 1000]))).to.equal(0);
  });
});

describe('totalCount', () => {
  it('adds to the products what the elements of results take, and nothing for updates', () => {
    const product = node(
      'MatMul',
      [
        [20, 30],
        [30, 50],
      ],
      [20, 50],
    );
    expect(totalCount([product])).to.equal(2 * 20 * 30 * 50 + 10 * 20 * 50);
    // It shares itself out among threads.
    expect(totalCount([node('OptimUpdateValues', [[], [40, 25]], [40, 25])])).to.equal(0);
    const fed: TraceNode = {...product, op: 'Placeholder', inputs: [], feed: {kind: 'argument', index: 0}};
    expect(totalCount([fed])).to.equal(0);
  });
});

describe('threadsFor', () => {
  it('are the caller for short graphs, the caller and a helper for longer ones, and those of TensorFlow for long ones', () => {
    expect([1e6, 1e8, 1e10].map((count) => threadsFor(count, 2))).to.deep.equal(['caller', 'shared', undefined]);
  });

  it('are those of TensorFlow where it shares out the operations itself', () => {
    for (const parts of [1, 4]) expect(threadsFor(1e8, parts)).to.equal(undefined);
    expect(threadsFor(1e6, 1)).to.equal('caller');
  });
});
