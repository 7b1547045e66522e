import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {declarationOf} from '../../../lib/update/index.ts';
import {accumulated, adam, clipped, lookahead, momentum, Scheduled, scheduled} from '../../../optimizers/index.ts';
import {constant, cosineDecay, linearDecay, piecewiseConstant, reduceOnPlateau} from '../../../schedules/index.ts';
import {expectSameNumbers} from '../../lib/native/stories.ts';
import {itEquals, itIsSaved, itRuns, refuses, trained, wayNames} from './stories.ts';

/** The momentum of TensorFlow.js leaves a scalar behind where it is disposed of. */
function momentumWithoutRest(rate: number, momentumRate = 0.9): tf.Optimizer {
  const optimizer = tf.train.momentum(rate, momentumRate);
  const dispose = optimizer.dispose.bind(optimizer);
  optimizer.dispose = () => {
    dispose();
    (optimizer as unknown as {c: tf.Scalar}).c.dispose();
  };
  return optimizer;
}

const stock: Readonly<Record<string, (rate: number) => tf.Optimizer>> = {
  sgd: (rate) => tf.train.sgd(rate),
  momentum: momentumWithoutRest,
  adagrad: (rate) => tf.train.adagrad(rate),
  adadelta: (rate) => tf.train.adadelta(rate),
  rmsprop: (rate) => tf.train.rmsprop(rate),
  adam: (rate) => tf.train.adam(rate),
  adamax: (rate) => tf.train.adamax(rate),
};

describe('scheduled', () => {
  for (const [name, make] of Object.entries(stock)) {
    itEquals(
      `a constant equals tf.train.${name}`,
      () => scheduled(make(0.3), {learningRate: constant(0.05)}),
      () => make(0.05),
      {keeps: true},
    );
    // One cannot give its weights, the other one leaves something behind.
    if (name !== 'adamax' && name !== 'momentum')
      itRuns(`tf.train.${name}`, () => scheduled(make(0.3), {learningRate: cosineDecay(0.1, {steps: 12})}));
  }
  const decay = linearDecay(0.1, {end: 0.01, steps: 4});
  itRuns('three deep', () =>
    clipped(accumulated(lookahead(scheduled(tf.train.adam(1), {learningRate: decay})), {steps: 2}), {norm: 1}),
  );

  itEquals(
    'a constant momentum equals that of tf.train.momentum',
    () => scheduled(momentumWithoutRest(0.3, 0.1), {learningRate: 0.05, momentum: 0.75}),
    () => momentumWithoutRest(0.05, 0.75),
    {keeps: true},
  );

  for (const way of wayNames) {
    it(`has the momentum of the rule of this package, ${way}`, async () => {
      const rest = linearDecay(0.9, {end: 0.1, steps: 6});
      const expected = await trained(() => momentum(0.05, {momentum: rest, form: 'trace'}), way);
      const actual = await trained(() => scheduled(momentumWithoutRest(1), {learningRate: 0.05, momentum: rest}), way);
      expectSameNumbers(actual.weights, expected.weights, 'weights');
    });

    it(`has the rates of a rule of this package, ${way}`, async () => {
      const expected = await trained(() => adam(cosineDecay(0.1, {steps: 6})), way);
      const actual = await trained(
        () => scheduled(tf.train.adam(1), {learningRate: cosineDecay(0.1, {steps: 6})}),
        way,
      );
      expectSameNumbers(actual.weights, expected.weights, 'weights');
    });
  }

  it('tells its rate, takes another one, and what it watches', () => {
    const optimizer = scheduled(tf.train.adam(1), {learningRate: reduceOnPlateau(0.4, {factor: 0.5, patience: 1})});
    const around = clipped(optimizer, {norm: 1});
    expect(around.learningRate).to.equal(0.4);
    for (let i = 0; i < 3; i++) around.observe(1);
    expect(around.learningRate).to.equal(0.2);
    around.learningRate = linearDecay(1, {end: 0, steps: 4});
    expect([0, 1, 2].map((ahead) => around.declaration!.learningRate!(ahead))).to.deep.equal([1, 0.75, 0.5]);
    expect(optimizer.learningRate).to.equal(1);
    around.dispose();
  });

  it('declares nothing where the steps are not in proportion to the rate, and is exact all the same', async () => {
    const make = (rate: number): tf.Optimizer => tf.train.rmsprop(rate, 0.9, 0.5);
    const wrapped = (): tf.Optimizer => scheduled(make(1), {learningRate: 0.05});
    const optimizer = wrapped();
    expect(declarationOf(optimizer)).to.equal(null);
    optimizer.dispose();
    const [expected, actual] = [await trained(() => make(0.05), 'fused'), await trained(wrapped, 'fused')];
    expect(actual.weights).to.deep.equal(expected.weights);
  });

  it('leaves the velocity of a variable without gradient alone, and goes on from its configuration and weights', async () => {
    const [a, b] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
    const make = () =>
      scheduled(tf.train.momentum(1, 0.5), {learningRate: 1, momentum: piecewiseConstant([2], [0.5, 0.25])});
    const step = (optimizer: tf.Optimizer, ...gradients: (number | null)[]): number[] =>
      tf.tidy(() => {
        const list = [a, b].map(({name}, i) => ({
          name,
          tensor: gradients[i] === null ? null : tf.scalar(gradients[i]!),
        }));
        optimizer.applyGradients(list as never);
        return [a, b].map((w) => w.dataSync()[0]!);
      });
    const first = make();
    expect(step(first, -1, -1)).to.deep.equal([1, 1]);
    expect(step(first, -1, null)).to.deep.equal([2.5, 1]);
    const second = new Scheduled(JSON.parse(JSON.stringify(first.getConfig())) as never);
    expect(second.describe()).to.include('settings: learningRate 1, momentum 0.5');
    await second.setWeights(await first.getWeights());
    // Velocities of 1.5 and 1, and a momentum of 0.25.
    expect(step(second, 0, 0)).to.deep.equal([2.875, 1.25]);
    tf.dispose([a, b]);
  });

  itIsSaved(() => scheduled(tf.train.adam(1), {learningRate: linearDecay(0.1, {end: 0.01, steps: 4})}));

  it('refuses other optimizers and rates', () => {
    refuses(
      () => scheduled(adam(1), {learningRate: 1}),
      TypeError,
      /^Scheduled: optimizer must be one of tf\.train.*takes the schedule as its/,
    );
    refuses(
      () => scheduled(tf.train.adam(1), {learningRate: -1}),
      RangeError,
      /^Scheduled: learningRate must be a finite number >= 0/,
    );
    const one = {learningRate: 1};
    for (const other of [tf.train.momentum(1, 0.5, true), tf.train.rmsprop(1, 0.9, 0.5), tf.train.adam(1)]) {
      refuses(
        () => scheduled(other, {...one, momentum: 0.5}),
        TypeError,
        /^Scheduled: momentum must go to tf\.train\.momentum without useNesterov, received/,
      );
    }
    refuses(
      () => scheduled(tf.train.momentum(1, 0.5), {...one, momentum: 1}),
      RangeError,
      /^Scheduled: momentum must be a finite number >= 0 and < 1, received 1/,
    );
    refuses(
      () => scheduled(tf.train.adam(1), {...one, beta1: constant(0.5)} as never),
      TypeError,
      /^Scheduled: beta1 of AdamOptimizer cannot be scheduled: .* a rule of this package, which takes a schedule as its beta1/,
    );
    refuses(() => scheduled(tf.train.adam(1), {...one, rho: 1} as never), TypeError, /unknown option "rho"/);
    refuses(() => scheduled(tf.train.adam(1), {} as never), TypeError, /^Scheduled: learningRate is required/);
  });
});
