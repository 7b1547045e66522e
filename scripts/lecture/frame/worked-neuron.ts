import * as tf from '@tensorflow/tfjs';
import {dot, type Vector} from './vectors.ts';

/** The samples of the worked examples: two inputs and the target of each. */
export const workedSamples: readonly {readonly inputs: Vector; readonly target: number}[] = [
  {inputs: [1, 0.6], target: 0.8},
  {inputs: [0.5, 0.5], target: 0.6},
  {inputs: [0.2, 0.8], target: 0.3},
];

/** The rate and the weights at the start of the worked examples, and the share that every average keeps. */
export const worked = {rate: 0.2, beta: 0.8, start: [0.5, 0.5]} as const;

export type WorkedRule = 'sgd' | 'momentum' | 'adagrad' | 'rmsprop' | 'adam';

/** All that is computed for one sample. */
export interface WorkedStep {
  readonly net: number;
  readonly output: number;
  readonly gradient: Vector;
  /** The average of the gradients, not corrected. */
  readonly velocity: Vector;
  /** The sum of the squared gradients for Adagrad, else their average, not corrected. */
  readonly squares: Vector;
  /** After the update. */
  readonly weights: Vector;
}

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/**
 * One neuron y = logistic(w x) with E = (t - y)^2 / 2, one update for each sample in order, in float64.
 *
 * g = (y - t) y (1 - y) x; v <- b v + (1 - b) g; s <- s + g^2 (Adagrad) or b s + (1 - b) g^2;
 * w <- w - r v (momentum), w - r g / sqrt(s) (Adagrad, RMSProp), w - r v / sqrt(s) (Adam)
 *
 * @param options `isCorrected`: divides v and the average s by 1 - b^t; `rate`, of the worked examples by default
 */
export function workNeuron(
  rule: WorkedRule,
  {isCorrected = false, rate = worked.rate}: {isCorrected?: boolean; rate?: number} = {},
): WorkedStep[] {
  const {beta} = worked;
  let weights: Vector = worked.start;
  let velocity: Vector = [0, 0];
  let squares: Vector = [0, 0];
  return workedSamples.map(({inputs, target}, k) => {
    const net = dot(weights, inputs);
    const output = logistic(net);
    const gradient = inputs.map((x) => (output - target) * output * (1 - output) * x);
    velocity = velocity.map((v, i) => beta * v + (1 - beta) * gradient[i]!);
    squares = squares.map((s, i) =>
      rule === 'adagrad' ? s + gradient[i]! ** 2 : beta * s + (1 - beta) * gradient[i]! ** 2,
    );
    const share = isCorrected ? 1 - beta ** (k + 1) : 1;
    const isAveraged = rule === 'momentum' || rule === 'adam';
    const isScaled = rule === 'adagrad' || rule === 'rmsprop' || rule === 'adam';
    weights = weights.map((w, i) => {
      const step = isAveraged ? velocity[i]! / share : gradient[i]!;
      return w - (rate * step) / (isScaled ? Math.sqrt(squares[i]! / (rule === 'adagrad' ? 1 : share)) : 1);
    });
    return {net, output, gradient, velocity, squares, weights};
  });
}

/** The sum of (t - y)^2 / 2 over the samples. */
export const workedError = (weights: Vector): number =>
  workedSamples.reduce((sum, {inputs, target}) => sum + (target - logistic(dot(weights, inputs))) ** 2 / 2, 0);

/** The same by an optimizer of the library, in float32: the weights after each sample. Disposes of the optimizer. */
export function workWithLibrary(optimizer: tf.Optimizer): Vector[] {
  const weights = tf.tidy(() => tf.variable(tf.tensor1d([...worked.start])));
  try {
    return workedSamples.map(({inputs, target}) => {
      const loss = (): tf.Scalar =>
        weights
          .mul(tf.tensor1d([...inputs]))
          .sum()
          .sigmoid()
          .sub(target)
          .square()
          .div(2)
          .asScalar();
      optimizer.minimize(loss, false, [weights]);
      return Array.from(weights.dataSync());
    });
  } finally {
    weights.dispose();
    optimizer.dispose();
  }
}

/** The greatest difference between the weights of two ways, over all steps. */
export const farthest = (a: readonly Vector[], b: readonly Vector[]): number =>
  Math.max(...a.flatMap((row, k) => row.map((value, i) => Math.abs(value - b[k]![i]!))));

/** Numbers in units of their last printed digit, so that numbers with different decimals stand in one list. */
export const inLastDigits = (numbers: Vector, decimals: Vector): number[] =>
  numbers.map((value, i) => value * 10 ** decimals[i]!);
