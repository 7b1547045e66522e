import * as tf from '@tensorflow/tfjs';
import {tapValues, windows2d} from '../gradients/windows.ts';
import {lower, type Lowering} from './lowering.ts';

type Shape3 = [number, number, number];
type Shape4 = [number, number, number, number];

/**
 * Greyscale dilation on wasm, whose kernel takes a number next to zero for the maximum where none is positive:
 *
 * `y = max over positions of x[row + i, column + j, c] + w[i, j, c]`
 */
export const dilation: Lowering = lower<{x: tf.Tensor; filter: tf.Tensor}, tf.Dilation2DAttrs>(
  tf.Dilation2D,
  ({inputs: {x, filter}, attributes: {strides, pad, dilations}, backend}) => {
    if (backend !== 'wasm') return undefined;
    const taps = filter.shape as Shape3;
    const info = tf.backend_util.computeDilation2DInfo(x.shape as Shape4, taps, strides, pad, 'NHWC', dilations);
    const weights = tf.unstack(tf.reshape(filter, [-1, taps[2]]));
    const sums = tapValues(x, windows2d(info), -3.4028234663852886e38).map((values, i) => tf.add(values, weights[i]!));
    return sums.reduce((most, one) => tf.maximum(most, one));
  },
);
