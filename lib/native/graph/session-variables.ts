import type * as tf from '@tensorflow/tfjs';
import {type Attribute, type AttributeKinds, nativeTypes} from '../binding.ts';
import {constantNode, placeholderNode, reachable, type Source, type TraceNode, typeOf} from './node.ts';

/** A variable whose value lives in the session, where kernels update it in place. */
export interface SessionVariable {
  readonly variable: tf.Variable;
  /** Which of the wanted values is its new value; the graph need not hand it out. */
  readonly output: number;
  /** A value that is there once the fed value has been put into the session. */
  readonly done: Source;
  /** The value in the session. */
  readonly peek: Source;
}

/** One update of a variable by a kernel: the variable's handle, the value that it starts from, and the kernel. */
interface Link {
  readonly handle: TraceNode;
  readonly assign: TraceNode;
  readonly apply: TraceNode;
  /** The value after the update. */
  readonly read: TraceNode;
}

interface Candidate {
  readonly variable: tf.Variable;
  readonly output: number;
  /** The updates of the call, the first one first. */
  readonly links: readonly Link[];
}

function linkOf({node}: Source): Link | null {
  const handle = node.inputs[0]?.node;
  const apply = node.controls?.[0];
  if (node.op !== 'ReadVariableOp' || handle === undefined || !apply?.op.startsWith('ResourceApply')) return null;
  const assign = apply.controls?.find((each) => each.op === 'AssignVariableOp' && each.inputs[0]?.node === handle);
  return assign === undefined ? null : {handle, assign, apply, read: node};
}

/** A variable that kernels update, each from the value that the one before it left, the first from that at the start. */
function candidateOf(variable: tf.Variable, output: number, value: Source): Candidate | null {
  const links: Link[] = [];
  for (let at = value; ;) {
    const link = linkOf(at);
    if (link === null) return null;
    links.unshift(link);
    at = link.assign.inputs[1]!;
    if (at.node.feed?.kind === 'variable' && at.node.feed.variable === variable) return {variable, output, links};
  }
}

function named(handle: TraceNode, name: string, {TF_ATTR_STRING}: AttributeKinds): TraceNode {
  const others = handle.attributes.filter((attribute) => attribute.name !== 'shared_name');
  return {...handle, attributes: [...others, {name: 'shared_name', type: TF_ATTR_STRING, value: name}]};
}

/**
 * Moves variables that kernels update into the session.
 *
 * A kernel writes in place where it holds the only reference, so that it waits for all that read the old value.
 *
 * @param wanted the values that the graph computes
 * @param assigned the variables that get one of them, and which
 * @param condition a scalar among the wanted values to be handed out with the updates, or null
 * @returns the values that stand for the wanted ones, the variables that have moved, and the condition, or else some number, which
 *   is there once all of them have been updated
 */
export function moveIntoSession(
  wanted: readonly Source[],
  assigned: readonly {readonly variable: tf.Variable; readonly output: number}[],
  condition: Source | null,
  kinds: AttributeKinds,
): {wanted: Source[]; moved: SessionVariable[]; updated: Source} {
  const type = (name: string): Attribute => ({name, type: kinds.TF_ATTR_TYPE, value: nativeTypes.float32});
  const candidates = assigned.flatMap(({variable, output}) => candidateOf(variable, output, wanted[output]!) ?? []);
  const reads = new Map<tf.Variable, TraceNode>();
  const handles = new Map<TraceNode, TraceNode>();
  for (const [i, {variable, links}] of candidates.entries()) {
    const stable = named(links[0]!.handle, `session${i}`, kinds);
    for (const {handle} of links) handles.set(handle, stable);
    const outputs = [typeOf(links[0]!.assign.inputs[1]!)];
    const inputs = [{node: stable, output: 0}];
    reads.set(variable, {op: 'ReadVariableOp', attributes: [type('dtype')], inputs, outputs});
  }
  const dropped = new Set(candidates.flatMap(({links}) => links.map(({assign}) => assign)));
  const order = reachable(wanted);
  const readers = new Map<TraceNode, TraceNode[]>();
  for (const node of order) {
    if (dropped.has(node)) continue;
    for (const {node: input} of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  // What a kernel makes: it must not wait for what needs this.
  const after = (apply: TraceNode): Set<TraceNode> => {
    const found = new Set([apply]);
    for (const node of order) {
      const before = [...node.inputs.map((input) => input.node), ...(node.controls ?? [])];
      if (before.some((each) => found.has(each))) found.add(node);
    }
    return found;
  };
  const reading = new Map<TraceNode, {start: TraceNode; users: TraceNode[]}[]>();
  const later = new Map<TraceNode, Set<TraceNode>>();
  for (const {links} of candidates) {
    for (const {apply, assign} of links) {
      if (!later.has(apply)) later.set(apply, after(apply));
      const start = assign.inputs[1]!.node;
      const users = (readers.get(start) ?? []).filter((node) => !later.get(apply)!.has(node));
      reading.set(apply, [...(reading.get(apply) ?? []), {start, users}]);
    }
  }
  const replaced = new Map<TraceNode, TraceNode>();
  const next = ({node, output}: Source): Source => ({node: replaced.get(node)!, output});
  const visit = (node: TraceNode): TraceNode => {
    const known = replaced.get(node);
    if (known !== undefined) return known;
    const made = rebuild(node);
    replaced.set(node, made);
    return made;
  };
  const rebuild = (node: TraceNode): TraceNode => {
    if (node.feed?.kind === 'variable') return reads.get(node.feed.variable) ?? node;
    if (handles.has(node)) return handles.get(node)!;
    const controls = (node.controls ?? []).filter((each) => !dropped.has(each));
    const waits = (reading.get(node) ?? []).flatMap(({start, users}) => [start, ...users].map(visit));
    for (const before of [...node.inputs.map((input) => input.node), ...controls]) visit(before);
    return {...node, inputs: node.inputs.map(next), controls: [...new Set([...controls.map(visit), ...waits])]};
  };
  for (const node of order) if (!dropped.has(node)) visit(node);
  const one = constantNode(Float32Array.of(1), {shape: [], dtype: nativeTypes.float32});
  const behind = (controls: readonly TraceNode[], value: Source = {node: one, output: 0}): Source => ({
    node: {op: 'Identity', attributes: [type('T')], inputs: [value], outputs: one.outputs, controls},
    output: 0,
  });
  const moved = candidates.map(({variable, output, links}, i): SessionVariable => {
    const {handle, assign} = links[0]!;
    const stable = {node: handles.get(handle)!, output: 0};
    const value = {node: placeholderNode({kind: 'session', index: i}, typeOf(assign.inputs[1]!)), output: 0};
    const set: TraceNode = {...assign, inputs: [stable, value], controls: []};
    return {variable, output, done: behind([set]), peek: {node: reads.get(variable)!, output: 0}};
  });
  const updated = behind(
    [...new Set(candidates.map(({links}) => visit(links.at(-1)!.apply)))],
    condition === null ? undefined : next(condition),
  );
  return {wanted: wanted.map(next), moved, updated};
}
