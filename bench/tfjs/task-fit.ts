import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../lib/native/index.ts';
import {type ContenderName, isStock} from '../contenders.ts';
import type {Task} from '../task.ts';
import {adam} from '../../optimizers/index.ts';
import {buildExamples, benchModel} from './bench-model.ts';
import {type Subject, take} from './subject.ts';

/** An epoch of `model.fit` of an ordinary model, as it is or with the one line `accelerate(model)`; divided by its steps. */
export function fit(contender: ContenderName, task: Extract<Task, {kind: 'fit'}>): Subject {
  const {network, batch, batches} = task;
  const model = tf.sequential({layers: [...benchModel(network).layers, tf.layers.softmax()]});
  const {x, y} = buildExamples(network, batch * batches);
  const optimizer = isStock(contender) ? tf.train.adam(0.001) : adam(0.001);
  model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
  if (contender === 'accelerated') accelerate(model, {stepsPerExecution: 1});
  if (contender === 'several') accelerate(model, {stepsPerExecution: 8});
  const [loss] = model.evaluate(x, y, {batchSize: batch, verbose: 0}) as tf.Scalar[];
  return {
    steps: batches,
    // The loss of an epoch depends on where an Adam has its epsilon, that of the initial weights does not.
    check: take(loss!),
    call: async () => {
      await model.fit(x, y, {batchSize: batch, epochs: 1, shuffle: false, verbose: 0});
    },
  };
}
