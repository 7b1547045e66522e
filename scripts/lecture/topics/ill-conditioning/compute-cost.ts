import * as tf from '@tensorflow/tfjs';
import {hessian, hvp} from '../../../../lib/autograd/index.ts';
import {randomStream} from '../../../../lib/base/random.ts';
import {mlp, softmaxCrossEntropy} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {lbfgs, newtonCG, sgd} from '../../../../optimizers/index.ts';

/** What gradient, product and matrix take: operations of the backend, and milliseconds. */
export interface Cost {
  readonly parameters: number;
  readonly operations: {gradient: number; product: number; matrix: number};
  readonly milliseconds: {gradient: number; product: number; matrix: number};
}

async function counted(work: () => tf.TensorContainer): Promise<number> {
  const {kernels} = await tf.profile(() => tf.tidy(() => void work()));
  return kernels.length;
}

function timed(work: () => tf.TensorContainer): number {
  tf.tidy(() => void work());
  const start = performance.now();
  tf.tidy(() => {
    const made = work();
    // Work is done when its numbers are there.
    for (const tensor of [made].flat() as tf.Tensor[]) tensor.dataSync();
  });
  return performance.now() - start;
}

/** The cost of gradient, Hessian-vector product and dense Hessian of a network 8-width-4 on 32 random examples. */
export async function costOf(width: number, seed: number): Promise<Cost> {
  const random = randomStream(seed, 'cost');
  const model = mlp({inputs: 8, widths: [width], classes: 4, activation: 'tanh', seed});
  const x = tf.tensor2d(
    Float32Array.from({length: 32 * 8}, () => random.normal()),
    [32, 8],
  );
  const classes = Int32Array.from({length: 32}, () => random.integer(4));
  const labels = tf.tidy(() => tf.oneHot(tf.tensor1d(classes, 'int32'), 4).toFloat());
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const vectors = variables.map((variable) => tf.ones(variable.shape));
  const loss = (): tf.Scalar => softmaxCrossEntropy(labels, model.apply(x, {training: true}) as tf.Tensor);
  const work = {
    gradient: () => Object.values(tf.variableGrads(loss, variables).grads),
    product: () => hvp(loss, variables, vectors),
    matrix: () => hessian(loss, variables),
  };
  try {
    return {
      parameters: model.countParams(),
      operations: {
        gradient: await counted(work.gradient),
        product: await counted(work.product),
        matrix: await counted(work.matrix),
      },
      milliseconds: {gradient: timed(work.gradient), product: timed(work.product), matrix: timed(work.matrix)},
    };
  } finally {
    model.dispose();
    tf.dispose([x, labels, vectors]);
  }
}

/** The loss of a method over what it has evaluated: gradients, a product counted as two of them. */
export interface Progress {
  readonly work: number[];
  readonly losses: number[];
}

const methods = {
  'sgd at 0.2': () => sgd(0.2),
  'sgd at 0.5': () => sgd(0.5),
  'sgd at 1': () => sgd(1),
  lbfgs: () => lbfgs(),
  newtonCG: () => newtonCG(),
};

export type MethodName = keyof typeof methods;

/** Trains with all examples in each update, until so much is evaluated. */
export async function progress(
  name: MethodName,
  data: Examples,
  {seed, width, work: most}: {seed: number; width: number; work: number},
): Promise<Progress> {
  const model = mlp({inputs: data.x.shape[1]!, widths: [width], seed});
  const optimizer = methods[name]();
  // An iteration of Newton's method takes a dozen evaluations or more.
  const epochs = name === 'newtonCG' ? Math.ceil(most / 12) : most;
  try {
    const {history} = await train({model, data, optimizer, epochs, batchSize: 'full', seed, compile: false});
    const made = history.map(({evaluations, updates, trainLoss}) => ({
      work: evaluations === undefined ? updates : evaluations.gradient + 2 * evaluations.product,
      loss: trainLoss,
    }));
    const within = made.filter(({work}) => work <= most);
    return {work: within.map(({work}) => work), losses: within.map(({loss}) => loss)};
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}
