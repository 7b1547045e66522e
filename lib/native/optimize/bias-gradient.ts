import {nativeTypes} from '../binding.ts';
import {typeOf} from '../graph/node.ts';
import type {Source} from '../graph/node.ts';
import type {Rule} from './rule.ts';
import {attributeOf} from './rule.ts';

/** A sum over all axes but the last, the gradient of a bias, becomes `BiasAddGrad`. */
export const biasGradient: Rule = (node, kinds) => {
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
