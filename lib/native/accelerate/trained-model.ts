import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {otherCopy} from '../../base/other-copy.ts';

/** A tensor with examples in the first axis, or the place of weights that nobody gave. */
export type Input = tf.Tensor | null | undefined;

/** One step of training: inputs, targets and weights of the examples in; the loss and the metrics out. */
export type TrainFunction = (data: readonly Input[]) => tf.Tensor[];

/** What `fit` hands to its loop over epochs and batches, in the order of TensorFlow.js. */
export type FitArguments = [
  train: TrainFunction,
  inputs: Input[],
  labels: string[],
  batchSize: number | undefined,
  epochs: number | undefined,
  verbose: number | undefined,
  callbacks: object[] | null | undefined,
  test: unknown,
  validation: unknown,
  shuffle: boolean | string | undefined,
  metrics: unknown,
  initialEpoch: number | undefined,
  ...rest: unknown[],
];

/** What TensorFlow.js keeps of a model that it trains. */
export type TrainedModel = tf.LayersModel & {
  makeTrainFunction: () => TrainFunction;
  fitLoop: (...args: FitArguments) => Promise<unknown>;
};

/** The layers of a model, of the models in it, and those within wrappers such as a bidirectional layer. */
export function allLayers(layers: readonly tf.layers.Layer[]): tf.layers.Layer[] {
  return layers.flatMap((each) => {
    const {layers: inner = [], layer, forwardLayer, backwardLayer} = each as Within;
    const wrapped = [layer, forwardLayer, backwardLayer].filter((other) => other !== undefined);
    return [each, ...allLayers([...inner, ...wrapped])];
  });
}

/** Where layers keep others. */
type Within = Partial<Record<'layer' | 'forwardLayer' | 'backwardLayer', tf.layers.Layer>> & {
  readonly layers?: readonly tf.layers.Layer[];
};

/** The model whose training function TensorFlow.js calls: a Sequential hands its training to a model within. */
export function trainedModel(model: tf.LayersModel): TrainedModel {
  const inner = (model as {model?: tf.LayersModel}).model;
  // Protected and private: no other type shows them.
  return (inner ?? model) as unknown as TrainedModel;
}

/**
 * Refuses models with layers that remember batches, which are named.
 *
 * @throws Error for a model that has stateful layers
 */
export function refuseStateful(model: tf.LayersModel): void {
  const stateful = allLayers(model.layers).filter((layer) => layer.stateful);
  if (stateful.length === 0) return;
  throw new Error(
    `accelerate: the stateful layers ${stateful.map(({name}) => name).join(', ')} keep tensors from batch to batch, which a ` +
      'compiled step cannot follow; train this model without accelerate',
  );
}

/**
 * Refuses what cannot be accelerated.
 *
 * @throws TypeError for what is no tf.LayersModel
 * @throws Error for a model that is not compiled or has stateful layers
 */
export function checkModel(model: tf.LayersModel): void {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(`accelerate: model must be a tf.LayersModel, received ${show(model)}${otherCopy(model)}`);
  }
  if (!model.optimizer) {
    throw new Error('accelerate: the model is not compiled; call model.compile({optimizer, loss}) first');
  }
  refuseStateful(model);
}
