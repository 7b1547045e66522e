import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../../base/replace-methods.ts';
import {tidied} from '../../base/tidied.ts';
import {layersToAnyDepth} from './layers-within.ts';

type LayerVariable = tf.LayersModel['weights'][number];

/** What the class of tfjs does not show. */
export interface BatchNormLayer extends tf.layers.Layer {
  readonly movingMean: LayerVariable;
  readonly movingVariance: LayerVariable;
  readonly axis: number;
}

/** The layers of batch normalisation of a model, those of models and wrapped layers within it too, each once. */
export function batchNormLayers(model: tf.LayersModel): BatchNormLayer[] {
  return layersToAnyDepth(model).filter(
    (layer): layer is BatchNormLayer => layer.getClassName() === 'BatchNormalization',
  );
}

const meanOf = (tensors: readonly tf.Tensor[]): tf.Tensor => tf.div(tf.addN([...tensors]), tensors.length);

/**
 * Calls a model in such a way that normalisation uses the statistics of the batch, and gives these; dropout stays off.
 *
 * @returns mean and variance of each layer, in their order and not that of the calls; of a layer that is called several times the
 *   mean over its calls, which training tends to, and of one that is not called the statistics that it has
 */
export function batchStatistics(model: tf.LayersModel, layers: readonly BatchNormLayer[], x: tf.Tensor): tf.Tensor[] {
  const moments = new Map(layers.map((layer) => [layer, {means: [] as tf.Tensor[], variances: [] as tf.Tensor[]}]));
  const calls = layers.map((layer) => {
    const original = layer.call.bind(layer);
    return (inputs: tf.Tensor | tf.Tensor[], options: object) => {
      const input = Array.isArray(inputs) ? inputs[0]! : inputs;
      const axis = layer.axis < 0 ? layer.axis + input.rank : layer.axis;
      const others = Array.from({length: input.rank}, (_, i) => i).filter((i) => i !== axis);
      const found = tf.moments(input, others);
      // The layers tidy up behind themselves.
      const [mean, variance] = [tf.keep(found.mean), tf.keep(found.variance)];
      moments.get(layer)!.means.push(mean);
      moments.get(layer)!.variances.push(variance);
      const back = [
        replaceMethods(layer.movingMean, {read: () => mean}),
        replaceMethods(layer.movingVariance, {read: () => variance}),
      ];
      try {
        return original(inputs, {...options, training: false});
      } finally {
        for (const each of back) each();
      }
    };
  });
  const undo = layers.map((layer, i) => replaceMethods(layer, {call: calls[i]}));
  try {
    tf.tidy(() => void model.apply(x, {training: false}));
  } finally {
    for (const back of undo) back();
  }
  return layers.flatMap((layer) => {
    const {means, variances} = moments.get(layer)!;
    if (means.length === 0) return [layer.movingMean, layer.movingVariance].map((each) => tf.clone(each.read()));
    if (means.length === 1) return [means[0]!, variances[0]!];
    const result = tf.tidy(() => [meanOf(means), meanOf(variances)]);
    tf.dispose([...means, ...variances]);
    return result;
  });
}

/** The variables that hold the running statistics of layers, in the order of {@link batchStatistics}. */
export function runningStatistics(layers: readonly BatchNormLayer[]): LayerVariable[] {
  return layers.flatMap(({movingMean, movingVariance}) => [movingMean, movingVariance]);
}

/**
 * Makes the running mean and variance of layers the mean over batches of the batch's own mean and variance, each weighted with its
 * size; the layers above see the normalised values of the batch, as in training.
 *
 * @param layers of one model; their statistics are changed in place
 * @param pieces inputs of the model, batch by batch; the caller keeps owning them
 * @param measure gives {@link batchStatistics} of a batch
 */
export function recalibrate(
  layers: readonly BatchNormLayer[],
  pieces: readonly tf.Tensor[],
  measure: (x: tf.Tensor) => tf.Tensor[],
): void {
  const variables = runningStatistics(layers);
  const total = pieces.reduce((sum, {shape}) => sum + shape[0], 0);
  tidied(() => {
    let sums: tf.Tensor[] = variables.map((variable) => tf.zeros(variable.shape as number[]));
    for (const piece of pieces) {
      const statistics = measure(piece);
      const share = piece.shape[0] / total;
      sums = sums.map((sum, i) => tf.add(sum, tf.mul(statistics[i]!, share)));
      tf.dispose(statistics);
    }
    for (const [i, variable] of variables.entries()) variable.write(sums[i]!);
  });
}
