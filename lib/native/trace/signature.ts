import {flattenTree} from './tree.ts';
import type {Tree} from './tree.ts';
import {UntraceableError} from '../graph/untraceable-error.ts';

/** The arguments of a call, and a text that is the same for all calls that one graph can serve. */
export interface Signature {
  readonly args: Tree;
  readonly key: string;
}

const number = /(?:^|[[:,])(?:-?\d|NaN|-?Infinity)/;
const text = /"(?:[^"\\]|\\.)*"/g;

/** Whether numbers stand in a form, outside of its texts. */
function hasNumber(form: string): boolean {
  return number.test(form.includes('"') ? form.replaceAll(text, '""') : form);
}

/**
 * Reads the arguments of a call.
 *
 * @param args tensors, also in arrays and plain objects; strings, booleans, null and undefined, each of which has graphs of its own
 * @throws UntraceableError for numbers, which would have a graph each, and for what is no plain value
 */
export function signatureOf(args: readonly unknown[]): Signature {
  const tree = flattenTree(args, 'the arguments');
  if (hasNumber(tree.form)) {
    throw new UntraceableError(
      'numbers as arguments would be frozen in the graph; pass tensors, such as tf.scalar(number)',
    );
  }
  let key = tree.form;
  for (const {dtype, shape} of tree.tensors) key += ` ${dtype}[${shape.join()}]`;
  return {args: tree, key};
}
