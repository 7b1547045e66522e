import {nativeTypes} from '../binding.ts';
import {constantNode, typeOf} from '../graph/node.ts';
import type {Source} from '../graph/node.ts';
import type {Rule} from './rule.ts';

/**
 * `Softmax` becomes the operations that TensorFlow computes it by outside graphs, with the same rounding.
 *
 * `e = exp(x - max x), softmax x = e (1 / sum e)`
 *
 * In graphs TensorFlow takes a kernel of oneDNN in its place, whose last digit differs.
 */
export const plainSoftmax: Rule = (node, kinds) => {
  if (node.op !== 'Softmax' || node.outputs[0]!.dtype !== nativeTypes.float32) return null;
  const [x] = node.inputs as [Source];
  const {shape, dtype} = typeOf(x);
  const type = (name: string, value: number) => ({name, type: kinds.TF_ATTR_TYPE, value});
  const axis = {
    node: constantNode(Int32Array.of(shape.length - 1), {shape: [1], dtype: nativeTypes.int32}),
    output: 0,
  };
  const reduced = [{shape: [...shape.slice(0, -1), 1], dtype}];
  const reduce = (op: string, value: Source): Source => {
    const keep = {name: 'keep_dims', type: kinds.TF_ATTR_BOOL, value: true};
    const attributes = [type('T', dtype), type('Tidx', nativeTypes.int32), keep];
    return {node: {op, attributes, inputs: [value, axis], outputs: reduced}, output: 0};
  };
  const elementwise = (op: string, inputs: Source[], outputs = node.outputs): Source => ({
    node: {op, attributes: [type('T', dtype)], inputs, outputs},
    output: 0,
  });
  const exponential = elementwise('Exp', [elementwise('Sub', [x, reduce('Max', x)])]);
  const inverse = elementwise('Reciprocal', [reduce('Sum', exponential)], reduced);
  return elementwise('Mul', [exponential, inverse]);
};
