import type * as tf from '@tensorflow/tfjs';
import {type Attribute, type AttributeKinds, nativeTypes, type Values} from '../binding.ts';

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
  | {readonly kind: 'session'; readonly index: number}
  | {readonly kind: 'number'; readonly update: number; readonly name: string}
  /** Several numbers of an update as one tensor: by name, or constants. */
  | {readonly kind: 'numbers'; readonly update: number; readonly names: readonly (string | number)[]};

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
  /** Of the last operation of random values whose range is not known yet. */
  readonly pending?: PendingLine;
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

/** Whether two values are the same output of the same operation. */
export function isSame(a: Source, b: Source): boolean {
  return a.node === b.node && a.output === b.output;
}

/** The value of an attribute; undefined where the operation has none of this name. */
export function attributeOf(node: TraceNode, name: string): unknown {
  return node.attributes.find((attribute) => attribute.name === name)?.value;
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

/** The line from standard random values to those of a function, where it is not known yet. */
export interface PendingLine {
  /** Standard values, and what was made of them. */
  readonly points: (readonly [standard: number, value: number])[];
  /** Writes the line into the graph. */
  settle(line: {readonly scale: number; readonly offset: number}): void;
}

/**
 * New random values at each run of the graph: `offset + scale operation(shape)`.
 *
 * @param operation one of TensorFlow's random operations that take a shape, such as 'RandomUniform'
 * @param line null where it is not known yet; the last operation then has it pending
 * @param points what is known of it
 */
export function randomSource(
  kinds: AttributeKinds,
  {
    operation,
    line,
    points = [],
  }: {
    readonly operation: string;
    readonly line: {readonly scale: number; readonly offset: number} | null;
    readonly points?: readonly PendingLine['points'][number][];
  },
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
  const binary = (op: string, value: Source, number: Float32Array, pending?: PendingLine): Source => {
    const constant = constantNode(number, {shape: [], dtype: nativeTypes.float32});
    const inputs = [value, {node: constant, output: 0}];
    const attributes = [type('T', nativeTypes.float32)];
    return {node: {op, attributes, inputs, outputs, ...(pending !== undefined && {pending})}, output: 0};
  };
  if (line === null) {
    const [scale, offset] = [Float32Array.of(Number.NaN), Float32Array.of(Number.NaN)];
    const pending: PendingLine = {
      points: [...points],
      settle: (found) => {
        scale[0] = found.scale;
        offset[0] = found.offset;
      },
    };
    return binary('AddV2', binary('Mul', standard, scale), offset, pending);
  }
  const {scale, offset} = line;
  const scaled = scale === 1 ? standard : binary('Mul', standard, Float32Array.of(scale));
  return offset === 0 ? scaled : binary('AddV2', scaled, Float32Array.of(offset));
}
