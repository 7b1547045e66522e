import * as tf from '@tensorflow/tfjs';
import type {NodeKind} from '../../base/engine.ts';

/** Kernels whose floating-point output is constant but for jumps. */
const steps: ReadonlySet<string> = new Set([
  tf.Ceil,
  tf.Floor,
  tf.FloorDiv,
  tf.OneHot,
  tf.OnesLike,
  tf.Round,
  tf.Sign,
  tf.Step,
  tf.ZerosLike,
]);

const isReal = ({dtype}: tf.Tensor): boolean => dtype === 'float32' || dtype === 'complex64';

/**
 * Tells how gradients pass a kernel: not at all where its output is whole numbers, truth values or steps, unchanged where the
 * output is the input itself, else by its gradient.
 */
export function nodeKind(kernelName: string, outputs: readonly tf.Tensor[]): NodeKind {
  if (steps.has(kernelName) || !outputs.some(isReal)) return 'constant';
  return kernelName === tf.Identity ? 'alias' : 'function';
}
