import type * as tf from '@tensorflow/tfjs';
import {type Backward, type Derivatives, engine, type Engine, type TapeNode} from '../../base/engine.ts';
import {nodeKind} from './node-kind.ts';
import {aroundEmpty} from '../repairs/empty.ts';
import {zerosOf} from '../zeros.ts';

/** Adds a node that stands for the same value as its input. */
export function addAlias({state}: Engine, x: tf.Tensor, y: tf.Tensor): void {
  state.activeTape!.push({
    id: state.nextTapeNodeId++,
    kernelName: 'Identity',
    kind: 'alias',
    inputs: {x},
    outputs: [y],
    saved: [],
    gradient: ([dy]) => ({x: () => dy!.clone()}),
  });
}

/** Whether a node is the clone of one of some outputs. */
const isCloneOf = (node: TapeNode | undefined, outputs: readonly tf.Tensor[], saved: ReadonlySet<unknown>): boolean =>
  node?.kind === 'alias' && saved.has(node.outputs[0]) && outputs.some(({id}) => id === node.inputs['x']?.id);

/**
 * Adds an operation to the tape, in front of the clones of its own outputs.
 *
 * TensorFlow.js adds those clones first. Its forward pass over the tape then meets them before their origin, takes them for
 * constants, and loses what a gradient that is written in terms of the output (exp, tanh, softmax) contributes to the next one.
 */
export function addNode(
  {state}: Engine,
  kernelName: string,
  inputs: Record<string, tf.Tensor>,
  outputs: tf.Tensor[],
  backward: Backward | null,
  saved: tf.Tensor[],
  attributes: tf.NamedAttrMap,
): void {
  const derivatives =
    backward &&
    aroundEmpty(inputs, outputs, (dys: (tf.Tensor | null)[]): Derivatives => {
      const whole = dys.map((dy, i) => dy ?? zerosOf(outputs[i]!));
      return backward(whole.length > 1 ? whole : whole[0]!, saved, attributes);
    });
  const kind = nodeKind(kernelName, outputs);
  const node: TapeNode = {
    id: state.nextTapeNodeId++,
    kernelName,
    kind,
    inputs,
    outputs,
    saved,
    derivatives,
    ...((derivatives || kind !== 'function') && {
      gradient: (dys) => withZeros(inputs, kind === 'constant' ? {} : derivatives!(dys)),
    }),
  };
  const tape = state.activeTape!;
  const clones = new Set<unknown>(saved);
  let place = tape.length;
  while (isCloneOf(tape[place - 1], outputs, clones)) place--;
  tape.splice(place, 0, node);
}

/** All derivatives, zeros where they are null, as TensorFlow.js expects them. */
function withZeros(inputs: Record<string, tf.Tensor>, derivatives: Derivatives): Record<string, () => tf.Tensor> {
  const all = Object.entries(inputs).map(
    ([name, input]) => [name, derivatives[name] ?? (() => zerosOf(input))] as const,
  );
  return Object.fromEntries(all);
}

/** Frees what the nodes of a tape keep for its gradients. */
function releaseNodes(nodes: readonly TapeNode[]): void {
  for (const {saved} of nodes) for (const tensor of saved) tensor.dispose();
}

/**
 * Does work on one tape and frees the tape afterwards, whatever happens, unless it belongs to a gradient around it.
 *
 * What `onTape` runs inside is recorded.
 */
export function withTape<Result>(work: () => Result): Result {
  const {state} = engine();
  const isOutermost = state.gradientDepth === 0;
  if (isOutermost) state.activeTape = [];
  const before = state.activeTape!.length;
  let isDone = false;
  try {
    const result = work();
    isDone = true;
    return result;
  } finally {
    if (isOutermost || !isDone) releaseNodes(state.activeTape!.splice(before));
    if (isOutermost) state.activeTape = null;
  }
}

/** Records what a function does; inside withTape. */
export function onTape<Result>(work: () => Result): Result {
  const {state} = engine();
  state.gradientDepth++;
  try {
    return work();
  } finally {
    state.gradientDepth--;
  }
}

/** Does work as a kernel does: nothing of it is recorded. */
export function unrecorded<Result>({state}: Engine, work: () => Result): Result {
  state.kernelDepth++;
  try {
    return work();
  } finally {
    state.kernelDepth--;
  }
}
