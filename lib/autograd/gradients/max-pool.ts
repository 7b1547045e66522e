import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {linear} from '../linear.ts';
import {runKernel as run} from '../../base/run-kernel.ts';
import {nativeGradGrad} from './native-max-pool.ts';
import {atMaximum, tapValues, type Windows, windows2d, windows3d} from './windows.ts';

/** Picks from each window of u the value at the place where x has its maximum. */
const select = (u: tf.Tensor, x: tf.Tensor, windows: Windows): tf.Tensor =>
  atMaximum(tapValues(x, windows, -Infinity), tapValues(u, windows, 0));

/**
 * The gradient of a maximum over windows sends dy to the place of each maximum; the derivative with respect to dy picks from there.
 */
export const maxPoolGradient = gradientRule<tf.MaxPoolGradAttrs>(
  tf.MaxPoolGrad,
  ['input', 'output'],
  (u, [input, output], attributes) => {
    const {filterSize, strides, pad, dimRoundingMode} = attributes;
    const shape = input!.shape as [number, number, number, number];
    const windows = windows2d(tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode));
    const gather = (values: tf.Tensor): tf.Tensor =>
      nativeGradGrad('MaxPoolGradGrad', input!, output!, values, windows, pad) ?? select(values, input!, windows);
    const scatter = (dy: tf.Tensor): tf.Tensor => run(tf.MaxPoolGrad, {dy, input: input!, output: output!}, attributes);
    return {dy: () => linear('MaxPoolGradGrad', u, gather, scatter), input: null, output: null};
  },
);

/** As maxPoolGradient, in three dimensions. */
export const maxPool3dGradient = gradientRule<tf.MaxPool3DGradAttrs>(
  tf.MaxPool3DGrad,
  ['input', 'output'],
  (u, [input, output], attributes) => {
    const {filterSize, strides, pad, dimRoundingMode} = attributes;
    const shape = input!.shape as [number, number, number, number, number];
    const windows = windows3d(tf.backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode));
    const gather = (values: tf.Tensor): tf.Tensor =>
      nativeGradGrad('MaxPool3DGradGrad', input!, output!, values, windows, pad) ?? select(values, input!, windows);
    const scatter = (dy: tf.Tensor): tf.Tensor =>
      run(tf.MaxPool3DGrad, {dy, input: input!, output: output!}, attributes);
    return {dy: () => linear('MaxPool3DGradGrad', u, gather, scatter), input: null, output: null};
  },
);
