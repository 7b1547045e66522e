import * as tf from '@tensorflow/tfjs';
import {softmaxCrossEntropy} from '../../lib/models/index.ts';
import type {ContenderName} from '../contenders.ts';
import type {Task} from '../task.ts';
import {buildExamples, benchModel} from './bench-model.ts';
import {type Subject, take, wrapOf} from './subject.ts';

/** The mean loss over all examples, read chunk by chunk. */
export function evaluate(
  contender: ContenderName,
  {network, examples, chunk}: Extract<Task, {kind: 'evaluate'}>,
): Subject {
  const model = benchModel(network);
  const {x, y} = buildExamples(network, examples);
  const measure = wrapOf(contender)((images: tf.Tensor, labels: tf.Tensor) =>
    tf.tidy(() => softmaxCrossEntropy(labels, model.apply(images) as tf.Tensor)),
  );
  // Cut beforehand, because a slice is a copy.
  const chunks = Array.from({length: examples / chunk}, (_, k) => [
    x.slice(k * chunk, chunk),
    y.slice(k * chunk, chunk),
  ]);
  const call = (): number =>
    chunks.reduce((sum, [images, labels]) => sum + take(measure(images!, labels!)), 0) / chunks.length;
  return {steps: 1, check: call(), call};
}
