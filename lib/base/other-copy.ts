import type * as tf from '@tensorflow/tfjs';

/**
 * Whether something has what layers and models have, of whichever copy of TensorFlow.js.
 *
 * Tensors, variables and optimizers of all copies are instances of the classes of each; layers are of their own copy alone.
 */
export const isLayerLike = (value: unknown): value is tf.layers.Layer =>
  typeof value === 'object' && value !== null && 'trainableWeights' in value && 'inboundNodes' in value;

/** What the refusal of something that is no layer adds where it is one of another copy of TensorFlow.js; else nothing. */
export const otherCopy = (refused: unknown): string =>
  isLayerLike(refused)
    ? ', which looks like one of another copy of @tensorflow/tfjs; make sure that there is one copy (npm ls @tensorflow/tfjs-layers)'
    : '';
