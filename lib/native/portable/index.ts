import {registerConv2dBackpropFilter} from './conv2d-backprop-filter.ts';
import {registerDepthwiseBackpropFilter, registerDepthwiseBackpropInput} from './depthwise-backprop.ts';
import {replaceMatMul} from './matmul.ts';
import {registerUnsortedSegmentSum} from './unsorted-segment-sum.ts';

export {registerThreads} from './threads.ts';

/** Gives the WebAssembly backend what training needs: the kernels that it lacks, and a quick product of matrices. */
export function registerTrainingKernels(): void {
  replaceMatMul();
  registerConv2dBackpropFilter();
  registerDepthwiseBackpropFilter();
  registerDepthwiseBackpropInput();
  registerUnsortedSegmentSum();
}
