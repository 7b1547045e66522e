import {
  registerConv2dBackpropFilter,
  registerDepthwiseBackpropFilter,
  registerDepthwiseBackpropInput,
  replaceConv2dBackpropInput,
} from './convolutions.ts';
import {registerUnsortedSegmentSum, replaceIdentity, replaceMatMul} from './elementary.ts';
import {replaceAveragePoolGradient, replaceMaxPoolGradient} from './pooling.ts';

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
