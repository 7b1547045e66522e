import type {Attribute, Binding} from '../binding.ts';
import {UntraceableError} from './untraceable-error.ts';
import type {AttributeValue} from './graph-node.ts';

/**
 * An attribute as the binding takes it, in the form of a graph file.
 *
 * @throws UntraceableError for a kind of attribute that tfjs-node does not use today
 */
export function attributeValue(binding: Binding, op: string, {name, type, value}: Attribute): AttributeValue {
  const isList = Array.isArray(value);
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return {kind: 'type', type: value as number};
    case binding.TF_ATTR_INT:
      return isList ? {kind: 'ints', numbers: value as number[]} : {kind: 'int', number: value as number};
    case binding.TF_ATTR_FLOAT:
      return isList ? {kind: 'floats', numbers: value as number[]} : {kind: 'float', number: value as number};
    case binding.TF_ATTR_BOOL:
      return isList ? {kind: 'bools', flags: value as boolean[]} : {kind: 'bool', flag: value as boolean};
    case binding.TF_ATTR_STRING:
      return {kind: 'string', text: String(value)};
    case binding.TF_ATTR_SHAPE:
      return {kind: 'shape', shape: value as number[]};
    default:
      throw new UntraceableError(
        `the attribute ${name} of the operation ${op} is of a kind (${type}) that a graph file cannot hold yet`,
      );
  }
}
