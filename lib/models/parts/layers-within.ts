import type * as tf from '@tensorflow/tfjs';

/** What the classes of tfjs do not show of layers that hold others. */
interface Holder extends tf.layers.Layer {
  /** Of models. */
  readonly layers?: tf.layers.Layer[];
  /** Of TimeDistributed and other wrappers. */
  readonly layer?: tf.layers.Layer;
  /** Of Bidirectional, which keeps one of the two as the wrapped one, too. */
  readonly forwardLayer?: tf.layers.Layer;
  readonly backwardLayer?: tf.layers.Layer;
  /** Of recurrent layers. */
  readonly cell?: tf.layers.Layer;
  /** Of stacked cells. */
  readonly cells?: tf.layers.Layer[];
}

/** The layers that a layer holds: those of a model, the wrapped one, that of each direction, cells. */
export function layersWithin(layer: tf.layers.Layer): tf.layers.Layer[] {
  const {layers = [], layer: wrapped, forwardLayer, backwardLayer, cell, cells = []} = layer as Holder;
  const single = forwardLayer ? [forwardLayer, backwardLayer] : [wrapped];
  return [...layers, ...single, cell, ...cells].filter((each) => each !== undefined);
}

/** A layer and all that it holds, to any depth, those outside first and each once. */
export function layersToAnyDepth(layer: tf.layers.Layer): tf.layers.Layer[] {
  const found = new Set<tf.layers.Layer>();
  const visit = (each: tf.layers.Layer): void => {
    if (found.has(each)) return;
    found.add(each);
    layersWithin(each).forEach(visit);
  };
  visit(layer);
  return [...found];
}
