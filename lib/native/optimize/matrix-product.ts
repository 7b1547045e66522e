import type {AttributeKinds} from '../binding.ts';
import {attributeOf, type Source, type TraceNode, typeOf} from '../graph/index.ts';
import type {Rule} from './rule.ts';
import {reshaped} from './reshape.ts';

function isMatrix({shape}: {shape: readonly number[]}): boolean {
  return shape.length >= 2 && shape.slice(0, -2).every((size) => size === 1);
}

function product(node: TraceNode, kinds: AttributeKinds): TraceNode {
  const matrix = (source: Source): Source => reshaped(source, typeOf(source).shape.slice(-2), kinds);
  const flag = (name: string, from: string) => ({
    name,
    type: kinds.TF_ATTR_BOOL,
    value: attributeOf(node, from) === true,
  });
  const {shape, dtype} = node.outputs[0]!;
  return {
    op: 'MatMul',
    attributes: [
      {name: 'T', type: kinds.TF_ATTR_TYPE, value: dtype},
      flag('transpose_a', 'adj_x'),
      flag('transpose_b', 'adj_y'),
    ],
    inputs: node.inputs.map(matrix),
    outputs: [{shape: shape.slice(-2), dtype}],
  };
}

/**
 * A product of two matrices, which tfjs-node computes as a batch of one, becomes `MatMul`.
 *
 * TensorFlow fuses what follows a `MatMul`, and oneDNN computes it.
 */
export const matrixProduct: Rule = (node, {binding: kinds}) => {
  if (node.op !== 'BatchMatMulV2' && node.op !== 'BatchMatMul') return null;
  if (!node.inputs.every((input) => isMatrix(typeOf(input)))) return null;
  return reshaped({node: product(node, kinds), output: 0}, node.outputs[0]!.shape, kinds);
};
