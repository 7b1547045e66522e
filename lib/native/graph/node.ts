import type * as tf from '@tensorflow/tfjs';
import type {Attribute, Values} from '../binding.ts';

/** The type and shape of a value in the graph. */
export interface ValueType {
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** Where a value that enters the graph comes from at each call. */
export type Feed =
  | {readonly kind: 'argument'; readonly index: number}
  | {readonly kind: 'variable'; readonly variable: tf.Variable}
  | {readonly kind: 'captured'; readonly dataId: object}
  | {readonly kind: 'resident'; readonly index: number}
  | {readonly kind: 'number'; readonly update: number; readonly name: string};

/** One operation of the graph; a constant carries its values, a placeholder its feed. */
export interface TraceNode {
  readonly op: string;
  readonly attributes: readonly Attribute[];
  readonly inputs: readonly Source[];
  /** What must have run before, though it gives no input: earlier uses of the same resource. */
  readonly controls?: readonly TraceNode[];
  readonly outputs: readonly ValueType[];
  readonly values?: Values;
  readonly feed?: Feed;
}

/** One output of an operation. */
export interface Source {
  readonly node: TraceNode;
  readonly output: number;
}

/** The type and shape of a value. */
export function typeOf({node, output}: Source): ValueType {
  return node.outputs[output]!;
}

/** A value that is the same at each call. */
export function constantNode(values: Values, type: ValueType): TraceNode {
  return {op: 'Const', attributes: [], inputs: [], outputs: [type], values};
}

/** A value that is given at each call. */
export function placeholderNode(feed: Feed, type: ValueType): TraceNode {
  return {op: 'Placeholder', attributes: [], inputs: [], outputs: [type], feed};
}

/**
 * The operations that some values depend on, inputs before users.
 *
 * @param sources the values that are wanted
 */
export function reachable(sources: readonly Source[]): TraceNode[] {
  const order: TraceNode[] = [];
  const seen = new Set<TraceNode>();
  const stack: {node: TraceNode; next: number}[] = [];
  for (const {node: root} of sources) {
    if (seen.has(root)) continue;
    seen.add(root);
    stack.push({node: root, next: 0});
    // Not by recursion: a long chain of operations would exhaust the stack.
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const {inputs, controls = []} = top.node;
      const at = top.next++;
      const before = inputs[at]?.node ?? controls[at - inputs.length];
      if (before === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(before)) {
        seen.add(before);
        stack.push({node: before, next: 0});
      }
    }
  }
  return order;
}
