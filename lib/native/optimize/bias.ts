import {nativeTypes} from '../binding.ts';
import {attributeOf, type Source, typeOf} from '../graph/index.ts';
import type {Rule} from './rule.ts';

const producers: ReadonlySet<string> = new Set(['MatMul', 'Conv2D', 'DepthwiseConv2dNative']);

/**
 * A vector that is added along the last axis of a product or a convolution becomes a `BiasAdd`.
 *
 * TensorFlow fuses it, and an activation after it, into the operation before.
 */
export const bias: Rule = (node, {binding: kinds}) => {
  if (node.op !== 'Add' && node.op !== 'AddV2') return null;
  for (const [value, vector] of [node.inputs, node.inputs.toReversed()] as [Source, Source][]) {
    const {shape, dtype} = typeOf(value);
    const fits = typeOf(vector).shape.length === 1 && typeOf(vector).shape[0] === shape.at(-1) && shape.length >= 2;
    if (!fits || dtype !== nativeTypes.float32 || !producers.has(value.node.op)) continue;
    const attributes = [
      {name: 'T', type: kinds.TF_ATTR_TYPE, value: dtype},
      {name: 'data_format', type: kinds.TF_ATTR_STRING, value: 'NHWC'},
    ];
    return {node: {op: 'BiasAdd', attributes, inputs: [value, vector], outputs: node.outputs}, output: 0};
  }
  return null;
};

/** A sum over all axes but the last, the gradient of a bias, becomes `BiasAddGrad`. */
export const biasGradient: Rule = (node, {binding: kinds}) => {
  if (node.op !== 'Sum' || attributeOf(node, 'keep_dims') === true) return null;
  const [value, axes] = node.inputs as [Source, Source];
  const {shape, dtype} = typeOf(value);
  if (dtype !== nativeTypes.float32 || shape.length < 2 || axes.node.values === undefined) return null;
  const summed = [...axes.node.values].map(Number).toSorted((a, b) => a - b);
  if (String(summed) !== String(Array.from({length: shape.length - 1}, (_, i) => i))) return null;
  const attributes = [
    {name: 'T', type: kinds.TF_ATTR_TYPE, value: dtype},
    {name: 'data_format', type: kinds.TF_ATTR_STRING, value: 'NHWC'},
  ];
  return {node: {op: 'BiasAddGrad', attributes, inputs: [value], outputs: node.outputs}, output: 0};
};
