import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {batches} from '../../../../lib/data/index.ts';
import {mlp, softmaxCrossEntropy, softmaxRegression} from '../../../../lib/models/index.ts';
import {type Examples, train} from '../../../../lib/training/index.ts';
import {ftrl, sgd} from '../../../../optimizers/index.ts';

/** Some examples, which the caller disposes of. */
export const part = ({x, y}: Examples, from: number, count: number): Examples => ({
  x: x.slice(from, count),
  y: y.slice(from, count),
});

/** Which inputs are not 0 in every example. */
export const seenInputs = ({x}: Examples): boolean[] =>
  Array.from(
    tf.tidy(() => x.max(0).dataSync()),
    (greatest) => greatest > 0,
  );

/** What a trained classifier says. */
export interface Result {
  readonly trainLoss: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
}

/** Loss and share of right answers of logits. */
function judge(logits: (x: tf.Tensor) => tf.Tensor, data: Examples, test: Examples): Result {
  return tf.tidy(() => {
    const loss = ({x, y}: Examples): number => softmaxCrossEntropy(y, logits(x)).dataSync()[0]!;
    const right = logits(test.x).argMax(1).equal(test.y.argMax(1)).mean().dataSync()[0]!;
    return {trainLoss: loss(data), testLoss: loss(test), testAccuracy: right};
  });
}

/** Softmax regression by FTRL-Proximal with the penalties l1 |w| and l2 w^2, from weights of 0: its result and its weights. */
export async function penalisedSoftmax(
  data: Examples,
  test: Examples,
  {l1, l2, epochs, seed}: {l1: number; l2: number; epochs: number; seed: number},
) {
  const model = softmaxRegression({inputs: data.x.shape[1]!, seed});
  const start = model.getWeights().map((weight) => tf.zerosLike(weight));
  model.setWeights(start);
  tf.dispose(start);
  const optimizer = ftrl(0.3, {l1, l2});
  try {
    await train({model, data, optimizer, epochs, batchSize: 20, seed, evaluateEvery: epochs});
    const weights = model.getWeights()[0]!.dataSync();
    return {...judge((x) => model.apply(x) as tf.Tensor, data, test), weights: Array.from(weights)};
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

/** How a network of one hidden layer is trained and held back. */
export interface HiddenPlan {
  readonly units: number;
  readonly rate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly penalty?: 'none' | 'l1' | 'l2';
  readonly strength?: number;
  /** The probability of dropping a hidden unit. */
  readonly p?: number;
  readonly kind?: 'classic' | 'inverted';
  readonly outputScale?: number;
  readonly outputRate?: number;
}

/** A network that was trained, as its four weights. */
export interface Trained {
  readonly weights: readonly tf.Tensor[];
  readonly dispose: () => void;
}

function logitsOf(
  [w1, b1, w2, b2]: readonly tf.Tensor[],
  x: tf.Tensor,
  masked: (hidden: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const hidden = tf.relu(tf.add(tf.matMul(x as tf.Tensor2D, w1 as tf.Tensor2D), b1!));
  return tf.add(tf.matMul(masked(hidden) as tf.Tensor2D, w2 as tf.Tensor2D), b2!);
}

/**
 * Trains relu(x W1 + b1) W2 + b2 by plain descent, with a penalty strength |W|_1 or strength |W|^2 / 2 on both kernels, or with dropout of
 * the hidden units with probability `p`.
 *
 * Classic dropout multiplies by a mask of zeros and ones; inverted dropout divides the mask by 1 - p. `outputScale` scales W2 at the start,
 * and `outputRate` the rate of W2: 1 - p and (1 - p)^2 make an inverted training that is the classic one in other numbers.
 */
export function trainHidden(
  data: Examples,
  {
    units,
    rate,
    epochs,
    batchSize,
    seed,
    penalty = 'none',
    strength = 0,
    p = 0,
    kind = 'inverted',
    outputScale = 1,
    outputRate = 1,
  }: HiddenPlan,
): Trained {
  const model = mlp({inputs: data.x.shape[1]!, widths: [units], seed});
  const variables = tf.tidy(() =>
    model.getWeights().map((weight, i) => tf.variable(i === 2 ? weight.mul(outputScale) : weight)),
  );
  model.dispose();
  const optimizers = [sgd(rate), sgd(rate * outputRate)] as const;
  const random = randomStream(seed, 'masks');
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const indices of batches(data.x.shape[0], {batchSize, seed, epoch})) {
      tf.tidy(() => {
        const rows = tf.tensor1d(indices, 'int32');
        const [x, y] = [tf.gather(data.x, rows), tf.gather(data.y, rows)];
        const bits = Float32Array.from({length: indices.length * units}, () => (random.uniform() < p ? 0 : 1));
        const mask = tf.tensor2d(bits, [indices.length, units]).div(kind === 'inverted' ? 1 - p : 1);
        const loss = (): tf.Scalar => {
          const fit = softmaxCrossEntropy(
            y,
            logitsOf(variables, x, (hidden) => (p === 0 ? hidden : tf.mul(hidden, mask))),
          );
          if (penalty === 'none') return fit;
          const size = (w: tf.Tensor) => (penalty === 'l1' ? tf.sum(tf.abs(w)) : tf.div(tf.sum(tf.square(w)), 2));
          return tf.add(fit, tf.mul(strength, tf.add(size(variables[0]!), size(variables[2]!)))) as tf.Scalar;
        };
        const {grads} = tf.variableGrads(loss, variables);
        const {name} = variables[2]!;
        const {[name]: output, ...others} = grads;
        optimizers[0].applyGradients(outputRate === 1 ? grads : others);
        if (outputRate !== 1) optimizers[1].applyGradients({[name]: output!});
      });
    }
  }
  for (const optimizer of optimizers) optimizer.dispose();
  return {weights: variables, dispose: () => tf.dispose(variables)};
}

/** Logits of a trained network with W2 times `outputScale`. */
const scaledLogits = ({weights}: Trained, x: tf.Tensor, outputScale: number): tf.Tensor =>
  tf.tidy(() =>
    logitsOf(
      weights.map((w, i) => (i === 2 ? w.mul(outputScale) : w)),
      x,
      (hidden) => hidden,
    ),
  );

/** Judges a trained network, with W2 times `outputScale`. */
export const judgeHidden = (trained: Trained, data: Examples, test: Examples, outputScale = 1): Result =>
  judge((x) => scaledLogits(trained, x, outputScale), data, test);

/** Logits of a trained network as numbers, with W2 times `outputScale`. */
export const logitsAt = (trained: Trained, x: tf.Tensor, outputScale = 1): number[] =>
  Array.from(tf.tidy(() => scaledLogits(trained, x, outputScale).dataSync()));

/** The share of right answers when a share of the hidden units is missing, on average over draws; what is left is scaled up. */
export function withMissingUnits(
  {weights}: Trained,
  test: Examples,
  share: number,
  draws: number,
  seed: number,
): number {
  const random = randomStream(seed, 'missing');
  const units = weights[1]!.shape[0];
  let sum = 0;
  for (let k = 0; k < draws; k++) {
    const bits = Array.from({length: units}, () => (random.uniform() < share ? 0 : 1 / (1 - share)));
    sum += tf.tidy(() => {
      const answers = logitsOf(weights, test.x, (hidden) => hidden.mul(bits)).argMax(1);
      return answers.equal(test.y.argMax(1)).mean().dataSync()[0]!;
    });
  }
  return sum / draws;
}
