import * as tf from '@tensorflow/tfjs';
import {layersToAnyDepth} from '../../models/parts/index.ts';
import {compile} from '../../native/index.ts';
import {tidied} from '../../base/tidied.ts';
import {warmed} from './warmed.ts';
import {withMethods} from './substitute.ts';

/** What the running mean and variance of batch normalisation are at a point that no training has visited. */
export const batchNormModes = ['recalibrate', 'interpolate', 'keep'] as const;

/**
 * - 'recalibrate': measured anew on the training data at every point, as training would have left them
 * - 'interpolate': combined as if they were weights
 * - 'keep': those that the model has when it is called
 */
export type BatchNormMode = (typeof batchNormModes)[number];

type LayerVariable = tf.LayersModel['weights'][number];

/** What the class of tfjs does not show. */
interface BatchNormLayer extends tf.layers.Layer {
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

/** Places of the running statistics among the weights of a model. */
export function statisticsOf(model: tf.LayersModel): number[] {
  return batchNormLayers(model).flatMap(({movingMean, movingVariance}) =>
    [movingMean, movingVariance].map((variable) => model.weights.indexOf(variable)),
  );
}

const meanOf = (tensors: readonly tf.Tensor[]): tf.Tensor => tf.div(tf.addN([...tensors]), tensors.length);

/**
 * Calls a model in such a way that normalisation uses the statistics of the batch, and gives these; dropout stays off.
 *
 * @returns mean and variance of each layer, in their order and not that of the calls; of a layer that is called several times the
 *   mean over its calls, which training tends to, and of one that is not called the statistics that it has
 */
function batchStatistics(model: tf.LayersModel, layers: readonly BatchNormLayer[], x: tf.Tensor): tf.Tensor[] {
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
      return withMethods([layer.movingMean, layer.movingVariance], 'read', [() => mean, () => variance], () =>
        original(inputs, {...options, training: false}),
      );
    };
  });
  withMethods(layers, 'call', calls, () => tf.tidy(() => void model.apply(x, {training: false})));
  return layers.flatMap((layer) => {
    const {means, variances} = moments.get(layer)!;
    if (means.length === 0) return [layer.movingMean, layer.movingVariance].map((each) => tf.clone(each.read()));
    if (means.length === 1) return [means[0]!, variances[0]!];
    const result = tf.tidy(() => [meanOf(means), meanOf(variances)]);
    tf.dispose([...means, ...variances]);
    return result;
  });
}

/** Gives a model the running statistics that its present weights have on some data. */
export interface Recalibrator {
  run(): void;
  dispose(): void;
}

/**
 * Makes the running mean and variance of every batch normalisation the mean over the batches of the batch's own mean and variance,
 * each weighted with its size; the layers above see the normalised values of the batch, as in training.
 *
 * @param model with batch normalisation; its statistics are changed in place
 * @param pieces inputs, batch by batch; the caller keeps owning them
 */
export function recalibrator(model: tf.LayersModel, pieces: readonly tf.Tensor[]): Recalibrator {
  const layers = batchNormLayers(model);
  const variables = layers.flatMap(({movingMean, movingVariance}) => [movingMean, movingVariance]);
  const measure = warmed(compile((x: tf.Tensor) => batchStatistics(model, layers, x)));
  const total = pieces.reduce((sum, {shape}) => sum + shape[0], 0);
  return {
    run() {
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
    },
    dispose: () => measure.dispose(),
  };
}
