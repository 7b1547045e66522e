import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {adadelta, adagrad, adam, momentum, muon, nesterov, rmsprop, sgd} from '../../../optimizers/index.ts';
import {nativeBackend} from '../../../lib/native/binding.ts';
import {wave} from './native-only.ts';

/** An optimizer of the table: how it is made, and what it cannot do. */
export interface Contender {
  readonly make: () => tf.Optimizer;
  /** Whether it is one of tf.train, which cannot go on after dispose. */
  readonly isStock?: boolean;
  /** Whether it cannot give its weights. */
  readonly isMute?: boolean;
}

/** All optimizers of this package and of tf.train, the look-ahead and the reformulated form of Nesterov apart. */
const contenders: Readonly<Record<string, Contender>> = {
  sgd: {make: () => sgd(0.1, {weightDecay: 0.01})},
  momentum: {make: () => momentum(0.05)},
  'nesterov, lookahead': {make: () => nesterov(0.05)},
  'nesterov, reformulated': {make: () => nesterov(0.05, {form: 'reformulated'})},
  adagrad: {make: () => adagrad(0.1)},
  adadelta: {make: () => adadelta(1)},
  rmsprop: {make: () => rmsprop(0.02, {momentum: 0.5})},
  adam: {make: () => adam(0.02)},
  muon: {make: () => muon(0.02, {weightDecay: 0.01})},
  'tf.train.sgd': {make: () => tf.train.sgd(0.1), isStock: true},
  'tf.train.momentum': {make: () => tf.train.momentum(0.05, 0.9), isStock: true},
  'tf.train.adagrad': {make: () => tf.train.adagrad(0.1), isStock: true},
  'tf.train.adadelta': {make: () => tf.train.adadelta(0.5), isStock: true},
  'tf.train.rmsprop': {make: () => tf.train.rmsprop(0.02, 0.9, 0.5), isStock: true},
  'tf.train.adam': {make: () => tf.train.adam(0.02), isStock: true},
  'tf.train.adamax': {make: () => tf.train.adamax(0.02), isStock: true, isMute: true},
};

/** Gives an optimizer another learning rate, by what it has for it. */
export function setRate(optimizer: tf.Optimizer, rate: number): void {
  // Every optimizer of TensorFlow.js says that it is an instance of each of its classes.
  if ('setLearningRate' in optimizer) (optimizer as tf.SGDOptimizer).setLearningRate(rate);
  else (optimizer as unknown as {learningRate: number}).learningRate = rate;
}

/** The state of an optimizer in tensors of their own, as a file holds it. */
export async function stateOf(optimizer: tf.Optimizer): Promise<{name: string; tensor: tf.Tensor}[]> {
  return (await optimizer.getWeights()).map(({name, tensor}) => ({
    name,
    tensor: tf.tensor(tensor.dataSync().slice() as Float32Array, tensor.shape, tensor.dtype),
  }));
}

/** Puts a copy of saved state into an optimizer. */
export async function restore(
  optimizer: tf.Optimizer,
  state: readonly {name: string; tensor: tf.Tensor}[],
): Promise<void> {
  await optimizer.setWeights(state.map(({name, tensor}) => ({name, tensor: tensor.clone()})));
}

/** A batch, the same for equal numbers. */
export function batch(seed: number, size: number, columns: number): tf.Tensor2D {
  return tf.tensor2d(wave(seed, size * columns), [size, columns]);
}

/** Asserts that two lists of numbers agree as closely as two ways of rounding in float32 do, over some steps. */
export function expectSameNumbers(actual: ArrayLike<number>, expected: ArrayLike<number>, words: string): void {
  expect(actual.length, words).to.equal(expected.length);
  const scale = Math.max(1, ...Array.from(expected, Math.abs));
  for (let i = 0; i < expected.length; i++) {
    expect(expected[i], words).to.satisfy(Number.isFinite);
    expect(Math.abs(actual[i]! - expected[i]!), `${words} [${i}]`).to.be.at.most(2e-5 * scale);
  }
}

const thorough = ['momentum', 'adam', 'tf.train.adam'];

/**
 * How many calls lie between two changes of a story: they come while a call is recorded, after that, and while a graph runs.
 *
 * Some optimizers get all, the others one that differs from story to story. On other backends one shows that nothing is compiled.
 */
function pacesOf(story: string, contender: string): readonly number[] {
  if (nativeBackend() === null) return [1];
  if (thorough.includes(contender)) return [1, 2, 3];
  return [1 + ((story.length + Object.keys(contenders).indexOf(contender)) % 3)];
}

/** A use of optimizers, told in the plain way and in the fast one. */
export interface Story<Tell> {
  readonly tell: Tell;
  /** Graphs at its end, at most. */
  readonly graphs: number;
  readonly isFor?: (contender: Contender) => boolean;
}

/** What a telling leaves. */
export interface Told {
  readonly losses: readonly number[];
  readonly weights: readonly ArrayLike<number>[];
  readonly graphs: number;
  /** Tensors, less those before. */
  readonly left: number;
}

/** Tests of every story with every contender: the fast telling has the numbers of the plain one, in few graphs. */
export function tellAll<Tell>(
  stories: Readonly<Record<string, Story<Tell>>>,
  tellTo: (story: Story<Tell>, contender: Contender, pace: number, isFast: boolean) => Promise<Told>,
): void {
  for (const [name, story] of Object.entries(stories)) {
    describe(name, () => {
      for (const [label, contender] of Object.entries(contenders)) {
        if (story.isFor?.(contender) === false) continue;
        it(label, async () => {
          for (const pace of pacesOf(name, label)) {
            const plain = await tellTo(story, contender, pace, false);
            const fast = await tellTo(story, contender, pace, true);
            expectSameNumbers(fast.losses, plain.losses, `pace ${pace}: losses`);
            for (const [i, weight] of plain.weights.entries()) {
              expectSameNumbers(fast.weights[i]!, weight, `pace ${pace}: weight ${i}`);
            }
            expect(fast.left, `pace ${pace}: tensors at the end`).to.equal(plain.left);
            expect(plain.graphs).to.equal(0);
            if (nativeBackend() === null) continue;
            expect(fast.graphs, `pace ${pace}: graphs`).to.be.within(1, story.graphs);
          }
        });
      }
    });
  }
}
