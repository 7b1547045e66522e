/**
 * Accelerated models: `fit`, `fitDataset` and `trainOnBatch` of an existing model, each training step in one native call.
 *
 * TensorFlow.js keeps its loop, logs, callbacks and validation. A step is a compiled function of the batch, keyed by all that may
 * change between two steps without `model.compile`.
 */
export {accelerate, type AccelerateOptions} from './accelerate.ts';
