import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {runKernel as run} from '../../base/run-kernel.ts';

/**
 * A convolution y = x * w is linear in both, and so are its two gradients, so that the three kernels are each other's derivatives.
 *
 * dw = backpropFilter(x, dy): for a cotangent u of dw, x gets backpropInput(dy, u) and dy gets x * u
 */
export const conv2dBackpropFilter = gradientRule<tf.Conv2DBackpropFilterAttrs>(
  tf.Conv2DBackpropFilter,
  ['x', 'dy'],
  (u, [x, dy], {strides, pad, dataFormat, dimRoundingMode}) => {
    const attributes = {strides, pad, dataFormat, dimRoundingMode};
    return {
      x: () => run(tf.Conv2DBackpropInput, {dy: dy!, filter: u}, {...attributes, inputShape: x!.shape}),
      dy: () => run(tf.Conv2D, {x: x!, filter: u}, {...attributes, dilations: [1, 1]}),
    };
  },
);

/** dx = backpropInput(dy, w): for a cotangent u of dx, dy gets u * w and w gets backpropFilter(u, dy). */
export const conv2dBackpropInput = gradientRule<tf.Conv2DBackpropInputAttrs>(
  tf.Conv2DBackpropInput,
  ['dy', 'filter'],
  (u, [dy, filter], {strides, pad, dataFormat, dimRoundingMode}) => {
    const attributes = {strides, pad, dataFormat, dimRoundingMode};
    return {
      dy: () => run(tf.Conv2D, {x: u, filter: filter!}, {...attributes, dilations: [1, 1]}),
      filter: () => run(tf.Conv2DBackpropFilter, {x: u, dy: dy!}, {...attributes, filterShape: filter!.shape}),
    };
  },
);
