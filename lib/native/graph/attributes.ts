import type {NativeAttribute} from './native-backend.ts';
import {typeOf} from './node.ts';
import type {TraceNode} from './node.ts';

/** Attributes that tfjs-node leaves to TensorFlow, with the input whose type they name. */
const inferred: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ExpandDims: {T: 0, Tdim: 1},
};

/**
 * All attributes of an operation: those given and those that eager execution would infer.
 *
 * @param typeAttribute the number that marks an attribute as a type
 */
export function completeAttributes(node: TraceNode, typeAttribute: number): NativeAttribute[] {
  const missing = Object.entries(inferred[node.op] ?? {}).filter(([name]) =>
    node.attributes.every((attribute) => attribute.name !== name),
  );
  return [
    ...node.attributes,
    ...missing.map(([name, input]) => ({name, type: typeAttribute, value: typeOf(node.inputs[input]!).dtype})),
  ];
}
