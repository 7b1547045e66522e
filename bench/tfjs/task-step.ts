import * as tf from '@tensorflow/tfjs';
import {softmaxCrossEntropy} from '../../lib/models/index.ts';
import {plainUpdates} from '../../lib/update/index.ts';
import {type ContenderName, isStock} from '../contenders.ts';
import type {Task} from '../task.ts';
import {buildExamples, benchModel, variablesOf} from './bench-model.ts';
import {optimizerOf} from './rules.ts';
import {type Subject, take, wrapOf} from './subject.ts';

/** A training step on a batch with the loss read; with several steps a call, each on a batch of its own. */
export function step(contender: ContenderName, task: Extract<Task, {kind: 'step'}>): Subject {
  const {network, batch, together, rule} = task;
  const model = benchModel(network);
  const variables = variablesOf(model);
  const {x, y} = buildExamples(network, batch);
  const optimizer = optimizerOf(rule, isStock(contender));
  const minimize = (images: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
    optimizer.minimize(() => softmaxCrossEntropy(labels, model.apply(images) as tf.Tensor), true, variables)!;
  const once = wrapOf(contender)(minimize);
  const single = (): number => take(once(x, y));
  const plain = (): number => plainUpdates(single);
  if (contender !== 'several') {
    const call = contender === 'plain' ? plain : single;
    return {steps: 1, check: call(), call};
  }
  const all = wrapOf(contender)((...batches: tf.Tensor[]) => {
    const losses: tf.Scalar[] = [];
    for (let k = 0; k < batches.length; k += 2) losses.push(minimize(batches[k]!, batches[k + 1]!));
    const stacked = tf.stack(losses);
    tf.dispose(losses);
    return stacked;
  });
  const batches = Array.from({length: together}, () => [x.clone(), y.clone()]).flat();
  const call = (): number => take(all(...batches));
  return {steps: together, check: call(), call};
}
