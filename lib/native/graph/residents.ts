import type * as tf from '@tensorflow/tfjs';
import type {NativeAttribute} from './native-backend.ts';
import {nativeTypes} from './native-backend.ts';
import {constantNode, placeholderNode, reachable, typeOf} from './node.ts';
import type {Source, TraceNode} from './node.ts';

/** A variable whose value lives in the session, where a kernel updates it in place. */
export interface Resident {
  readonly variable: tf.Variable;
  /** Which of the wanted values is its new value. */
  readonly output: number;
  /** A value that is there once the fed value has been put into the session. */
  readonly done: Source;
  /** The value in the session. */
  readonly peek: Source;
}

interface Candidate {
  readonly variable: tf.Variable;
  readonly output: number;
  readonly handle: TraceNode;
  readonly assign: TraceNode;
  readonly apply: TraceNode;
}

/** What the binding calls the kinds of attributes that are needed here. */
interface Kinds {
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_STRING: number;
}

const isOf = (source: Source | undefined, node: TraceNode): boolean => source?.node === node;

/** A variable that a kernel updates once, from the value it has at the start. */
function candidateOf(variable: tf.Variable, output: number, {node}: Source): Candidate | null {
  const handle = node.inputs[0]?.node;
  const apply = node.controls?.[0];
  if (node.op !== 'ReadVariableOp' || handle === undefined || !apply?.op.startsWith('ResourceApply')) return null;
  const assign = apply.controls?.find((each) => each.op === 'AssignVariableOp' && isOf(each.inputs[0], handle));
  const feed = assign?.inputs[1]?.node.feed;
  if (assign === undefined || feed?.kind !== 'variable' || feed.variable !== variable) return null;
  return {variable, output, handle, assign, apply};
}

function named(handle: TraceNode, name: string, {TF_ATTR_STRING}: Kinds): TraceNode {
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
 * @returns the values that stand for the wanted ones, and the variables that have moved
 */
export function makeResident(
  wanted: readonly Source[],
  assigned: readonly {readonly variable: tf.Variable; readonly output: number}[],
  kinds: Kinds,
): {wanted: Source[]; residents: Resident[]} {
  const type = (name: string): NativeAttribute => ({name, type: kinds.TF_ATTR_TYPE, value: nativeTypes.float32});
  const candidates = assigned.flatMap(({variable, output}) => candidateOf(variable, output, wanted[output]!) ?? []);
  const reads = new Map<tf.Variable, TraceNode>();
  const handles = new Map<TraceNode, TraceNode>();
  for (const [i, {variable, handle, assign}] of candidates.entries()) {
    const stable = named(handle, `resident${i}`, kinds);
    handles.set(handle, stable);
    const outputs = [typeOf(assign.inputs[1]!)];
    const inputs = [{node: stable, output: 0}];
    reads.set(variable, {op: 'ReadVariableOp', attributes: [type('dtype')], inputs, outputs});
  }
  const dropped = new Set(candidates.map(({assign}) => assign));
  const applies = new Map(candidates.map(({apply}) => [apply, candidates.filter((each) => each.apply === apply)]));
  const order = reachable(wanted);
  const after = new Set<TraceNode>();
  for (const node of order) {
    const before = [...node.inputs.map((input) => input.node), ...(node.controls ?? [])];
    if (applies.has(node) || before.some((each) => after.has(each))) after.add(node);
  }
  const replaced = new Map<TraceNode, TraceNode>();
  const next = ({node, output}: Source): Source => ({node: replaced.get(node)!, output});
  const readers = (variable: tf.Variable): TraceNode[] =>
    order.filter(
      (node) =>
        !after.has(node) &&
        !dropped.has(node) &&
        node.inputs.some(({node: {feed}}) => feed?.kind === 'variable' && feed.variable === variable),
    );
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
    const updated = applies.get(node) ?? [];
    const controls = (node.controls ?? []).filter((each) => !dropped.has(each));
    const waits = updated.flatMap(({variable}) => [reads.get(variable)!, ...readers(variable).map(visit)]);
    for (const before of [...node.inputs.map((input) => input.node), ...controls]) visit(before);
    const inputs = node.inputs.map(next);
    return {...node, inputs, controls: [...new Set([...controls.map(visit), ...waits])]};
  };
  for (const node of order) if (!dropped.has(node)) visit(node);
  const residents = candidates.map(({variable, output, handle, assign}, i): Resident => {
    const stable = {node: handles.get(handle)!, output: 0};
    const value = {node: placeholderNode({kind: 'resident', index: i}, typeOf(assign.inputs[1]!)), output: 0};
    const set: TraceNode = {...assign, inputs: [stable, value], controls: []};
    const one = constantNode(Float32Array.of(1), {shape: [], dtype: nativeTypes.float32});
    const inputs = [{node: one, output: 0}];
    const done: TraceNode = {op: 'Identity', attributes: [type('T')], inputs, outputs: one.outputs, controls: [set]};
    return {variable, output, done: {node: done, output: 0}, peek: {node: reads.get(variable)!, output: 0}};
  });
  return {wanted: wanted.map(next), residents};
}
