import {nativeTypes} from '../binding.ts';
import {typeOf} from '../graph/node.ts';
import type {Source} from '../graph/node.ts';
import type {Rule} from './rule.ts';
import {attributeOf} from './rule.ts';

const isSame = (a: Source, b: Source): boolean => a.node === b.node && a.output === b.output;

/** What is reduced along its last axis alone, which stays with size 1; null for what is no such reduction. */
function reducedBy(op: string, {node}: Source): Source | null {
  if (node.op !== op || attributeOf(node, 'keep_dims') !== true) return null;
  const [value, axes] = node.inputs as [Source, Source];
  const last = typeOf(value).shape.length - 1;
  const isLast = axes.node.values !== undefined && [...axes.node.values].map(Number).join() === String(last);
  return isLast ? value : null;
}

/** `(x - max x) - log sum exp(x - max x)` along the last axis, by which TensorFlow.js computes it, becomes `LogSoftmax`. */
export const logSoftmax: Rule = (node, kinds) => {
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
