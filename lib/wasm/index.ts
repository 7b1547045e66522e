import {registerConv2dBackpropFilter} from './conv2d-backprop-filter.ts';
import {replaceConv2dBackpropInput} from './conv2d-backprop-input.ts';
import {registerDepthwiseBackpropFilter, registerDepthwiseBackpropInput} from './depthwise-backprop.ts';
import {replaceIdentity} from './identity.ts';
import {replaceMatMul} from './matmul.ts';
import {replaceAveragePoolGradient, replaceMaxPoolGradient} from './pooling.ts';
import {registerUnsortedSegmentSum} from './unsorted-segment-sum.ts';

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
}
