import {type AttributeKinds, nativeTypes} from '../binding.ts';
import {constantNode, type Source, typeOf} from '../graph/index.ts';
import type {Rule} from './rule.ts';

/** A cast to the type that is there already becomes nothing. */
export const idleCast: Rule = (node) => {
  if (node.op !== 'Cast') return null;
  const [value] = node.inputs as [Source];
  return typeOf(value).dtype === node.outputs[0]!.dtype ? value : null;
};

/** The same elements in another shape, by as few operations as it takes. */
export function reshaped(value: Source, shape: readonly number[], kinds: AttributeKinds): Source {
  const origin = value.node.op === 'Reshape' ? value.node.inputs[0]! : value;
  if (String(typeOf(origin).shape) === String(shape)) return origin;
  const {dtype} = typeOf(origin);
  const attributes = [
    {name: 'T', type: kinds.TF_ATTR_TYPE, value: dtype},
    {name: 'Tshape', type: kinds.TF_ATTR_TYPE, value: nativeTypes.int32},
  ];
  const node = constantNode(Int32Array.from(shape), {shape: [shape.length], dtype: nativeTypes.int32});
  const inputs = [origin, {node, output: 0}];
  return {node: {op: 'Reshape', attributes, inputs, outputs: [{shape, dtype}]}, output: 0};
}

/** A reshape of a reshape becomes one, and one to the shape that is there already becomes nothing. */
export const reshape: Rule = (node, {binding: kinds}) => {
  if (node.op !== 'Reshape') return null;
  const [value] = node.inputs as [Source];
  const {shape} = node.outputs[0]!;
  const isIdle = String(typeOf(value).shape) === String(shape);
  return isIdle || value.node.op === 'Reshape' ? reshaped(value, shape, kinds) : null;
};
