import * as tf from '@tensorflow/tfjs';
import {allLayers} from './trained-model.ts';

/** A cell of a recurrent layer that drops units. */
interface Cell {
  dropoutMask?: tf.Tensor | tf.Tensor[] | null;
  recurrentDropoutMask?: tf.Tensor | tf.Tensor[] | null;
}

/**
 * Finds the recurrent layers of a model, and returns what frees their masks of dropout.
 *
 * TensorFlow.js keeps the masks of a step until the layer makes new ones for the next. In a compiled step they would be tensors that
 * stay behind.
 */
export function dropoutMasks(model: tf.LayersModel): () => void {
  const cells = allLayers(model.layers).flatMap((layer) => (layer as {cell?: Cell}).cell ?? []);
  return () => {
    for (const cell of cells) {
      for (const name of ['dropoutMask', 'recurrentDropoutMask'] as const) {
        const masks = cell[name];
        if (masks === null || masks === undefined) continue;
        tf.dispose(masks);
        cell[name] = null;
      }
    }
  };
}
