import {nativeTypes} from '../binding.ts';
import type {Values} from '../binding.ts';
import type {ValueType} from './node.ts';
import {UntraceableError} from './untraceable-error.ts';
import type {AttributeValue, GraphNode} from './graph-node.ts';

/** More equal values than this are written as one value and a shape. */
const largest = 1024;

function constant(name: string, values: Exclude<Values, Uint8Array[]>, {shape, dtype}: ValueType): GraphNode {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const type: AttributeValue = {kind: 'type', type: dtype};
  return {
    name,
    op: 'Const',
    inputs: [],
    attributes: {dtype: type, value: {kind: 'tensor', type: dtype, shape, bytes}},
  };
}

/**
 * The operations that give a constant: one, or for many equal values a fill, so that zeros do not fill the graph.
 *
 * @throws UntraceableError for strings
 */
export function constantNodes(name: string, values: Values, type: ValueType): GraphNode[] {
  if (Array.isArray(values)) {
    throw new UntraceableError(
      'the function uses a tensor of strings, which a compiled function cannot hold; make it outside',
    );
  }
  if (values.length <= largest || values.some((value) => !Object.is(value, values[0]))) {
    return [constant(name, values, type)];
  }
  const dimensions = {shape: [type.shape.length], dtype: nativeTypes.int32};
  return [
    constant(`${name}/dims`, Int32Array.from(type.shape), dimensions),
    constant(`${name}/value`, values.slice(0, 1), {shape: [], dtype: type.dtype}),
    {
      name,
      op: 'Fill',
      inputs: [`${name}/dims`, `${name}/value`],
      attributes: {T: {kind: 'type', type: type.dtype}, index_type: {kind: 'type', type: nativeTypes.int32}},
    },
  ];
}
