import * as tf from '@tensorflow/tfjs';
import {gradientRule} from '../scope/gradient-rule.ts';
import {runKernel as run} from '../../base/run-kernel.ts';

/** The average over windows is linear, dx = A'dy, so that the derivative of dx with respect to dy is A again. */
export const averagePoolGradient = gradientRule<tf.AvgPoolGradAttrs>(
  tf.AvgPoolGrad,
  [],
  (u, _saved, {filterSize, strides, pad}) => ({
    dy: () => run(tf.AvgPool, {x: u}, {filterSize, strides, pad}),
    input: null,
  }),
);

/** As averagePoolGradient, in three dimensions. */
export const averagePool3dGradient = gradientRule<tf.AvgPool3DGradAttrs>(
  tf.AvgPool3DGrad,
  [],
  (u, _saved, {filterSize, strides, pad, dimRoundingMode}) => ({
    dy: () => run(tf.AvgPool3D, {x: u}, {filterSize, strides, pad, dimRoundingMode, dataFormat: 'NDHWC'}),
    input: null,
  }),
);
