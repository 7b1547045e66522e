import * as tf from '@tensorflow/tfjs';
import {sliceExamples} from '../../lib/training/objective/index.ts';
import type {Examples} from '../../lib/training/index.ts';

/** The predictions of a model for all examples, in chunks, in the order of the examples. */
export async function predictionsOf(model: tf.LayersModel, {x, y}: Examples, chunk = 1000): Promise<Float32Array> {
  const count = x.shape[0];
  const parts: Float32Array[] = [];
  for (let start = 0; start < count; start += chunk) {
    const slice = sliceExamples({x, y}, start, chunk);
    const predicted = tf.tidy(() => model.apply(slice.x, {training: false}) as tf.Tensor);
    parts.push((await predicted.data()) as Float32Array);
    predicted.dispose();
    if (slice.x !== x) tf.dispose([slice.x, slice.y]);
  }
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * The coefficient of determination on some examples, a mean over the outputs, as scikit-learn's `r2_score` has it.
 *
 * R^2 = 1 - sum_i (y_i - h_i)^2 / sum_i (y_i - mean y)^2
 *
 * @returns null where a target is the same for all examples
 */
export async function explainedVariance(model: tf.LayersModel, data: Examples): Promise<number | null> {
  const [h, y] = [await predictionsOf(model, data), await data.y.data()];
  const count = data.y.shape[0];
  const outputs = y.length / count;
  let sum = 0;
  for (let output = 0; output < outputs; output++) {
    let mean = 0;
    for (let i = output; i < y.length; i += outputs) mean += y[i]! / count;
    let [residual, total] = [0, 0];
    for (let i = output; i < y.length; i += outputs) {
      residual += (y[i]! - h[i]!) ** 2;
      total += (y[i]! - mean) ** 2;
    }
    if (total === 0) return null;
    sum += 1 - residual / total;
  }
  return sum / outputs;
}
