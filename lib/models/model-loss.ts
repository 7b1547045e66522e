import * as tf from '@tensorflow/tfjs';
import {show} from '../base/arguments.ts';
import {lossCatalogue, type LossName} from './losses.ts';

/** A loss of what a model gives out, where its name does not say all. */
export interface ModelLoss {
  /** What messages and reports call it. */
  readonly name: string;
  /** The loss of labels and predictions: a scalar, or a number for each example, whose mean is taken. */
  readonly of: (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;
  /** How many examples were answered rightly; left out where the answers are no classes. */
  readonly correct?: (labels: tf.Tensor, predictions: tf.Tensor) => tf.Scalar;
}

/** What of the layers of TensorFlow.js counts how often the most probable class is the right one. */
const ofClasses: Readonly<Record<string, NonNullable<ModelLoss['correct']>>> = {
  softmaxCrossEntropy: countHot,
  categoricalCrossentropy: countHot,
  sparseCategoricalCrossentropy: countNumbers,
};

/** Counts the examples whose greatest prediction stands where the greatest label is. */
function countHot(labels: tf.Tensor, predictions: tf.Tensor): tf.Scalar {
  return tf.sum(tf.equal(tf.argMax(labels, -1), tf.argMax(predictions, -1)).toFloat());
}

/** Counts the examples whose greatest prediction stands at the class number. */
function countNumbers(labels: tf.Tensor, predictions: tf.Tensor): tf.Scalar {
  const classes = tf.argMax(predictions, -1);
  return tf.sum(tf.equal(tf.reshape(labels, classes.shape).cast(classes.dtype), classes).toFloat());
}

/** The losses by name that `model.compile` of TensorFlow.js takes, out of a model that is compiled with one. */
function layersLoss(name: string): ModelLoss['of'] | null {
  // TensorFlow.js looks a name up in a plain object, and finds there what every object has.
  if (name in Object.prototype) return null;
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
  // One that the model made by itself would stay where the loss is refused.
  const optimizer = tf.train.sgd(1);
  try {
    model.compile({optimizer, loss: name});
    return (model as unknown as {model: {lossFunctions: ModelLoss['of'][]}}).model.lossFunctions[0]!;
  } catch {
    return null;
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

const namesOfLayers =
  'binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy, meanAbsoluteError, categoricalHinge';

/**
 * The loss of a model's output that a name stands for.
 *
 * Own names are losses of logits ({@link lossCatalogue}); all others are those of `model.compile` of TensorFlow.js, most of them of
 * probabilities. Both are means over the examples.
 *
 * @param owner whose argument it is, for messages
 * @param loss a name, or the loss itself, which is given back
 * @throws TypeError, RangeError for what is neither
 */
export function modelLoss(owner: string, loss: LossName | (string & {}) | ModelLoss): ModelLoss {
  if (typeof loss === 'object' && loss !== null && typeof loss.of === 'function') return loss;
  if (typeof loss !== 'string') {
    throw new TypeError(`${owner}: loss must be a name, a function or {name, of, correct}, received ${show(loss)}`);
  }
  const of = Object.hasOwn(lossCatalogue, loss) ? lossCatalogue[loss as LossName] : layersLoss(loss);
  if (of === null) {
    throw new RangeError(
      `${owner}: loss must be one of ${Object.keys(lossCatalogue).join(', ')} (of logits), one of TensorFlow.js ` +
        `(${namesOfLayers}, ...), or a function, received ${show(loss)}`,
    );
  }
  const correct = Object.hasOwn(ofClasses, loss) ? ofClasses[loss] : undefined;
  return {name: loss, of, ...(correct && {correct})};
}
