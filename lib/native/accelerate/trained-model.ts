import * as tf from '@tensorflow/tfjs';
import {show} from '../../../schedules/arguments.ts';

/** One step of training: inputs, targets and weights of the examples in; the loss and the metrics out. */
export type TrainFunction = (data: readonly (tf.Tensor | null | undefined)[]) => tf.Tensor[];

/** What TensorFlow.js keeps of a model that it trains. */
export type TrainedModel = tf.LayersModel & {makeTrainFunction: () => TrainFunction};

/** The layers of a model and of the models in it. */
export function allLayers(layers: readonly tf.layers.Layer[]): tf.layers.Layer[] {
  return layers.flatMap((layer) => {
    const inner = (layer as {layers?: readonly tf.layers.Layer[]}).layers;
    return inner === undefined ? [layer] : [layer, ...allLayers(inner)];
  });
}

/**
 * The model whose training function TensorFlow.js calls: a Sequential hands its training to a model within.
 *
 * @throws TypeError for what is no tf.LayersModel
 * @throws Error for a model that is not compiled or has stateful layers
 */
export function trainedModel(model: tf.LayersModel): TrainedModel {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(`accelerate: model must be a tf.LayersModel, received ${show(model)}`);
  }
  if (!model.optimizer) {
    throw new Error('accelerate: the model is not compiled; call model.compile({optimizer, loss}) first');
  }
  const stateful = allLayers(model.layers).filter(({stateful: isStateful}) => isStateful);
  if (stateful.length > 0) {
    throw new Error(
      `accelerate: the stateful layers ${stateful.map(({name}) => name).join(', ')} keep tensors from batch to batch, which a ` +
        'compiled step cannot follow; train this model without accelerate',
    );
  }
  const inner = (model as {model?: tf.LayersModel}).model;
  return (inner ?? model) as unknown as TrainedModel;
}
