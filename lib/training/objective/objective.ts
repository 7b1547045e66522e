import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {asGiven, option, type OptionsOf} from '../../base/options.ts';
import {otherCopy} from '../../base/other-copy.ts';
import {type LossName, lossOfModel, modelLoss, type ModelLoss} from '../../models/index.ts';
import {checkOwnLoss, withPenalties} from '../../models/parts/index.ts';
import type {BatchLoss, Examples} from '../types.ts';

/** The loss and the accuracy of some examples, as tensors. */
export interface Measured {
  readonly loss: tf.Scalar;
  /** Number of examples whose class is right; null where the loss is not one of classes. */
  readonly correct: tf.Scalar | null;
}

/** A loss by name, of a model's output, or of a batch. */
export type GivenLoss = LossName | (string & {}) | ModelLoss | BatchLoss;

/** What a run minimises. */
export interface Objective {
  readonly model: tf.LayersModel | null;
  readonly variables: tf.Variable[];
  /** Loss of a batch as the updates see it: dropout is active, normalisation uses and remembers the batch. */
  readonly loss: BatchLoss;
  /** Loss and accuracy as evaluation sees them. */
  readonly measure: (batch: Examples) => Measured;
}

export const objectiveTable = {
  model: option(asGiven<tf.LayersModel>, undefined, 'with one input and one output'),
  loss: option(
    asGiven<GivenLoss>,
    undefined,
    "name of a loss of the model's output ('softmaxCrossEntropy'; those of TensorFlow.js, too), {name, of, correct} for another one, or a function of the batch; when left out that of model.compile, else softmaxCrossEntropy where the model gives several logits",
  ),
  variables: option(
    asGiven<readonly tf.Variable[]>,
    undefined,
    "what a loss function depends on; the model's trainable weights when left out",
  ),
};

/** A model and the name of its loss, or a loss function and its variables. */
export interface ObjectiveSource extends OptionsOf<typeof objectiveTable> {}

/** The trainable weights of a model as variables, in its order. */
export const trainableVariables = (model: tf.LayersModel): tf.Variable[] =>
  model.trainableWeights.map((weight) => weight.read() as tf.Variable);

/**
 * What a model and a loss of its output make: what is descended, and what evaluation measures.
 *
 * @param variables those that are trained; none where it is measured only
 */
export function modelObjective(
  model: tf.LayersModel,
  {of, correct}: ModelLoss,
  variables: tf.Variable[] = [],
): Objective {
  const penalised = withPenalties(model);
  const mean = ({y}: Examples, predictions: tf.Tensor): tf.Scalar => {
    const loss = of(y, predictions);
    return penalised(loss.rank === 0 ? (loss as tf.Scalar) : tf.mean(loss));
  };
  const apply = ({x}: Examples, training: boolean): tf.Tensor => model.apply(x, {training}) as tf.Tensor;
  return {
    model,
    variables,
    loss: (batch) => mean(batch, apply(batch, true)),
    measure: (batch) => {
      const predictions = apply(batch, false);
      return {loss: mean(batch, predictions), correct: correct ? correct(batch.y, predictions) : null};
    },
  };
}

/** Refuses what is no model, and what are no variables, before they are used. */
function checkSource(owner: string, {model, variables}: ObjectiveSource): void {
  if (model !== undefined && !(model instanceof tf.LayersModel)) {
    throw new TypeError(`${owner}: model must be a tf.LayersModel, received ${show(model)}${otherCopy(model)}`);
  }
  if (variables === undefined) return;
  if (!Array.isArray(variables)) {
    throw new TypeError(`${owner}: variables must be an array of tf.Variable, received ${show(variables)}`);
  }
  const wrong = variables.findIndex((variable) => !(variable instanceof tf.Variable));
  if (wrong < 0) return;
  throw new TypeError(`${owner}: variables[${wrong}] must be a tf.Variable, received ${show(variables[wrong])}`);
}

/** A loss function that says when what it gives is no loss. */
function checked(owner: string, loss: BatchLoss): BatchLoss {
  return (batch) => {
    const value: unknown = loss(batch);
    if (value instanceof tf.Tensor && value.rank === 0) return value as tf.Scalar;
    const received = value instanceof tf.Tensor ? `a tensor of shape [${value.shape.join(', ')}]` : show(value);
    throw new TypeError(
      `${owner}: loss must give a scalar tensor, such as a tf.mean over the examples, and at once, received ${received}`,
    );
  };
}

/**
 * Makes the objective of a run out of a model and the name of a loss, or out of a loss function and its variables.
 *
 * The penalties of a model's regularisers are part of its loss, those within models, wrapped layers and recurrent cells, too.
 *
 * @param owner whose arguments these are, for messages
 * @throws TypeError where neither is complete
 * @throws RangeError where there is nothing to train
 */
export function toObjective(owner: string, {model, loss, variables}: ObjectiveSource): Objective {
  checkSource(owner, {model, variables});
  const own = variables ?? (model && trainableVariables(model));
  if (own?.length === 0) {
    throw new RangeError(
      `${owner}: ${variables ? 'variables' : 'model'} must have something to train, received no trainable variable`,
    );
  }
  if (typeof loss === 'function') {
    checkOwnLoss(owner, loss);
    if (!own) throw new TypeError(`${owner}: a loss function needs variables, or the model whose weights it trains`);
    const scalar = checked(owner, loss);
    return {
      model: model ?? null,
      variables: [...own],
      loss: scalar,
      measure: (batch) => ({loss: scalar(batch), correct: null}),
    };
  }
  if (!model || !own) {
    const {name} = modelLoss(owner, loss ?? 'softmaxCrossEntropy');
    throw new TypeError(`${owner}: the loss ${name} needs a model; a loss of your own needs variables`);
  }
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new RangeError(
      `${owner}: model must have one input and one output, received ${model.inputs.length} and ${model.outputs.length}; ` +
        'give a loss function and variables instead',
    );
  }
  return modelObjective(model, lossOfModel(owner, model, loss), [...own]);
}
