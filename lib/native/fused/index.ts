/**
 * Fused updates: a plan that one of TensorFlow's kernels equals is carried out by it, in place, in one call for each variable.
 *
 * Which kernel that is, with which numbers, stands in one table by the name of the equation; what no kernel equals is left to the plain
 * way. A value that somebody else holds is never changed.
 */
export {fusedUpdates} from './in-place-update.ts';
export {type FusedKernel, kernelOf} from './update-kernels.ts';
export {sumOfSquares} from './scalars.ts';
