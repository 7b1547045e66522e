import type * as tf from '@tensorflow/tfjs';

/** The derivatives of a kernel's inputs, by name; null for an input on which the output depends by steps only, or not at all. */
export type Derivatives = Readonly<Record<string, (() => tf.Tensor) | null>>;

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
 * @param derive the derivatives, from the gradient of the output, the saved inputs (then the output, where `output` is set) and
 *   the kernel's attributes
 */
export function gradientRule<Attributes = tf.NamedAttrMap>(
  kernelName: string,
  {save = [], output = false}: {save?: string[]; output?: boolean},
  derive: (dy: tf.Tensor, saved: tf.Tensor[], attributes: Attributes) => Derivatives,
): GradientRule {
  return {
    kernelName,
    inputsToSave: save,
    outputsToSave: [output],
    gradFunc: (dy, saved, attributes) => derive(dy as tf.Tensor, saved, attributes as Attributes),
  };
}
