import * as tf from '@tensorflow/tfjs';
import {hvp} from '../../lib/autograd/index.ts';
import {softmaxCrossEntropy} from '../../lib/models/index.ts';
import type {ContenderName} from '../contenders.ts';
import {parameterShapes} from '../parameter-shapes.ts';
import type {Task} from '../task.ts';
import {buildExamples, benchModel, variablesOf} from './bench-model.ts';
import {symmetric} from './data.ts';
import {type Subject, wrapOf} from './subject.ts';

/** The gradient of the loss on a batch, or the product of its Hessian with a vector; nothing is read. */
export function derivative(
  contender: ContenderName,
  {kind, network, batch}: Extract<Task, {kind: 'gradient' | 'hessian'}>,
): Subject {
  const model = benchModel(network);
  const variables = variablesOf(model);
  const {x, y} = buildExamples(network, batch);
  const vectors = parameterShapes(network).map((shape, k) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return tf.tensor(symmetric(count, 2000 + k, 1), shape, 'float32');
  });
  const compute = wrapOf(contender)((images: tf.Tensor, labels: tf.Tensor, ...directions: tf.Tensor[]): tf.Tensor[] => {
    const loss = (): tf.Scalar => softmaxCrossEntropy(labels, model.apply(images) as tf.Tensor);
    if (kind === 'hessian') return tf.tidy(() => hvp(loss, variables, directions));
    return tf.tidy(() => {
      const {grads} = tf.variableGrads(loss, variables);
      return variables.map(({name}) => grads[name]!);
    });
  });
  const check = tf.tidy(() => {
    const squares = compute(x, y, ...vectors).map((tensor) => tf.sum(tf.square(tensor)));
    return tf.sqrt(tf.addN(squares)).dataSync()[0]!;
  });
  return {
    steps: 1,
    check,
    call: () => tf.dispose(compute(x, y, ...vectors)),
  };
}
