import type {AttributeKinds} from '../binding.ts';
import {nativeTypes} from '../binding.ts';
import {constantNode} from './node.ts';
import type {Source} from './node.ts';

/**
 * New random values at each run of the graph: `offset + scale operation(shape)`.
 *
 * @param operation one of TensorFlow's random operations that take a shape, such as 'RandomUniform'
 */
export function randomSource(
  kinds: AttributeKinds,
  {operation, scale, offset}: {readonly operation: string; readonly scale: number; readonly offset: number},
  shape: readonly number[],
): Source {
  const type = (name: string, value: number) => ({name, type: kinds.TF_ATTR_TYPE, value});
  // Seeds of 0 let TensorFlow choose, as TensorFlow.js chooses by Math.random.
  const seeds = ['seed', 'seed2'].map((name) => ({name, type: kinds.TF_ATTR_INT, value: 0}));
  const outputs = [{shape, dtype: nativeTypes.float32}];
  const dimensions = constantNode(Int32Array.from(shape), {shape: [shape.length], dtype: nativeTypes.int32});
  const standard: Source = {
    node: {
      op: operation,
      attributes: [type('dtype', nativeTypes.float32), type('T', nativeTypes.int32), ...seeds],
      inputs: [{node: dimensions, output: 0}],
      outputs,
    },
    output: 0,
  };
  const binary = (op: string, value: Source, number: number): Source => {
    const constant = constantNode(Float32Array.of(number), {shape: [], dtype: nativeTypes.float32});
    const inputs = [value, {node: constant, output: 0}];
    return {node: {op, attributes: [type('T', nativeTypes.float32)], inputs, outputs}, output: 0};
  };
  const scaled = scale === 1 ? standard : binary('Mul', standard, scale);
  return offset === 0 ? scaled : binary('AddV2', scaled, offset);
}
