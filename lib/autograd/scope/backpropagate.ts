import * as tf from '@tensorflow/tfjs';
import {engine, type TapeNode} from '../../base/engine.ts';
import {noGradientError} from './no-gradient-error.ts';

/** An output of what the tape holds, and the cotangent that flows back from it. */
export interface Seed {
  readonly output: tf.Tensor;
  readonly cotangent: tf.Tensor;
}

const present = (node: TapeNode): [string, tf.Tensor][] =>
  Object.entries(node.inputs).filter(
    (entry): entry is [string, tf.Tensor] => entry[1] !== null && entry[1] !== undefined,
  );

/** The nodes that depend on some tensors, in order, and the identities of all that depends on them. */
export function dependants(
  tape: readonly TapeNode[],
  xs: readonly tf.Tensor[],
  follows: (node: TapeNode) => boolean,
): {nodes: TapeNode[]; ids: Set<number>} {
  const ids = new Set(xs.map(({id}) => id));
  const nodes = tape.filter((node) => {
    if (!follows(node) || !present(node).some(([, {id}]) => ids.has(id))) return false;
    for (const {id} of node.outputs) ids.add(id);
    return true;
  });
  return {nodes, ids};
}

const derived = new WeakSet<object>();

/** Whether a tape holds the operations of a gradient: what does not depend on x any more then has the derivative zero. */
export const holdsGradient = (tape: readonly TapeNode[]): boolean => derived.has(tape);

/** The derivatives of a node, whether it was recorded in a scope or by TensorFlow.js alone. */
function derivativesOf(node: TapeNode, dys: (tf.Tensor | null)[]): Readonly<Record<string, (() => tf.Tensor) | null>> {
  const derive = node.kind === undefined ? node.gradient : node.derivatives;
  if (!derive) throw noGradientError(node.kernelName);
  return derive(dys);
}

function checked(node: TapeNode, name: string, input: tf.Tensor, derivative: tf.Tensor): tf.Tensor {
  const dtype = input.dtype === 'complex64' ? 'complex64' : 'float32';
  if (derivative.dtype === dtype && tf.util.arraysEqual(derivative.shape, input.shape)) return derivative;
  throw new Error(
    `secondOrder: the gradient of ${node.kernelName} with respect to its input ${name} is ${derivative.dtype} of shape ` +
      `[${derivative.shape.join(', ')}], where the input has the shape [${input.shape.join(', ')}]; write the operation with ` +
      'others, or register a gradient for it (tf.registerGradient)',
  );
}

/**
 * Sweeps a tape backward from several outputs at once.
 *
 * dx = sum_k (dy_k/dx)' u_k; the tensors of saved values are clones, through which the sweep passes without an operation
 *
 * @param seeds outputs y_k and their cotangents u_k
 * @param xs what to differentiate with respect to
 * @returns a gradient for each x; null where no output depends on it other than by steps
 * @throws Error that names an operation on the way that has no gradient
 */
export function backpropagate(
  tape: readonly TapeNode[],
  seeds: readonly Seed[],
  xs: readonly tf.Tensor[],
): (tf.Tensor | null)[] {
  const {nodes, ids} = dependants(tape, xs, ({kind}) => kind !== 'constant');
  const gradients = new Map<number, tf.Tensor>();
  const accumulate = (x: tf.Tensor, dx: tf.Tensor): void => {
    const sum = gradients.get(x.id);
    gradients.set(x.id, sum === undefined ? dx : tf.add(sum, dx));
  };
  const own = engine();
  if (own.isTapeOn()) derived.add(tape);
  return own.tidy('backward', () => {
    for (const {output, cotangent} of seeds) accumulate(output, cotangent);
    for (const node of nodes.reverse()) {
      const dys = node.outputs.map(({id}) => gradients.get(id) ?? null);
      if (dys.every((dy) => dy === null)) continue;
      const wanted = present(node).filter(([, {id}]) => ids.has(id));
      if (node.kind === 'alias') {
        for (const [, x] of wanted) accumulate(x, dys[0]!);
        continue;
      }
      const derivatives = derivativesOf(node, dys);
      for (const [name, x] of wanted) {
        const derivative = derivatives[name];
        if (derivative === undefined) throw noGradientError(node.kernelName, name);
        if (derivative !== null) accumulate(x, checked(node, name, x, tf.tidy(derivative)));
      }
    }
    // A cotangent that came through unchanged is not ours to hand out, nor is one tensor to be two results.
    const foreign = new Set(seeds.map(({cotangent}) => cotangent.id));
    return xs.map(({id}) => {
      const gradient = gradients.get(id);
      if (gradient === undefined) return null;
      const isForeign = foreign.has(gradient.id) || gradient.kept;
      foreign.add(gradient.id);
      return isForeign ? gradient.clone() : gradient;
    });
  });
}
