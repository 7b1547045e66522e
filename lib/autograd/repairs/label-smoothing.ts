import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../../base/replace-methods.ts';
import type {Repair} from './repair.ts';

type CrossEntropy = (
  onehotLabels: tf.Tensor | tf.TensorLike,
  logits: tf.Tensor | tf.TensorLike,
  weights?: tf.Tensor | tf.TensorLike,
  labelSmoothing?: number,
  reduction?: tf.Reduction,
) => tf.Tensor;

/** `labels (1 - s) + s / k` for k classes; TensorFlow.js takes the second axis for the classes, also where there are three and more, or one. */
const smoothed =
  (original: CrossEntropy): CrossEntropy =>
  (onehotLabels, logits, weights, labelSmoothing = 0, reduction) => {
    if (labelSmoothing === 0) return original(onehotLabels, logits, weights, 0, reduction);
    return tf.tidy(() => {
      const labels = tf.cast(onehotLabels, 'float32');
      const even = labelSmoothing / labels.shape.at(-1)!;
      return original(tf.add(tf.mul(labels, 1 - labelSmoothing), even), logits, weights, 0, reduction);
    });
  };

export const labelSmoothing: Repair = () =>
  replaceMethods(tf.losses, {softmaxCrossEntropy: smoothed(tf.losses.softmaxCrossEntropy)});
