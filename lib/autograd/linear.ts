import type * as tf from '@tensorflow/tfjs';
import {engine} from '../base/engine.ts';
import {addNode, unrecorded} from './scope/tape.ts';

/**
 * An operation y = A u that is linear in u and recorded as a whole.
 *
 * @param name as errors show it
 * @param apply u -> A u, of which nothing is recorded
 * @param transpose dy -> A'dy, itself an operation with a gradient; what it uses must live as long as the tape
 */
export function linear(
  name: string,
  u: tf.Tensor,
  apply: (u: tf.Tensor) => tf.Tensor,
  transpose: (dy: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const own = engine();
  const y = own.tidy(name, () => unrecorded(own, () => apply(u)));
  if (own.isTapeOn()) addNode(own, name, {u}, [y], (dy) => ({u: () => transpose(dy as tf.Tensor)}), [], {});
  return y;
}
