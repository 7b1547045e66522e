import * as tf from '@tensorflow/tfjs';
import {corrections, describe, maxPoolGradient} from '../../autograd/repairs/pooling.ts';
import {replaceKernel} from './replace-kernel.ts';

/** The least positive number of full precision, which the kernel starts its search of the maximum with. */
const LEAST = 2 ** -126;

/**
 * Replaces the gradient of maximum pooling where the kernel of the WebAssembly backend gets it wrong: in windows without a
 * positive number it takes the first place for the maximum, be it one of the padding.
 */
export function replaceMaxPoolGradient(): void {
  replaceKernel(tf.MaxPoolGrad, (original) => (call) => {
    const {input} = call.inputs as unknown as {input: tf.Tensor};
    const least = tf.tidy(() => tf.min(input).dataSync()[0]!);
    // After relu there are zeros, and where all of a window are, its first place is right.
    const isRight = least > LEAST || (least >= 0 && call.attrs!['pad'] === 'valid');
    return isRight ? original(call) : maxPoolGradient(call);
  });
}

/** Replaces the gradient of average pooling by that of means over what lies inside, as the forward kernel takes them. */
export function replaceAveragePoolGradient(): void {
  replaceKernel(tf.AvgPoolGrad, (original) => (call) => {
    const attributes = call.attrs as unknown as Parameters<typeof describe>[1];
    if (attributes.pad === 'valid') return original(call);
    const {dy, input} = call.inputs as unknown as {dy: tf.Tensor; input: tf.Tensor};
    const corrected = tf.tidy(() => tf.mul(dy, corrections(describe(input.shape, attributes).reaches)));
    const result = original({...call, inputs: {dy: corrected, input}});
    corrected.dispose();
    return result;
  });
}
