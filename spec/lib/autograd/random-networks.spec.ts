import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {hvp} from '../../../lib/autograd/products/hvp.ts';
import {secondOrder} from '../../../lib/autograd/scope/second-order.ts';
import {randomStream, type RandomStream} from '../../../lib/base/random.ts';
import {relativeError} from './close.ts';
import {add, constant, exp, type Jet, log, mapped, multiply, parameter, scale, shift, sum} from './jet.ts';

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

type Triple = [number, number, number];

/** Activations with their first two derivatives, and the same in TensorFlow.js. */
const activations: Record<string, [(x: number) => Triple, (x: tf.Tensor) => tf.Tensor]> = {
  tanh: [(x) => [Math.tanh(x), 1 - Math.tanh(x) ** 2, -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)], tf.tanh],
  sigmoid: [
    (x) => {
      const s = logistic(x);
      return [s, s * (1 - s), s * (1 - s) * (1 - 2 * s)];
    },
    tf.sigmoid,
  ],
  softplus: [(x) => [Math.log1p(Math.exp(x)), logistic(x), logistic(x) * (1 - logistic(x))], tf.softplus],
  elu: [(x) => (x > 0 ? [x, 1, 0] : [Math.expm1(x), Math.exp(x), Math.exp(x)]), tf.elu],
  relu: [(x) => [Math.max(x, 0), Number(x > 0), 0], tf.relu],
  leakyRelu: [(x) => (x > 0 ? [x, 1, 0] : [0.2 * x, 0.2, 0]), (x) => tf.leakyRelu(x, 0.2)],
  sine: [(x) => [Math.sin(x), Math.cos(x), -Math.sin(x)], tf.sin],
  exponential: [(x) => [Math.exp(x), Math.exp(x), Math.exp(x)], tf.exp],
  softsign: [
    (x) => [x / (1 + Math.abs(x)), 1 / (1 + Math.abs(x)) ** 2, (-2 * Math.sign(x)) / (1 + Math.abs(x)) ** 3],
    (x) => tf.div(x, tf.add(1, tf.abs(x))),
  ],
  square: [(x) => [x * x, 2 * x, 2], tf.square],
};

interface Network {
  readonly sizes: number[];
  readonly names: string[];
  readonly loss: 'squares' | 'entropy';
  readonly inputs: number[][];
  readonly labels: number[][];
  readonly weights: number[][];
  readonly vectors: number[][];
}

/** Multiples of 1/32, which float32 holds exactly. */
const coarse = (value: number): number => Math.round(value * 32) / 32;

function draw(random: RandomStream): Network {
  const depth = 1 + random.integer(3);
  const sizes = Array.from({length: depth + 1}, () => 1 + random.integer(4));
  sizes[depth] = 2 + random.integer(2);
  const names = Object.keys(activations);
  const normal = (count: number, spread: number): number[] =>
    Array.from({length: count}, () => coarse(spread * random.normal()));
  const batch = 1 + random.integer(3);
  const shapes = sizes.slice(1).flatMap((size, i) => [sizes[i]! * size, size]);
  const rows = (width: number): number[][] => Array.from({length: batch}, () => normal(width, 0.7));
  return {
    sizes,
    names: Array.from({length: depth}, () => names[random.integer(names.length)]!),
    loss: random.integer(2) === 0 ? 'squares' : 'entropy',
    inputs: rows(sizes[0]!),
    labels: rows(sizes[depth] ?? 0),
    weights: shapes.map((count) => normal(count, 0.4)),
    vectors: shapes.map((count) => normal(count, 1)),
  };
}

/** The loss in jets, written without tensors. */
function jetLoss({sizes, names, loss, inputs, labels, weights, vectors}: Network): Jet {
  const n = weights.flat().length;
  const flat = vectors.flat();
  let next = 0;
  const jets = weights.map((values) => values.map((value) => parameter(value, next, n, flat[next++]!)));
  const example = (input: number[], label: number[]): Jet => {
    let z = input.map((value) => constant(value, n));
    names.forEach((name, layer) => {
      const [kernel, bias] = [jets[2 * layer]!, jets[2 * layer + 1]!];
      const width = sizes[layer + 1]!;
      z = bias.map((b, j) => {
        const before = add(b, sum(z.map((value, i) => multiply(value, kernel[i * width + j]!))));
        return mapped(before, activations[name]![0](before.x));
      });
    });
    if (loss === 'squares') {
      return sum(
        z.map((value, j) => {
          const error = shift(value, -label[j]!);
          return multiply(error, error);
        }),
      );
    }
    const normaliser = log(sum(z.map(exp)));
    return sum(z.map((value, j) => scale(add(normaliser, scale(value, -1)), label[j]!)));
  };
  return scale(sum(inputs.map((input, i) => example(input, labels[i]!))), 1 / inputs.length);
}

function tensorLoss({names, loss, inputs, labels}: Network, variables: readonly tf.Tensor[]): tf.Scalar {
  return tf.tidy(() => {
    const z = names.reduce<tf.Tensor>(
      (x, name, i) => activations[name]![1](tf.add(tf.matMul(x, variables[2 * i]!), variables[2 * i + 1]!)),
      tf.tensor2d(inputs),
    );
    const errors =
      loss === 'squares'
        ? tf.square(tf.sub(z, tf.tensor2d(labels)))
        : tf.neg(tf.mul(tf.logSoftmax(z), tf.tensor2d(labels)));
    return tf.mean(tf.sum(errors, -1));
  });
}

describe('random networks', () => {
  it('have the products of jets in float64, 240 of them', () => {
    const random = randomStream(7, 'networks');
    let compared = 0;
    for (let i = 0; compared < 240; i++) {
      const network = draw(random);
      const reference = jetLoss(network);
      const [expected, gradient] = [[...reference.h], [...reference.g]];
      const size = Math.hypot(...expected);
      // Dead units make nothing to compare; numbers beyond 1e3 come of exponentials of squares, where float32 itself is at its end.
      if (size < 1e-2 || size > 1e3) continue;
      compared++;
      const before = tf.memory().numTensors;
      const shape = (k: number): number[] =>
        k % 2 === 0 ? network.sizes.slice(k / 2, k / 2 + 2) : [network.sizes[(k + 1) / 2]!];
      const tensors = network.weights.map((values, k) => tf.tensor(values, shape(k)));
      const vectors = network.vectors.map((values, k) => tf.tensor(values, shape(k)));
      const loss = (): tf.Scalar => tensorLoss(network, tensors);
      const products = hvp(loss, tensors, vectors);
      const values = products.flatMap((product) => [...product.dataSync()]);
      expect(relativeError(values, expected), `network ${i}: ${network.names.join()}`).to.be.lessThan(1e-5);
      const slopes = secondOrder(() => tf.grads(() => loss())(tensors));
      expect(
        relativeError(
          slopes.flatMap((slope) => [...slope.dataSync()]),
          gradient,
        ),
      ).to.be.lessThan(1e-5);
      tf.dispose([tensors, vectors, products, slopes]);
      expect(tf.memory().numTensors).to.equal(before);
    }
  });
});
