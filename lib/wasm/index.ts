import {registerConv2dBackpropFilter} from './conv2d-backprop-filter.ts';
import {replaceConv2dBackpropInput} from './conv2d-backprop-input.ts';
import {replaceConv3dBackpropFilter} from './conv3d-backprop-filter.ts';
import {replaceConv3dBackpropInput} from './conv3d-backprop-input.ts';
import {replaceConvolutionPadding} from './convolution-padding.ts';
import {registerDepthwiseBackpropFilter, registerDepthwiseBackpropInput} from './depthwise-backprop.ts';
import {replaceForwardKernels} from './forward-kernels.ts';
import {replaceIdentity} from './identity.ts';
import {replaceMatMul} from './matmul.ts';
import {replaceAveragePoolGradient, replaceMaxPoolGradient} from './pooling.ts';
import {replaceMaxPool3d, replacePooling3dGradients} from './pooling-3d.ts';
import {registerUnsortedSegmentSum} from './unsorted-segment-sum.ts';

export {threadCount, threadsVariable} from './thread-count.ts';
export {registerThreads} from './threads.ts';

/** Gives the WebAssembly backend what training needs: the kernels that it lacks, and quick or right ones for some that it has. */
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
