import type {GradientRule} from '../scope/gradient-rule.ts';
import {averagePool3dGradient, averagePoolGradient} from './average-pool.ts';
import {complex, fourier, imaginary, inverseFourier, magnitude, real} from './complex.ts';
import {conv2dBackpropFilter, conv2dBackpropInput} from './convolution-2d.ts';
import {conv3dBackpropFilter, conv3dBackpropInput} from './convolution-3d.ts';
import {depthwiseBackpropFilter, depthwiseBackpropInput} from './depthwise-convolution.ts';
import {dilationGradientOfFilter, dilationGradientOfInput} from './dilation.ts';
import {eluGradient} from './elementwise.ts';
import {maxPool3dGradient, maxPoolGradient} from './max-pool.ts';
import {batchNormalisation, localResponseNormalisation} from './normalisation.ts';
import {mean, sum, tile} from './reduction.ts';
import {resizeBilinearGradient, resizeNearestGradient} from './resizing.ts';

/** The gradients that a scope of second-order gradients adds to those of TensorFlow.js, or puts in their place. */
export const gradientRules: readonly GradientRule[] = [
  averagePool3dGradient,
  averagePoolGradient,
  batchNormalisation,
  complex,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  conv3dBackpropFilter,
  conv3dBackpropInput,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  dilationGradientOfFilter,
  dilationGradientOfInput,
  eluGradient,
  fourier,
  imaginary,
  inverseFourier,
  localResponseNormalisation,
  magnitude,
  maxPool3dGradient,
  maxPoolGradient,
  mean,
  real,
  resizeBilinearGradient,
  resizeNearestGradient,
  sum,
  tile,
];
