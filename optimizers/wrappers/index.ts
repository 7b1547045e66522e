/**
 * Optimizers around other optimizers, of this package or any other: they change gradients, weights or the time of updates.
 */
export {Clipped, clipped} from './clipped.ts';
export type {ClippedOptions} from './clipped.ts';
export type {InnerOptimizer, OptimizerConfig} from './inner-optimizer.ts';
