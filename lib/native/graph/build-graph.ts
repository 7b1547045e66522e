import type {Binding} from '../binding.ts';
import {nativeTypes} from '../binding.ts';
import {reachable, typeOf} from './node.ts';
import type {Feed, Source, TraceNode, ValueType} from './node.ts';
import {attributeValue} from './attribute-value.ts';
import {completeAttributes} from './attributes.ts';
import {constantNodes} from './constant.ts';
import type {AttributeValue, GraphNode} from './graph-node.ts';

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
