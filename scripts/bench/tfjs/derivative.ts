import * as tf from '@tensorflow/tfjs';
import {softmaxCrossEntropy} from '../../../lib/models/index.ts';
import type {ContenderName} from '../contenders.ts';
import {parameterShapes} from '../parameter-shapes.ts';
import type {Task} from '../task.ts';
import {buildExamples, buildModel, variablesOf} from './build.ts';
import {symmetric} from './data.ts';
import {NotThere, type Subject, wrapOf} from './subject.ts';

type Hvp = (loss: () => tf.Scalar, variables: readonly tf.Variable[], vectors: readonly tf.Tensor[]) => tf.Tensor[];

async function findHvp(): Promise<Hvp> {
  const library: object = await import('../../../lib/index.ts');
  if ('hvp' in library) return library.hvp as Hvp;
  throw new NotThere('the library has no hvp');
}

/** The gradient of the loss on a batch, or the product of its Hessian with a vector; nothing is read. */
export async function derivative(
  contender: ContenderName,
  {kind, network, batch}: Extract<Task, {kind: 'gradient' | 'hessian'}>,
): Promise<Subject> {
  const model = buildModel(network);
  const variables = variablesOf(model);
  const {x, y} = buildExamples(network, batch);
  const vectors = parameterShapes(network).map((shape, k) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return tf.tensor(symmetric(count, 2000 + k, 1), shape, 'float32');
  });
  const hvp = kind === 'hessian' ? await findHvp() : null;
  const compute = wrapOf(contender)((images: tf.Tensor, labels: tf.Tensor, ...directions: tf.Tensor[]): tf.Tensor[] => {
    const loss = (): tf.Scalar => softmaxCrossEntropy(labels, model.apply(images) as tf.Tensor);
    if (hvp !== null) return tf.tidy(() => hvp(loss, variables, directions));
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
