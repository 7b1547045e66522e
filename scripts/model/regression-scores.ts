import * as tf from '@tensorflow/tfjs';
import {sliceExamples} from '../../lib/training/objective/index.ts';
import type {TargetScaling} from '../../lib/data/index.ts';
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

/** How well a regression predicts. */
export interface RegressionScores {
  /** Coefficient of determination, a mean over the outputs; null where a target is the same for all examples. */
  readonly testR2: number | null;
  /** Root of the mean squared error in the units of the target; null for several targets, whose units differ. */
  readonly testRmse: number | null;
}

/**
 * Scores of a regression on some examples, as `r2_score` and `root_mean_squared_error` of scikit-learn have them.
 *
 * R^2 = 1 - sum_i (y_i - h_i)^2 / sum_i (y_i - mean y)^2, RMSE = sqrt(mean (y_i - h_i)^2) deviation
 *
 * @param scaling how the targets of the data were scaled; null where they were not
 */
export async function regressionScores(
  model: tf.LayersModel,
  data: Examples,
  scaling: TargetScaling | null,
): Promise<RegressionScores> {
  const [h, y] = [await predictionsOf(model, data), await data.y.data()];
  const count = data.y.shape[0];
  const outputs = y.length / count;
  const scores = Array.from({length: outputs}, (_, output) => {
    let mean = 0;
    for (let i = output; i < y.length; i += outputs) mean += y[i]! / count;
    let [residual, total] = [0, 0];
    for (let i = output; i < y.length; i += outputs) {
      residual += (y[i]! - h[i]!) ** 2;
      total += (y[i]! - mean) ** 2;
    }
    return {residual, explained: total === 0 ? null : 1 - residual / total};
  });
  const explained = scores.map((score) => score.explained);
  const rmse = Math.sqrt(scores[0]!.residual / count) * (scaling?.deviation[0] ?? 1);
  return {
    testR2: explained.includes(null) ? null : explained.reduce<number>((sum, each) => sum + each!, 0) / outputs,
    testRmse: outputs === 1 ? rmse : null,
  };
}
