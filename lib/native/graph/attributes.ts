import type {Attribute} from '../binding.ts';
import {typeOf} from './node.ts';
import type {TraceNode} from './node.ts';

/** Attributes that tfjs-node leaves to TensorFlow, with the input whose type they name. */
const inferred: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ExpandDims: {T: 0, Tdim: 1},
};

/** Attributes that tfjs-node sets to the type before a cast of its own, which eager execution overlooks. */
const corrected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Mean: {T: 0},
};

/**
 * All attributes of an operation: those given, with wrong types set right, and those that eager execution would infer.
 *
 * @param typeAttribute the number that marks an attribute as a type
 */
export function completeAttributes(node: TraceNode, typeAttribute: number): Attribute[] {
  const missing = Object.entries(inferred[node.op] ?? {}).filter(([name]) =>
    node.attributes.every((attribute) => attribute.name !== name),
  );
  const typeOfInput = (input: number): number => typeOf(node.inputs[input]!).dtype;
  const given = node.attributes.map((attribute) => {
    const input = corrected[node.op]?.[attribute.name];
    return input === undefined ? attribute : {...attribute, value: typeOfInput(input)};
  });
  return [...given, ...missing.map(([name, input]) => ({name, type: typeAttribute, value: typeOfInput(input)}))];
}
