import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {runKernel as run} from '../../base/run-kernel.ts';

const noDilation = {dataFormat: 'NDHWC', dilations: [1, 1, 1]};

/** dw = backpropFilter(x, dy): for a cotangent u of dw, x gets backpropInput(dy, u) and dy gets x * u. */
export const conv3dBackpropFilter = gradientRule<tf.Conv3DBackpropFilterV2Attrs>(
  tf.Conv3DBackpropFilterV2,
  ['x', 'dy'],
  (u, [x, dy], {strides, pad}) => ({
    x: () => run(tf.Conv3DBackpropInputV2, {dy: dy!, filter: u}, {strides, pad, inputShape: x!.shape}),
    dy: () => run(tf.Conv3D, {x: x!, filter: u}, {strides, pad, ...noDilation}),
  }),
);

/** dx = backpropInput(dy, w): for a cotangent u of dx, dy gets u * w and w gets backpropFilter(u, dy). */
export const conv3dBackpropInput = gradientRule<tf.Conv3DBackpropInputV2Attrs>(
  tf.Conv3DBackpropInputV2,
  ['dy', 'filter'],
  (u, [dy, filter], {pad, strides}) => ({
    dy: () => run(tf.Conv3D, {x: u, filter: filter!}, {strides, pad, ...noDilation}),
    filter: () => run(tf.Conv3DBackpropFilterV2, {x: u, dy: dy!}, {strides, pad, filterShape: filter!.shape}),
  }),
);
