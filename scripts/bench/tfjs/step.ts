import * as tf from '@tensorflow/tfjs';
import {softmaxCrossEntropy} from '../../../lib/models/index.ts';
import {plainUpdates} from '../../../lib/native/fused/index.ts';
import {adam} from '../../../optimizers/index.ts';
import type {ContenderName} from '../contenders.ts';
import type {Task} from '../task.ts';
import {buildExamples, buildModel} from './build.ts';
import {type Subject, take, wrapOf} from './subject.ts';

/** The variables that are trained, in order. */
export function variablesOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** A training step on a batch with the loss read; with several steps a call, each on a batch of its own. */
export function step(contender: ContenderName, task: Extract<Task, {kind: 'step'}>): Subject {
  const {network, batch, together} = task;
  const model = buildModel(network);
  const variables = variablesOf(model);
  const {x, y} = buildExamples(network, batch);
  const optimizer = contender === 'stock' ? tf.train.adam(0.001) : adam(0.001);
  const minimize = (images: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
    optimizer.minimize(() => softmaxCrossEntropy(labels, model.apply(images) as tf.Tensor), true, variables)!;
  if (contender === 'plain') return {steps: 1, call: () => plainUpdates(() => take(minimize(x, y)))};
  if (contender !== 'several') {
    const once = wrapOf(contender)(minimize);
    return {steps: 1, call: () => take(once(x, y))};
  }
  const all = wrapOf(contender)((...batches: tf.Tensor[]) => {
    const losses: tf.Scalar[] = [];
    for (let k = 0; k < batches.length; k += 2) losses.push(minimize(batches[k]!, batches[k + 1]!));
    const stacked = tf.stack(losses);
    tf.dispose(losses);
    return stacked;
  });
  // Batches of their own, so that none can be shared between the steps.
  const batches = Array.from({length: together}, () => [x.clone(), y.clone()]).flat();
  return {
    steps: together,
    call: () => take(all(...batches)),
  };
}
