import * as tf from '@tensorflow/tfjs';
import {UntraceableError} from '../../update/index.ts';

/** A tensor, a plain value, or arrays and plain objects of them. */
export interface Tree {
  /** The form, in which each tensor is a place '*'; equal texts mean equal forms and equal plain values. */
  readonly form: string;
  readonly tensors: readonly tf.Tensor[];
  /** The same form with other tensors in the same order. */
  rebuild(tensors: readonly tf.Tensor[]): unknown;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  return `an object of class ${(value.constructor as {name?: string} | undefined)?.name ?? 'unknown'}`;
}

/**
 * Takes a value apart into its tensors and the rest.
 *
 * @param value tensors, numbers, strings, booleans, null and undefined, in arrays and plain objects
 * @param place words for messages, such as 'the result'
 * @throws UntraceableError for anything else, a promise or a function for example
 * @example
 * const tree = flattenTree({loss: tf.scalar(1)}, 'the result');
 * tree.form; // '{"loss":*}'
 * tree.rebuild([tf.scalar(2)]); // {loss: the scalar 2}
 */
export function flattenTree(value: unknown, place: string): Tree {
  const tensors: tf.Tensor[] = [];
  // For messages alone: done at every call of a compiled function.
  const path: (string | number)[] = [];
  const where = (): string =>
    place + path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  // Of what was visited last: whoever gets the value may change it.
  let copy: unknown;
  const within = (step: string | number, part: unknown): string => {
    path.push(step);
    const form = formOf(part);
    path.pop();
    return form;
  };
  const formOf = (part: unknown): string => {
    if (part instanceof tf.Tensor) {
      tensors.push(part);
      copy = part;
      return '*';
    }
    copy = part;
    if (part === null || part === undefined || typeof part === 'boolean') return String(part);
    if (typeof part === 'number') return Object.is(part, -0) ? '-0' : String(part);
    if (typeof part === 'string') return JSON.stringify(part);
    let form = '';
    if (Array.isArray(part)) {
      const copies: unknown[] = [];
      for (let i = 0; i < part.length; i++) {
        if (i > 0) form += ',';
        form += within(i, part[i]);
        copies.push(copy);
      }
      copy = copies;
      return `[${form}]`;
    }
    if (typeof part === 'object' && isPlainObject(part)) {
      const copies: Record<string, unknown> = {};
      for (const name of Object.keys(part)) {
        form += `${form === '' ? '' : ','}${JSON.stringify(name)}:${within(name, part[name])}`;
        copies[name] = copy;
      }
      copy = copies;
      return `{${form}}`;
    }
    throw new UntraceableError(
      part instanceof Promise
        ? `${where()} is a promise; a compiled function must be synchronous, await data outside of it`
        : `${where()} is ${describe(part)}; only tensors, plain values, arrays and plain objects can pass in or out`,
    );
  };
  const form = formOf(value);
  const whole = copy;
  const rebuild = (others: readonly tf.Tensor[]): unknown => {
    let i = 0;
    const build = (part: unknown): unknown => {
      if (part instanceof tf.Tensor) return others[i++]!;
      if (Array.isArray(part)) return part.map(build);
      if (typeof part !== 'object' || part === null) return part;
      return Object.fromEntries(Object.entries(part).map(([name, child]) => [name, build(child)]));
    };
    return build(whole);
  };
  return {form, tensors, rebuild};
}

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
