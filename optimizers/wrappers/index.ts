/**
 * Optimizers around other optimizers, of this package or any other: they change gradients, weights or the time of updates.
 */
export {Accumulated, accumulated} from './accumulated.ts';
export type {AccumulatedOptions} from './accumulated.ts';
export {Averaged, averaged} from './averaged.ts';
export type {AveragedOptions} from './averaged.ts';
export {Clipped, clipped} from './clipped.ts';
export type {ClippedOptions} from './clipped.ts';
export {withEvaluationWeights} from './evaluation-weights.ts';
export type {EvaluationWeightsOptions} from './evaluation-weights.ts';
export type {InnerOptimizer, OptimizerConfig} from './inner-optimizer.ts';
export {Lookahead, lookahead} from './lookahead.ts';
export type {LookaheadOptions} from './lookahead.ts';
export {Partitioned, partitioned} from './partitioned.ts';
export type {PartitionedOptions, PartitionGroup} from './partitioned.ts';
export {Sam, sam} from './sam.ts';
export type {SamOptions} from './sam.ts';
export {Scheduled, scheduled} from './scheduled.ts';
export type {ScheduledOptions} from './scheduled.ts';
export {SkipNonFinite, skipNonFinite} from './skip-non-finite.ts';
export type {SkipNonFiniteOptions} from './skip-non-finite.ts';
