import type * as tf from '@tensorflow/tfjs';
import type {Derivatives} from '../../base/engine.ts';
import {attributesOf} from '../../base/kernel-data.ts';

/** The gradient of a kernel, as tf.registerGradient takes it, except that a derivative may be null. */
export interface GradientRule {
  readonly kernelName: string;
  readonly inputsToSave?: string[];
  readonly saveAllInputs?: boolean;
  readonly outputsToSave?: boolean[];
  readonly gradFunc: (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[], attributes: tf.NamedAttrMap) => Derivatives;
}

/**
 * Writes the gradient of a kernel with one output.
 *
 * @param kernelName the kernel
 * @param save the names of the inputs that the derivatives need
 * @param derive the derivatives, from the gradient of the output, the saved inputs and the kernel's attributes
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it gives the attributes of `derive` their type
export function gradientRule<Attributes extends object>(
  kernelName: string,
  save: string[],
  derive: (dy: tf.Tensor, saved: tf.Tensor[], attributes: Attributes) => Derivatives,
): GradientRule {
  return {
    kernelName,
    inputsToSave: save,
    gradFunc: (dy, saved, attributes) => derive(dy as tf.Tensor, saved, attributesOf<Attributes>(attributes)),
  };
}
