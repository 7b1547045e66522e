import {nativeTypes} from '../binding.ts';
import {attributeOf, constantNode, isSame, type Source, typeOf} from '../graph/index.ts';
import type {Rule} from './rule.ts';

/** What is reduced along its last axis alone, which stays with size 1; null for what is no such reduction. */
function reducedBy(op: string, {node}: Source): Source | null {
  if (node.op !== op || attributeOf(node, 'keep_dims') !== true) return null;
  const [value, axes] = node.inputs as [Source, Source];
  const last = typeOf(value).shape.length - 1;
  const isLast = axes.node.values !== undefined && [...axes.node.values].map(Number).join() === String(last);
  return isLast ? value : null;
}

/** `(x - max x) - log sum exp(x - max x)` along the last axis, by which TensorFlow.js computes it, becomes `LogSoftmax`. */
export const logSoftmax: Rule = (node, {binding: kinds}) => {
  if (node.op !== 'Sub' || node.outputs[0]!.dtype !== nativeTypes.float32) return null;
  const [shifted, logarithm] = node.inputs as [Source, Source];
  if (shifted.node.op !== 'Sub' || logarithm.node.op !== 'Log') return null;
  const exponential = reducedBy('Sum', logarithm.node.inputs[0]!);
  if (exponential?.node.op !== 'Exp' || !isSame(exponential.node.inputs[0]!, shifted)) return null;
  const [x, greatest] = shifted.node.inputs as [Source, Source];
  const reduced = reducedBy('Max', greatest);
  if (reduced === null || !isSame(reduced, x)) return null;
  const attributes = [{name: 'T', type: kinds.TF_ATTR_TYPE, value: nativeTypes.float32}];
  return {node: {op: 'LogSoftmax', attributes, inputs: [x], outputs: node.outputs}, output: 0};
};

/**
 * `Softmax` becomes the operations that TensorFlow computes it by outside graphs, with the same rounding.
 *
 * `e = exp(x - max x), softmax x = e (1 / sum e)`
 *
 * In graphs TensorFlow takes a kernel of oneDNN in its place, whose last digit differs.
 */
export const plainSoftmax: Rule = (node, {binding: kinds}) => {
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
