import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../base/kernel-data.ts';
import {replaceKernel} from './kernels.ts';
import {type ConvolutionInfo, padded, sentBack, taps, tapValues} from './windows.ts';

/** The least positive number of full precision, which the kernel starts its search of the maximum with. */
const LEAST = 2 ** -126;
/** Below every number that can occur, but not infinite. */
const LOWEST = -3.4028234663852886e38;

function infoOf({inputs, attrs}: Pick<Parameters<tf.KernelFunc>[0], 'inputs' | 'attrs'>): ConvolutionInfo {
  const {filterSize, strides, pad, dimRoundingMode} = attributesOf<tf.MaxPoolGradAttrs>(attrs);
  const {shape} = inputs['input'] as tf.TensorInfo;
  return tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

/** `dx` is dy at the first place of each window at which x is the maximum of the window. */
function toMaximum(dy: tf.Tensor4D, x: tf.Tensor4D, info: ConvolutionInfo): tf.Tensor4D {
  const whole = padded(x, info, LOWEST);
  const values = taps(info).map((tap) => tapValues(whole, tap, info));
  const maximum = values.reduce((most, one) => tf.maximum(most, one));
  const none = tf.zerosLike(dy);
  let left = dy;
  const sent = values.map((one) => {
    const isHere = tf.equal(one, maximum);
    const here = tf.where(isHere, left, none);
    left = tf.where(isHere, none, left);
    return here;
  });
  return sentBack(sent, info);
}

/**
 * Replaces the gradient of maximum pooling where the kernel of the WebAssembly backend gets it wrong: in windows without a
 * positive number it takes the first place for the maximum, be it one of the padding.
 */
export function replaceMaxPoolGradient(): void {
  replaceKernel(tf.MaxPoolGrad, (original) => (call) => {
    const {dy, input} = inputsOf<{dy: tf.Tensor4D; input: tf.Tensor4D}>(call.inputs);
    const least = tf.tidy(() => tf.min(input).dataSync()[0]!);
    // After relu there are zeros, and where all of a window are, its first place is right.
    const isRight = least > LEAST || (least >= 0 && call.attrs!['pad'] === 'valid');
    return isRight ? original(call) : tf.tidy(() => toMaximum(dy, input, infoOf(call)));
  });
}

/** How many of the values that each window meets along an axis lie inside. */
const inside = (size: number, out: number, stride: number, extent: number, before: number): number[] =>
  Array.from({length: out}, (_, place) => {
    const from = place * stride - before;
    return Math.min(from + extent, size) - Math.max(from, 0);
  });

/** dy divided by the part of each window that lies inside. */
function weighted(dy: tf.Tensor4D, info: ConvolutionInfo): tf.Tensor4D {
  const {inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth, padInfo} = info;
  const rows = inside(inHeight, outHeight, strideHeight, filterHeight, padInfo.top).map((n) => filterHeight / n);
  const columns = inside(inWidth, outWidth, strideWidth, filterWidth, padInfo.left).map((n) => filterWidth / n);
  return tf.mul(tf.mul(dy, tf.tensor(rows, [outHeight, 1, 1])), tf.tensor(columns, [outWidth, 1]));
}

/**
 * Replaces the gradient of average pooling, for which the kernel of the WebAssembly backend divides by the size of the
 * window, by one that divides by what lies inside of the image, as the kernel of the pooling does.
 */
export function replaceAveragePoolGradient(): void {
  replaceKernel(tf.AvgPoolGrad, (original) => (call) => {
    const {dy, input} = inputsOf<{dy: tf.Tensor4D; input: tf.Tensor4D}>(call.inputs);
    if (call.attrs!['pad'] === 'valid') return original(call);
    const divided = tf.tidy(() => weighted(dy, infoOf(call)));
    const result = original({...call, inputs: {dy: divided, input}});
    divided.dispose();
    return result;
  });
}
