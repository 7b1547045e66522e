import * as tf from '@tensorflow/tfjs';
import type {UpdateInput, UpdatePlan} from './plan.ts';

/**
 * What an equation starts from: value and gradient, after what is done to them for every rule alike.
 *
 * `gradient` into [-bound, bound], where there is one; `gradient <- -gradient` where the update ascends; then `value <- value - shrinkage value`, or, as a penalty,
 * `gradient <- gradient + shrinkage value`
 *
 * @param shrinkage null where weight decay does not apply
 */
export function startOf(
  {isPenalty = false, ascends = false, bound}: Pick<UpdatePlan, 'isPenalty' | 'ascends' | 'bound'>,
  value: tf.Tensor,
  gradient: tf.Tensor,
  shrinkage: number | tf.Scalar | null,
): Pick<UpdateInput<never, never>, 'value' | 'undecayed' | 'gradient'> {
  const bounded = bound === undefined ? gradient : tf.clipByValue(gradient, -bound, bound);
  const slope = ascends ? tf.neg(bounded) : bounded;
  if (shrinkage === null) return {value, undecayed: value, gradient: slope};
  const share = tf.mul(value, shrinkage);
  if (isPenalty) return {value, undecayed: value, gradient: tf.add(slope, share)};
  return {value: tf.sub(value, share), undecayed: value, gradient: slope};
}
