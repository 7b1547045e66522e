import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import {option, type OptionsOf, readOptions} from '../../lib/base/options.ts';
import {batchNormLayers, batchStatistics, recalibrate, runningStatistics} from '../../lib/models/parts/index.ts';

type Batches = tf.Tensor | readonly tf.Tensor[];

export const evaluationWeightsTable = {
  recalibrate: option(
    (owner: string, name: string, received: Batches): readonly tf.Tensor[] => {
      const batches: readonly unknown[] = Array.isArray(received) ? received : [received];
      if (batches.length > 0 && batches.every((batch) => batch instanceof tf.Tensor && batch.size > 0))
        return batches as readonly tf.Tensor[];
      throw new TypeError(
        `${owner}: ${name} must be a tensor of inputs, or a list of such batches, received ${show(received)}`,
      );
    },
    undefined,
    'inputs, or batches of them, on which the statistics of batch normalisation are measured anew; those of training by default',
  ),
};

/** Options of {@link withEvaluationWeights}. */
export interface EvaluationWeightsOptions extends OptionsOf<typeof evaluationWeightsTable> {}

/** An optimizer that keeps other weights for evaluation, or holds one that does. */
interface Source {
  evaluationValues?(variables: readonly tf.Variable[]): (tf.Tensor | null)[];
  readonly parts?: readonly tf.Optimizer[];
}

type Evaluating = Required<Pick<Source, 'evaluationValues'>>;

/** All optimizers that keep weights for evaluation: it, and those within it. */
function sourcesIn(optimizer: tf.Optimizer & Source): Evaluating[] {
  const within = (optimizer.parts ?? []).flatMap((part) => sourcesIn(part));
  return optimizer.evaluationValues === undefined ? within : [optimizer as Evaluating, ...within];
}

/** Models that have their weights for evaluation at this moment. */
const exchanged = new WeakSet<tf.LayersModel>();

/**
 * Runs a function while a model has the weights that its optimizer keeps for evaluation, and puts the others back bit by bit, also
 * when it throws.
 *
 * Where several wrappers keep some, the outer one counts. Weights without an average stay as they are. Do not train in between.
 *
 * Running statistics of batch normalisation are those of the weights of training. `recalibrate` makes mean and variance of each layer
 * those that it sees with the other weights: the mean over the batches of the batch's own, weighted with its size, where `update_bn` of
 * PyTorch weights all alike and divides the variance by n - 1. They are put back, too; dropout stays off.
 *
 * @param optimizer an {@link averaged} one, or one around it; a `scheduleFree` one leaves the weights as they are, which count
 * @param model whose weights it trains
 * @param fn evaluates, at once or as a promise
 * @param options `recalibrate`: inputs of the model, a tensor or a list of batches, which stay the caller's
 * @returns what fn returns
 * @throws Error while another call exchanges the weights of the model
 * @throws TypeError where no optimizer within keeps such weights, and for what are no inputs; what fn throws
 * @example
 * const optimizer = averaged(tf.train.adam(0.001), {decay: 0.999});
 * const model = mlp({widths: [8], seed: 1});
 * const image = tf.zeros([1, 784]);
 * const probabilities = withEvaluationWeights(optimizer, model, () => model.predict(image));
 * await withEvaluationWeights(optimizer, model, async () => model.predict(image).data(), {recalibrate: tf.ones([8, 784])});
 */
export function withEvaluationWeights<Result>(
  optimizer: tf.Optimizer,
  model: tf.LayersModel,
  fn: () => Result,
  options: EvaluationWeightsOptions = {},
): Result {
  const {recalibrate: batches} = readOptions('withEvaluationWeights', evaluationWeightsTable, options);
  const sources = sourcesIn(optimizer);
  if (sources.length === 0) {
    throw new TypeError(
      `withEvaluationWeights: optimizer must keep weights for evaluation, received ${show(optimizer)}; put averaged(...) around it`,
    );
  }
  if (exchanged.has(model)) {
    throw new Error(
      'withEvaluationWeights: the weights of this model are exchanged already, and those of training would be lost; wait for the ' +
        'call before, or evaluate all in one',
    );
  }
  exchanged.add(model);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const layers = batches === undefined ? [] : batchNormLayers(model);
  const statistics = runningStatistics(layers).map((weight) => weight.read() as tf.Variable);
  const originals = [...variables, ...statistics].map((variable) => ({variable, value: tf.keep(tf.clone(variable))}));
  const back = (): void => {
    exchanged.delete(model);
    for (const {variable, value} of originals) {
      if (!variable.isDisposed) variable.assign(value);
      value.dispose();
    }
  };
  let result: Result;
  try {
    tf.tidy(() => {
      for (const source of sources.toReversed()) {
        for (const [i, value] of source.evaluationValues(variables).entries()) if (value) variables[i]!.assign(value);
      }
    });
    if (batches !== undefined) recalibrate(layers, batches, (x) => batchStatistics(model, layers, x));
    result = fn();
  } catch (error) {
    back();
    throw error;
  }
  if (result instanceof Promise) return result.finally(back) as Result;
  back();
  return result;
}
