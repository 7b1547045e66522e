import {expect} from 'chai';
import {constantNode, placeholderNode, reachable, typeOf} from '../../../../lib/native/graph/node.ts';
import type {TraceNode} from '../../../../lib/native/graph/node.ts';

const type = {shape: [2], dtype: 1};
const operation = (op: string, inputs: TraceNode[], controls?: TraceNode[]): TraceNode => ({
  op,
  attributes: [],
  inputs: inputs.map((node) => ({node, output: 0})),
  outputs: [type],
  ...(controls !== undefined && {controls}),
});

describe('nodes of a graph', () => {
  it('are listed once, inputs and what must run before first, and only those that matter', () => {
    const [a, b] = [constantNode(Float32Array.of(1, 2), type), placeholderNode({kind: 'argument', index: 0}, type)];
    const assign = operation('Assign', [b]);
    const sum = operation('Add', [a, b]);
    const last = operation('Mul', [sum, sum], [assign]);
    operation('Unused', [last]);
    const order = reachable([
      {node: last, output: 0},
      {node: a, output: 0},
    ]);
    expect(order).to.deep.equal([a, b, sum, assign, last]);
    expect(typeOf({node: last, output: 0})).to.equal(type);
  });

  it('may form a chain of any length', () => {
    let node = constantNode(Float32Array.of(1, 2), type);
    for (let i = 0; i < 50_000; i++) node = operation('Neg', [node]);
    expect(reachable([{node, output: 0}])).to.have.length(50_001);
  });
});
