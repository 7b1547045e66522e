import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {adadelta, adagrad, adam, momentum, nesterov, rmsprop, sgd} from '../../../optimizers/index.ts';
import {
  adadeltaReference,
  adagradReference,
  adamReference,
  momentumReference,
  nesterovReference,
  rmspropReference,
  sgdReference,
} from '../references.ts';
import type {Reference} from '../references.ts';

// One logistic neuron without bias, E = (target - y)^2 / 2, one update per sample in this order.
const samples = [
  {x: [1, 0.6], target: 0.8},
  {x: [0.5, 0.5], target: 0.6},
  {x: [0.2, 0.8], target: 0.3},
] as const;

/** The weights after each sample, in float64. */
function byHand(makeReference: () => Reference, lookAhead?: {momentum: number}): number[][] {
  const rules = [makeReference(), makeReference()];
  let w = [0.5, 0.5];
  let velocity = [0, 0];
  return samples.map(({x, target}, step) => {
    const at = lookAhead === undefined ? w : w.map((value, i) => value + lookAhead.momentum * velocity[i]!);
    const y = 1 / (1 + Math.exp(-(at[0]! * x[0] + at[1]! * x[1])));
    const next = w.map((value, i) => rules[i]!(value, (y - target) * y * (1 - y) * x[i]!, step + 1));
    velocity = next.map((value, i) => value - w[i]!);
    w = next;
    return w;
  });
}

/** The weights after each sample, by the library. */
function byLibrary(optimizer: UpdateRule): number[][] {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([0.5, 0.5])));
  const trace = samples.map(({x, target}) => {
    optimizer.minimize(
      () =>
        tf
          .sigmoid(tf.sum(tf.mul(w, [...x])))
          .sub(target)
          .square()
          .mul(0.5)
          .asScalar(),
      false,
      [w],
    );
    return [...w.dataSync()];
  });
  optimizer.dispose();
  w.dispose();
  return trace;
}

const rate = () => 0.2;
const beta = () => 0.8;
const epsilon = () => 1e-10;
const flags = {centered: false, epsilonInside: false, amsgrad: false};
const small = {epsilon: 1e-10};
const rms = {rate, rho: beta, momentum: () => 0, epsilon};
const betas = {rate, beta1: beta, beta2: beta, epsilon};

interface Answer {
  optimizer: () => UpdateRule;
  hand: number[][];
  /** What the lecture prints, or what is recorded of it, where it is right. */
  printed?: (number[] | null)[];
  tolerance?: number;
}

const answers: Record<string, Answer> = {
  sgd: {optimizer: () => sgd(0.2), hand: byHand(() => sgdReference({rate}))},
  'momentum, classical': {
    optimizer: () => momentum(0.2, {momentum: 0.8}),
    hand: byHand(() => momentumReference('classical', false, {rate, momentum: beta})),
  },
  'momentum, trace': {
    optimizer: () => momentum(0.2, {momentum: 0.8, form: 'trace'}),
    hand: byHand(() => momentumReference('trace', false, {rate, momentum: beta})),
  },
  'momentum, average': {
    optimizer: () => momentum(0.2, {momentum: 0.8, form: 'average'}),
    hand: byHand(() => momentumReference('average', false, {rate, momentum: beta})),
    // v = (-.00470705, -.00282426), w = w - .2 v
    printed: [[0.50094142, 0.50056485]],
    tolerance: 1e-7,
  },
  'momentum, average, corrected': {
    optimizer: () => momentum(0.2, {momentum: 0.8, form: 'average', biasCorrection: true}),
    hand: byHand(() => momentumReference('average', true, {rate, momentum: beta})),
  },
  'nesterov, lookahead': {
    optimizer: () => nesterov(0.2, {momentum: 0.8}),
    hand: byHand(() => nesterovReference('lookahead', {rate, momentum: beta}), {momentum: 0.8}),
  },
  'nesterov, reformulated': {
    optimizer: () => nesterov(0.2, {momentum: 0.8, form: 'reformulated'}),
    hand: byHand(() => nesterovReference('reformulated', {rate, momentum: beta})),
  },
  adagrad: {
    optimizer: () => adagrad(0.2, small),
    hand: byHand(() => adagradReference(false, {rate, epsilon, initialAccumulator: () => 0})),
    printed: [
      [0.7, 0.7],
      [0.638842, 0.605613],
      [0.530711, 0.411679],
    ],
  },
  adadelta: {
    optimizer: () => adadelta(0.2, {rho: 0.8, epsilon: 1e-6}),
    hand: byHand(() => adadeltaReference(true, {rate, rho: beta, epsilon: () => 1e-6})),
  },
  rmsprop: {
    optimizer: () => rmsprop(0.2, {rho: 0.8, ...small}),
    hand: byHand(() => rmspropReference({...flags, biasCorrection: false}, rms)),
    printed: [[0.947214, 0.947214]],
  },
  'rmsprop, corrected': {
    optimizer: () => rmsprop(0.2, {rho: 0.8, biasCorrection: true, ...small}),
    hand: byHand(() => rmspropReference({...flags, biasCorrection: true}, rms)),
  },
  adam: {
    optimizer: () => adam(0.2, {beta1: 0.8, beta2: 0.8, biasCorrection: false, ...small}),
    hand: byHand(() => adamReference({...flags, biasCorrection: false}, betas)),
  },
  'adam, corrected': {
    optimizer: () => adam(0.2, {beta1: 0.8, beta2: 0.8, ...small}),
    hand: byHand(() => adamReference({...flags, biasCorrection: true}, betas)),
  },
};

describe('the worked examples of the lectures', () => {
  for (const [name, {optimizer, hand, printed = [], tolerance = 1e-6}] of Object.entries(answers)) {
    it(`the logistic neuron: ${name}`, () => {
      const trace = byLibrary(optimizer());
      expect(trace).to.have.length(3);
      for (const [step, weights] of trace.entries()) {
        for (const [i, weight] of weights.entries()) {
          expect(weight, `step ${step + 1}`).to.be.closeTo(hand[step]![i]!, 1e-6);
          const expected = printed[step]?.[i];
          if (expected !== undefined) expect(weight, `step ${step + 1}`).to.be.closeTo(expected, tolerance);
        }
      }
    });
  }

  it('tells all rules apart by the third step, but for the two momenta that agree at a constant rate', () => {
    const ends = Object.values(answers).map(({hand}) => hand[2]!.map((w) => w.toFixed(7)).join());
    expect(new Set(ends).size).to.equal(ends.length - 1);
    expect(ends[1]).to.equal(ends[2]);
  });

  it('x^2 from 3 at rate .1', () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(3)));
    for (const expected of [2.4, 1.92]) {
      sgd(0.1).minimize(() => x.square(), false, [x]);
      expect(x.dataSync()[0]).to.be.closeTo(expected, 1e-6);
    }
    x.dispose();
  });

  it('x^2 from -4 at rate .8 swings around the minimum', () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(-4)));
    const optimizer = sgd(0.8);
    const trace = Array.from({length: 30}, () => {
      optimizer.minimize(() => x.square(), false, [x]);
      return x.dataSync()[0]!;
    });
    for (const [i, expected] of [2.4, -1.44, 0.864, -0.5184, 0.31104].entries())
      expect(trace[i]).to.be.closeTo(expected, 1e-6);
    expect(trace[29]! / -8.84296e-7).to.be.closeTo(1, 1e-5);
    x.dispose();
  });
});
