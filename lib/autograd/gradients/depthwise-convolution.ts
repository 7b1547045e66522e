import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {runKernel as run} from '../../base/run-kernel.ts';

/** dw = backpropFilter(x, dy): for a cotangent u of dw, x gets backpropInput(dy, u) and dy gets x * u, channel by channel. */
export const depthwiseBackpropFilter = gradientRule<tf.DepthwiseConv2dNativeBackpropFilterAttrs>(
  tf.DepthwiseConv2dNativeBackpropFilter,
  ['x', 'dy'],
  (u, [x, dy], {strides, dilations, pad, dimRoundingMode}) => {
    const attributes = {strides, dilations, pad, dimRoundingMode};
    return {
      x: () => run(tf.DepthwiseConv2dNativeBackpropInput, {dy: dy!, filter: u}, {...attributes, inputShape: x!.shape}),
      dy: () => run(tf.DepthwiseConv2dNative, {x: x!, filter: u}, {...attributes, dataFormat: 'NHWC'}),
    };
  },
);

/** dx = backpropInput(dy, w): for a cotangent u of dx, dy gets u * w and w gets backpropFilter(u, dy). */
export const depthwiseBackpropInput = gradientRule<tf.DepthwiseConv2dNativeBackpropInputAttrs>(
  tf.DepthwiseConv2dNativeBackpropInput,
  ['dy', 'filter'],
  (u, [dy, filter], {strides, dilations, pad, dimRoundingMode}) => {
    const attributes = {strides, dilations, pad, dimRoundingMode};
    return {
      dy: () => run(tf.DepthwiseConv2dNative, {x: u, filter: filter!}, {...attributes, dataFormat: 'NHWC'}),
      filter: () =>
        run(tf.DepthwiseConv2dNativeBackpropFilter, {x: u, dy: dy!}, {...attributes, filterShape: filter!.shape}),
    };
  },
);
