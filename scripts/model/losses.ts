import * as tf from '@tensorflow/tfjs';
import type {Dataset} from '../../lib/data/index.ts';
import {isLossOfClasses, lossProblem, type ModelLoss, outputKind} from '../../lib/models/index.ts';
import {UsageError} from '../arguments/errors.ts';

/** What the classes of tfjs do not show of a compiled model. */
interface CompiledModel {
  readonly loss?: unknown;
}

const definedLoss = (model: tf.LayersModel): CompiledModel => {
  const {loss} = model as unknown as CompiledModel;
  return loss === undefined ? {} : {loss};
};

/** The name of the loss that a model was compiled with, or that `--save` wrote beside it; null where it tells none, or several. */
export function toldLoss(model: tf.LayersModel): string | null {
  const {loss} = {...(model.getUserDefinedMetadata() as CompiledModel | undefined), ...definedLoss(model)};
  const [only, ...others] = Array.isArray(loss) ? (loss as unknown[]) : [loss];
  return typeof only === 'string' && others.length === 0 ? only : null;
}

const unitsOf = (model: tf.LayersModel): number => (model.outputShape as tf.Shape).at(-1) ?? 1;

/**
 * The loss that goes with the data and with what the last layer of a model gives out.
 *
 * @throws UsageError where that leaves a choice
 */
export function lossOfOutput(model: tf.LayersModel, {task}: Pick<Dataset, 'task'>): string {
  const kind = outputKind(model);
  if (task === 'regression' && kind !== 'softmax') return 'meanSquaredError';
  if (kind === 'softmax') return 'categoricalCrossentropy';
  if (kind === 'linear' && unitsOf(model) > 1) return 'softmaxCrossEntropy';
  throw new UsageError([
    'the model does not tell its loss (it is not compiled, and has no training configuration): give --loss',
  ]);
}

/** Losses of labels that are -1 and 1. */
const ofSigns = ['hinge', 'squaredHinge'];

/**
 * A loss of logits measures probabilities wrongly, and the other way round, without a word: where the last layer tells what it gives,
 * that is a mistake. So is a loss of classes of a regression, and one of labels that are -1 and 1, which here are 0 and 1.
 *
 * @throws UsageError
 */
export function checkLoss(loss: string, model: tf.LayersModel, {task, name}: Pick<Dataset, 'task' | 'name'>): void {
  const problem =
    lossProblem(loss, model) ??
    (task === 'regression' && isLossOfClasses(loss)
      ? `${loss} is a loss of classes, and the targets of ${name} are numbers: take meanSquaredError or meanAbsoluteError`
      : task === 'classification' && ofSigns.includes(loss)
        ? `${loss} is a loss of labels -1 and 1, and those of classes are 0 and 1 here: take categoricalHinge`
        : null);
  if (problem !== null) throw new UsageError([`--loss: ${problem}`]);
}

/** From where on one output says the second class: a logit from 0, a probability or a value between 0 and 1 from one half; null where nothing tells. */
function threshold({name}: ModelLoss, model: tf.LayersModel, isNamed: boolean): number | null {
  if (name === 'sigmoidCrossEntropy') return 0;
  return isNamed || outputKind(model) === 'sigmoid' ? 0.5 : null;
}

/**
 * The loss with its count of right answers: of two classes by one output, too, and of none where the targets are no classes.
 *
 * @param isNamed whether the loss is one by name, and not the user's own
 */
export function withTask(
  {correct, ...loss}: ModelLoss,
  model: tf.LayersModel,
  {task, outputs}: Dataset,
  isNamed = true,
): ModelLoss {
  if (task === 'regression') return loss;
  if (unitsOf(model) === outputs) return {...loss, correct: correct ?? countClasses(loss.name)};
  if (unitsOf(model) !== 1 || outputs !== 2) return loss;
  const least = threshold(loss, model, isNamed);
  // A loss of the user's own of one output does not tell what the output means.
  if (least === null) return loss;
  return {
    ...loss,
    correct: (labels, predictions) =>
      tf.sum(tf.equal(tf.greater(predictions, least), tf.reshape(labels, predictions.shape).toBool()).toFloat()),
  };
}

/** The most probable class is right, whichever loss is descended. */
function countClasses(loss: string): NonNullable<ModelLoss['correct']> {
  const isSparse = /sparse/i.test(loss);
  return (labels, predictions) => {
    const classes = tf.argMax(predictions, -1);
    const right = isSparse ? tf.reshape(labels, classes.shape).cast('int32') : tf.argMax(labels, -1);
    return tf.sum(tf.equal(right, classes).toFloat());
  };
}
