import type * as tf from '@tensorflow/tfjs';
import {type Attribute, type AttributeKinds, nativeTypes} from '../binding.ts';
import {constantNode, isSame, placeholderNode, reachable, type Source, type TraceNode} from './node.ts';

/** A variable whose value lives in the session, where updates change it in place. */
export interface SessionVariable {
  readonly variable: tf.Variable;
  /** Which of the wanted values is its new value; the graph need not hand it out. */
  readonly output: number;
  /** A value that is there once the fed value has been put into the session. */
  readonly done: Source;
  /** The value in the session. */
  readonly peek: Source;
}

/** The operation of `cpp/update.cc` that makes new tensors, and the one that changes variables of a session. */
const [byValue, inPlace] = ['OptimUpdateValues', 'OptimUpdateVariables'];

/** The values that an update starts from, in the order of its outputs. */
function statesOf(update: TraceNode): readonly Source[] {
  return update.inputs.slice(0, update.outputs.length);
}

type Assigned = readonly {readonly variable: tf.Variable; readonly output: number}[];

/**
 * Updates that can change variables where they lie: each starts from the values at the start of the call or from those that another
 * one leaves, no two from the same, and what the last one leaves is the new value of the variable.
 */
function movable(
  order: readonly TraceNode[],
  wanted: readonly Source[],
  assigned: Assigned,
  excluded: ReadonlySet<TraceNode>,
): Map<TraceNode, tf.Variable[]> {
  let candidates = order.filter((node) => node.op === byValue && !excluded.has(node));
  for (;;) {
    const moved = new Map<TraceNode, tf.Variable[]>();
    const isTaken = (source: Source): number =>
      candidates.filter((each) => statesOf(each).some((state) => isSame(state, source))).length;
    const left = candidates.filter((update) => {
      const variables = statesOf(update).map(({node, output}) =>
        node.feed?.kind === 'variable' ? node.feed.variable : moved.get(node)?.[output],
      );
      const isWhole = new Set(variables).size === variables.length && !variables.includes(undefined);
      if (!isWhole) return false;
      const isLinear = statesOf(update).every((state, output) => {
        const next = {node: update, output};
        const ends = assigned.some((each) => each.variable === variables[output] && isSame(wanted[each.output]!, next));
        return isTaken(state) === 1 && isTaken(next) + (ends ? 1 : 0) === 1;
      });
      if (isLinear) moved.set(update, variables as tf.Variable[]);
      return isLinear;
    });
    if (left.length === candidates.length) return moved;
    candidates = left;
  }
}

/** The operations that need what an update makes. */
function after(update: TraceNode, order: readonly TraceNode[]): Set<TraceNode> {
  const found = new Set([update]);
  for (const node of order) {
    const before = [...node.inputs.map((input) => input.node), ...(node.controls ?? [])];
    if (before.some((each) => found.has(each))) found.add(node);
  }
  return found;
}

/**
 * Moves variables that updates change into the session.
 *
 * An update writes in place where it holds the only reference, so that it waits for all that read the old value.
 *
 * @param wanted the values that the graph computes
 * @param assigned the variables that get one of them, and which
 * @returns the values that stand for the wanted ones, the variables that have moved, and some number that is there once all of
 *   them have been updated
 */
export function moveIntoSession(
  wanted: readonly Source[],
  assigned: Assigned,
  kinds: AttributeKinds,
): {wanted: Source[]; moved: SessionVariable[]; updated: Source} {
  const excluded = new Set<TraceNode>();
  for (;;) {
    const moved = tryMoving(wanted, assigned, kinds, excluded);
    if (!('waiting' in moved)) return moved;
    excluded.add(moved.waiting);
  }
}

/**
 * Moves the variables of all updates but some.
 *
 * @returns in place of the graph an update that would wait for itself: what reads the value that it changes needs another update, which
 *   waits for what reads values of this one
 */
function tryMoving(
  wanted: readonly Source[],
  assigned: Assigned,
  kinds: AttributeKinds,
  excluded: ReadonlySet<TraceNode>,
): {wanted: Source[]; moved: SessionVariable[]; updated: Source} | {waiting: TraceNode} {
  const type = (name: string): Attribute => ({name, type: kinds.TF_ATTR_TYPE, value: nativeTypes.float32});
  const order = reachable(wanted);
  const updates = movable(order, wanted, assigned, excluded);
  const handles = new Map<tf.Variable, TraceNode>();
  for (const [i, variable] of [...new Set([...updates.values()].flat())].entries()) {
    const attributes = [
      type('dtype'),
      {name: 'shape', type: kinds.TF_ATTR_SHAPE, value: variable.shape},
      {name: 'shared_name', type: kinds.TF_ATTR_STRING, value: `session${i}`},
    ];
    const outputs = [{shape: [], dtype: nativeTypes.resource}];
    handles.set(variable, {op: 'VarHandleOp', attributes, inputs: [], outputs});
  }
  const handleOf = (variable: tf.Variable): Source => ({node: handles.get(variable)!, output: 0});
  const read = (variable: tf.Variable, controls: readonly TraceNode[]): TraceNode => ({
    op: 'ReadVariableOp',
    attributes: [type('dtype')],
    inputs: [handleOf(variable)],
    outputs: [{shape: variable.shape, dtype: nativeTypes.float32}],
    controls,
  });
  const starts = new Map([...handles.keys()].map((variable) => [variable, read(variable, [])]));
  const ends = new Map<TraceNode, TraceNode[]>();
  const replaced = new Map<TraceNode, TraceNode>();
  const open = new Set<TraceNode>();
  let waiting: TraceNode | null = null;

  /** The value that stands for one in the new graph. */
  const next = ({node, output}: Source): Source => {
    if (node.feed?.kind === 'variable' && starts.has(node.feed.variable))
      return {node: starts.get(node.feed.variable)!, output: 0};
    const left = ends.get(node)?.[output];
    return left === undefined ? {node: replaced.get(node) ?? node, output} : {node: left, output: 0};
  };
  const rebuildUpdate = (update: TraceNode, variables: readonly tf.Variable[]): TraceNode => {
    const states = statesOf(update);
    const needing = after(update, order);
    const waits = states.flatMap((state) => {
      const users = order.filter(
        (node) => !updates.has(node) && !needing.has(node) && node.inputs.some((input) => isSame(input, state)),
      );
      // As gradients of other updates.
      const others = [...updates.keys()].filter(
        (node) => !needing.has(node) && node.inputs.slice(node.outputs.length).some((input) => isSame(input, state)),
      );
      const before = updates.has(state.node) ? [replaced.get(state.node)!] : [];
      return [next(state).node, ...before, ...[...users, ...others].map((node) => visit(node))];
    });
    return {
      op: inPlace,
      attributes: update.attributes,
      inputs: [...variables.map(handleOf), ...update.inputs.slice(states.length).map(next)],
      controls: [...new Set(waits)],
      outputs: [],
    };
  };
  const visit = (node: TraceNode): TraceNode => {
    const known = replaced.get(node);
    if (known !== undefined) return known;
    if (open.has(node)) waiting ??= node;
    if (waiting !== null) return node;
    open.add(node);
    for (const before of [...node.inputs.map((input) => input.node), ...(node.controls ?? [])]) visit(before);
    const variables = updates.get(node);
    let made: TraceNode;
    if (variables === undefined) {
      made = {...node, inputs: node.inputs.map(next), ...(node.controls && {controls: node.controls.map(visit)})};
    } else {
      made = rebuildUpdate(node, variables);
      ends.set(
        node,
        variables.map((variable) => read(variable, [made])),
      );
    }
    if (waiting !== null) return node;
    replaced.set(node, made);
    return made;
  };
  for (const node of order) visit(node);
  if (waiting !== null) {
    // An operation that is no update waits for one that does.
    const update = [...updates.keys()].find((each) => open.has(each) && !replaced.has(each));
    return {waiting: updates.has(waiting) ? waiting : update!};
  }
  const one = constantNode(Float32Array.of(1), {shape: [], dtype: nativeTypes.float32});
  const behind = (controls: readonly TraceNode[]): Source => ({
    node: {op: 'Identity', attributes: [type('T')], inputs: [{node: one, output: 0}], outputs: one.outputs, controls},
    output: 0,
  });
  const moved = [...handles.keys()].map((variable, index): SessionVariable => {
    const value = {
      node: placeholderNode({kind: 'session', index}, {shape: variable.shape, dtype: nativeTypes.float32}),
      output: 0,
    };
    const set: TraceNode = {
      op: 'AssignVariableOp',
      attributes: [type('dtype')],
      inputs: [handleOf(variable), value],
      outputs: [],
    };
    const {output} = assigned.find((each) => each.variable === variable)!;
    return {variable, output, done: behind([set]), peek: {node: read(variable, []), output: 0}};
  });
  return {wanted: wanted.map(next), moved, updated: behind([...updates.keys()].map((update) => replaced.get(update)!))};
}
