import {nativeTypes, operationExists} from '../binding.ts';
import {isSame, type Source, typeOf} from '../graph/index.ts';
import type {Rule} from './rule.ts';

/** The number that all elements of a constant are; undefined for what is no such constant. */
function constantOf({node}: Source): number | undefined {
  if (node.op === 'Fill') return constantOf(node.inputs[1]!);
  if (node.op === 'Mul') {
    const [a, b] = node.inputs.map(constantOf);
    return a === undefined || b === undefined ? undefined : a * b;
  }
  const values = node.values;
  if (values === undefined || Array.isArray(values) || values.length === 0) return undefined;
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** Whether a value is 1 where x > 0, else 0. */
function isPositive({node}: Source, x: Source): boolean {
  if (!selections.has(node.op)) return false;
  const [condition, yes, no] = node.inputs as [Source, Source, Source];
  if (condition.node.op !== 'Greater' || constantOf(yes) !== 1 || constantOf(no) !== 0) return false;
  const [left, right] = condition.node.inputs as [Source, Source];
  return isSame(left, x) && constantOf(right) === 0;
}

const selections: ReadonlySet<string> = new Set(['Select', 'SelectV2']);

/** The x of the operations by which tfjs-node computes step(x): NaN where x is NaN, else 1 or 0 by x > 0. */
function argumentOfStep({node}: Source): Source | null {
  const isIdleCast = node.op === 'Cast' && typeOf(node.inputs[0]!).dtype === node.outputs[0]!.dtype;
  if (isIdleCast) return argumentOfStep(node.inputs[0]!);
  if (!selections.has(node.op)) return null;
  const [condition, whereNaN, otherwise] = node.inputs as [Source, Source, Source];
  if (condition.node.op !== 'IsNan') return null;
  const x = condition.node.inputs[0]!;
  return isSame(whereNaN, x) && isPositive(otherwise, x) ? x : null;
}

/**
 * `Relu` becomes an operation of this package, which TensorFlow cannot make a part of the product or convolution before it: there
 * NaN would become 0. Where the binding lacks it, TensorFlow's own stands behind a barrier.
 */
export const relu: Rule = (node, backend) => {
  const [x] = node.inputs;
  if (node.op !== 'Relu' || x === undefined || node.outputs[0]!.dtype !== nativeTypes.float32) return null;
  if (operationExists(backend, 'OptimRelu')) return {node: {...node, op: 'OptimRelu', attributes: []}, output: 0};
  if (x.node.op === 'PlaceholderWithDefault') return null;
  const {shape, dtype} = typeOf(x);
  const attributes = [
    {name: 'dtype', type: backend.binding.TF_ATTR_TYPE, value: dtype},
    {name: 'shape', type: backend.binding.TF_ATTR_SHAPE, value: [...shape]},
  ];
  const barrier = {op: 'PlaceholderWithDefault', attributes, inputs: [x], outputs: [{shape, dtype}]};
  return {node: {...node, inputs: [{node: barrier, output: 0}]}, output: 0};
};

/**
 * The gradient of relu, `dy step(x)`, which is several operations in TensorFlow.js, becomes one of this package: TensorFlow's takes
 * NaN for 0.
 *
 * Where relu(x) is there, it looks at that in place of x, because step is the same of both, so that relu can write where x was.
 */
export const reluGradient: Rule = (node, backend, existing) => {
  if (node.op !== 'Mul' || !operationExists(backend, 'OptimReluGrad')) return null;
  for (const [dy, step] of [node.inputs, node.inputs.toReversed()] as [Source, Source][]) {
    const x = argumentOfStep(step);
    if (x === null || typeOf(x).dtype !== nativeTypes.float32) continue;
    if (String(typeOf(x).shape) !== String(typeOf(dy).shape)) continue;
    const inputs = [dy, existing('Relu', x) ?? x];
    return {node: {op: 'OptimReluGrad', attributes: [], inputs, outputs: node.outputs}, output: 0};
  }
  return null;
};
