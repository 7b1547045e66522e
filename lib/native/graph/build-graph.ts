import {type Attribute, type Binding, nativeTypes, type Values} from '../binding.ts';
import type {AttributeValue, GraphNode} from './graph-file.ts';
import {type Feed, reachable, type Source, type TraceNode, typeOf, type ValueType} from './node.ts';
import {UntraceableError} from '../../update/index.ts';

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

/** Operations in the form of a graph file, what they have to be fed, and where their results are. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly feeds: readonly {readonly feed: Feed; readonly name: string}[];
  /** The names of the wanted values, in their order. */
  readonly fetches: readonly string[];
}

function placeholder(name: string, node: TraceNode): GraphNode {
  const {shape, dtype} = typeOf({node, output: 0});
  const attributes: Record<string, AttributeValue> = {
    dtype: {kind: 'type', type: dtype},
    shape: {kind: 'shape', shape},
  };
  return {name, op: 'Placeholder', inputs: [], attributes};
}

/** The threads that a graph runs on: the one that calls, that and a helper, or TensorFlow's. */
export type Threads = 'caller' | 'shared' | undefined;

/** How a graph is to run. */
export interface GraphForm {
  /** Whether TensorFlow has to compute what was recorded to the last bit, and may not rearrange operations. */
  readonly isExact?: boolean;
  /** On which threads it runs, which the names tell the binding that this package builds; those of TensorFlow by default. */
  readonly threads?: Threads;
}

/** An operation that hands its input on, through which TensorFlow's own rewriting of graphs does not see. */
function barrier(name: string, input: string, {shape, dtype}: ValueType): GraphNode {
  const attributes: Record<string, AttributeValue> = {
    dtype: {kind: 'type', type: dtype},
    shape: {kind: 'shape', shape},
  };
  return {name, op: 'PlaceholderWithDefault', inputs: [input], attributes};
}

/**
 * Turns recorded operations into a graph that computes some of their values.
 *
 * @param wanted the values, also such that are inputs or constants
 * @param form how it is to run
 * @throws UntraceableError where a graph file cannot hold an operation
 */
export function buildGraph(
  binding: Binding,
  wanted: readonly Source[],
  {isExact = false, threads}: GraphForm = {},
): Graph {
  const order = reachable(wanted);
  const prefix = threads === undefined ? '' : `${threads}/`;
  const names = new Map(order.map((node, i) => [node, `${prefix}n${i}`]));
  const nodes: GraphNode[] = [];
  const feeds: {feed: Feed; name: string}[] = [];
  const barriers = new Set<string>();
  const nameOf = (source: Source): string => {
    const {node, output} = source;
    const [name, type] = [names.get(node)!, typeOf(source)];
    if (!isExact || node.feed !== undefined || type.dtype !== nativeTypes.float32) return `${name}:${output}`;
    const behind = `${name}/exact${output}`;
    if (!barriers.has(behind)) nodes.push(barrier(behind, `${name}:${output}`, type));
    barriers.add(behind);
    return `${behind}:0`;
  };
  for (const node of order) {
    const name = names.get(node)!;
    if (node.values !== undefined) {
      nodes.push(...constantNodes(name, node.values, typeOf({node, output: 0})));
    } else if (node.feed !== undefined) {
      nodes.push(placeholder(name, node));
      feeds.push({feed: node.feed, name: `${name}:0`});
    } else {
      const attributes = completeAttributes(node, binding.TF_ATTR_TYPE).map(
        (attribute) => [attribute.name, attributeValue(binding, node.op, attribute)] as const,
      );
      const inputs = [...node.inputs.map(nameOf), ...(node.controls ?? []).map((each) => `^${names.get(each)!}`)];
      nodes.push({name, op: node.op, inputs, attributes: Object.fromEntries(attributes)});
    }
  }
  // What is fed cannot be fetched under the same name.
  const fetches = wanted.map((source, i) => {
    if (source.node.feed === undefined) return nameOf(source);
    const type: AttributeValue = {kind: 'type', type: typeOf(source).dtype};
    const name = `${prefix}through${i}`;
    nodes.push({name, op: 'Identity', inputs: [nameOf(source)], attributes: {T: type}});
    return `${name}:0`;
  });
  return {nodes, feeds, fetches};
}
