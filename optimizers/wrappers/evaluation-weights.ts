import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';

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

/**
 * Runs a function while a model has the weights that its optimizer keeps for evaluation, and puts the others back bit by bit, also
 * when it throws.
 *
 * Where several wrappers keep some, the outer one counts. Weights without an average stay as they are. Do not train in between.
 *
 * @param optimizer an {@link averaged} one, or one around it; a `scheduleFree` one leaves the weights as they are, which count
 * @param model whose weights it trains
 * @param fn evaluates, at once or as a promise
 * @returns what fn returns
 * @throws TypeError where no optimizer within keeps such weights; what fn throws
 * @example
 * const optimizer = averaged(tf.train.adam(0.001), {decay: 0.999});
 * const model = mlp({widths: [8], seed: 1});
 * const image = tf.zeros([1, 784]);
 * const probabilities = withEvaluationWeights(optimizer, model, () => model.predict(image));
 */
export function withEvaluationWeights<Result>(
  optimizer: tf.Optimizer,
  model: tf.LayersModel,
  fn: () => Result,
): Result {
  const sources = sourcesIn(optimizer);
  if (sources.length === 0) {
    throw new TypeError(
      `withEvaluationWeights: optimizer must keep weights for evaluation, received ${show(optimizer)}; put averaged(...) around it`,
    );
  }
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const originals = variables.map((variable) => ({variable, value: tf.keep(tf.clone(variable))}));
  const back = (): void => {
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
    result = fn();
  } catch (error) {
    back();
    throw error;
  }
  if (result instanceof Promise) return result.finally(back) as Result;
  back();
  return result;
}
