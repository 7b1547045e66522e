/**
 * What the WebAssembly backend lacks for training: kernels that it does not have, and quick or right ones in place of some.
 *
 * They are composed of operations that the backend does well (transposes, convolutions without flags, padding), run in browsers
 * and in Node, and agree with the plain JavaScript backend up to the rounding of float32.
 */
import {replaceConv3dBackpropFilter} from './conv3d-backprop-filter.ts';
import {replaceConv3dBackpropInput} from './conv3d-backprop-input.ts';
import {replaceConvolutionPadding} from './convolution-padding.ts';
import {
  registerConv2dBackpropFilter,
  registerDepthwiseBackpropFilter,
  registerDepthwiseBackpropInput,
  replaceConv2dBackpropInput,
} from './convolutions.ts';
import {registerUnsortedSegmentSum, replaceIdentity, replaceMatMul} from './elementary.ts';
import {replaceForwardKernels} from './forward-kernels.ts';
import {replaceAveragePoolGradient, replaceMaxPoolGradient} from './pooling.ts';
import {replaceMaxPool3d, replacePooling3dGradients} from './pooling-3d.ts';

/** Gives the WebAssembly backend what training needs; once done, doing it again changes nothing. */
export function registerTrainingKernels(): void {
  replaceMatMul();
  replaceIdentity();
  replaceMaxPoolGradient();
  replaceAveragePoolGradient();
  replaceConv2dBackpropInput();
  registerConv2dBackpropFilter();
  registerDepthwiseBackpropFilter();
  registerDepthwiseBackpropInput();
  registerUnsortedSegmentSum();
  replaceConv3dBackpropFilter();
  replaceConv3dBackpropInput();
  replaceConvolutionPadding();
  replaceMaxPool3d();
  replacePooling3dGradients();
  replaceForwardKernels();
}
