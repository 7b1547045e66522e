import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {accumulated, averaged, clipped, prodigy, Prodigy, type ProdigyOptions, sam} from '../../../optimizers/index.ts';
import {linearDecay} from '../../../schedules/index.ts';
import {gradientValues, problem, read, withGradients} from '../gradients.ts';
import {trace} from '../run.ts';
import {itEquals, itIsSaved, itRuns} from '../wrappers/stories.ts';

/** d after each of these gradients of one weight that starts at 0. */
async function estimates(options: ProdigyOptions, gradients: readonly number[], rate = 1): Promise<number[]> {
  const optimizer = prodigy(rate, options);
  const w = tf.tidy(() => tf.variable(tf.scalar(0)));
  const seen: number[] = [];
  for (const g of gradients) {
    tf.tidy(() => optimizer.applyGradients({[w.name]: tf.scalar(g)}));
    const weights = await optimizer.getWeights();
    seen.push(weights.find(({name}) => name === 'd')!.tensor.dataSync()[0]!);
  }
  w.dispose();
  optimizer.dispose();
  return seen;
}

const near = (actual: readonly number[], wanted: readonly number[]): void => {
  expect(actual).to.have.length(wanted.length);
  for (const [i, value] of actual.entries()) expect(value / wanted[i]!).to.be.closeTo(1, 1e-5);
};

describe('prodigy', () => {
  const falling = () => linearDecay(1, {end: 0.5, steps: 10});
  const all: ProdigyOptions = {d0: 0.01, weightDecay: 0.1, biasCorrection: true, growthRate: 1.5};
  itRuns('as it is', () => prodigy(falling(), all));
  itRuns('with all else', () => prodigy(0.5, {d0: 0.02, safeguardWarmup: true, weightDecay: 0.1, cautious: true}));
  itRuns('accumulated', () => accumulated(prodigy(falling(), {d0: 0.01}), {steps: 2}), 3);
  itRuns('averaged, clipped', () => averaged(clipped(prodigy(1, {d0: 0.01}), {globalNorm: 0.1}), {decay: 0.9}));
  itRuns('ahead', () => sam(prodigy(1, {d0: 0.01})));
  itEquals(
    'accumulated one by one',
    () => accumulated(prodigy(1, all), {steps: 1}),
    () => prodigy(1, all),
  );
  itIsSaved(() => prodigy(falling(), all));

  // One weight with beta1 = beta2 = 0 steps by d; r and s are the sums.
  const plain: ProdigyOptions = {beta1: 0, beta2: 0, d0: 0.1, epsilon: 0};

  it('steps by d, which grows with <g, w0 - w> by |s|', async () => {
    const path = trace(prodigy(1, {...plain, beta3: 0.5}), 0, [2, 2, 2]);
    // r = 0.1 2 0.1 and s = 0.5 0.2 + 0.2, whose quotient is no more than d0 = 0.1.
    near(path, [-0.1, -0.2, -0.3]);
    const bold = {...plain, beta3: 0.5, dCoef: 4};
    // d = 4 0.02 / 0.3; the step is the old d.
    const [, second, third] = await estimates(bold, [2, 2, 2]);
    near([second!], [0.08 / 0.3]);
    // d / d0 d = 0.7111: r = 0.01 + 0.7111 2 0.2, s = 0.15 + 0.7111 2
    const weight = (0.08 / 0.3) ** 2 / 0.1;
    near([third!], [(4 * (0.01 + weight * 0.4)) / (0.15 + weight * 2)]);
    near(trace(prodigy(1, bold), 0, [2, 2, 2]), [-0.1, -0.2, -0.2 - 0.08 / 0.3]);
  });

  it('lets d grow no faster than growthRate, but for the first leap', async () => {
    const free = await estimates({...plain, beta3: 0.5, dCoef: 4}, [1, 1, 1, 1]);
    const bound = await estimates({...plain, beta3: 0.5, dCoef: 4, growthRate: 1.1}, [1, 1, 1, 1]);
    near([bound[1]!, bound[2]!], [free[1]!, free[1]! * 1.1]);
    near([bound[3]!], [bound[2]! * 1.1]);
    expect(free[2]! / free[1]!).to.be.above(1.2);
  });

  it('leaves the rate out of the divisor with safeguardWarmup', async () => {
    const options = {...plain, beta3: 0.5, dCoef: 40};
    const [rate, way] = [0.5, 0.05];
    const weight = 0.1 * 1.5;
    near((await estimates({...options, safeguardWarmup: true}, [1, 1], rate)).slice(1), [
      (40 * 0.1 * rate * way) / weight,
    ]);
    near((await estimates(options, [1, 1], rate)).slice(1), [(40 * 0.1 * way) / weight]);
  });

  it('estimates from the gradient that it follows: the other sign, a penalty', async () => {
    const options = {d0: 0.05, beta2: 0.9};
    const gradients = [1, 2, -1, 3, 1];
    const up = trace(prodigy(1, {...options, maximize: true}), 0.5, gradients);
    expect(up).to.deep.equal(
      trace(
        prodigy(1, options),
        0.5,
        gradients.map((g) => -g),
      ),
    );
    expect(up.at(-1)).to.be.above(0.55);
    // The penalty alone, of a weight that is its own gradient.
    const penalty = {...options, weightDecay: 1, weightDecayForm: 'l2', weightDecayOn: 'all'} as const;
    const x = tf.tidy(() => tf.variable(tf.scalar(0.5)));
    const own = prodigy(1, options);
    const wanted = gradients.map(() => {
      own.minimize(() => tf.mul(tf.square(x), 0.5).asScalar(), false, [x]);
      return x.dataSync()[0]!;
    });
    near(
      trace(
        prodigy(1, penalty),
        0.5,
        gradients.map(() => 0),
      ),
      wanted,
    );
    own.dispose();
    x.dispose();
    const bold = {...options, dCoef: 20};
    const spared = {...penalty, ...bold, weightDecayOn: []};
    expect(trace(prodigy(1, spared), 0.5, gradients)).to.deep.equal(trace(prodigy(1, bold), 0.5, gradients));
  });

  it('takes d in the share of decay, before a cautious step', () => {
    const decay = {...plain, weightDecay: 0.5, weightDecayOn: 'all'} as const;
    near(trace(prodigy(0.5, decay), 2, [3]), [2 - 2 * 0.1 * 0.5 * 0.5 - 0.05]);
    // The step is halved for the one element, the decay is not.
    near(trace(prodigy(0.5, {...decay, cautious: true}), 2, [3]), [2 - 2 * 0.1 * 0.5 * 0.5 - 0.025]);
  });

  it('has one d for all variables, whatever their order', () => {
    const [one, other] = [problem(), problem()];
    const [first, second] = [prodigy(1, {d0: 0.01}), prodigy(1, {d0: 0.01})];
    for (let t = 1; t <= 6; t++) {
      withGradients(one, gradientValues(t), (list) => first.applyGradients(list));
      withGradients(other, gradientValues(t), (list) => second.applyGradients(list.reverse()));
    }
    for (const [i, row] of read(one.variables).entries()) {
      for (const [j, value] of row.entries()) expect(read(other.variables)[i]![j]).to.be.closeTo(value, 1e-5);
    }
    for (const each of [one, other, first, second]) each.dispose();
  });

  it('stays finite for extremes of float32, and stands still for gradients of 0', () => {
    for (const epsilon of [1e-7, 0]) {
      for (const g of [3e38, 1e30, 1e-20, 1e-38]) {
        for (const w of trace(prodigy(1, {epsilon}), 1, [g, -g, g, 0, g])) expect(w).to.satisfy(Number.isFinite);
      }
      expect(trace(prodigy(1, {epsilon}), 1, [0, 0, 0])).to.deep.equal([1, 1, 1]);
    }
  });

  it('leaves a variable without gradient alone, and holds no more tensors than its state', async () => {
    const before = tf.memory().numTensors;
    const p = problem();
    const optimizer = prodigy(1, {d0: 0.01});
    withGradients(p, gradientValues(1), (list) => optimizer.applyGradients(list));
    const {numTensors} = tf.memory();
    const start = read(p.variables);
    const [, ...rest] = gradientValues(2);
    withGradients(p, [null, ...rest], (list) => optimizer.applyGradients(list));
    expect(tf.memory().numTensors).to.equal(numTensors);
    expect(read(p.variables)[0]).to.deep.equal(start[0]);
    expect(read(p.variables)[1]).to.not.deep.equal(start[1]);
    const names = (await optimizer.getWeights()).map(({name}) => name);
    expect(names.slice(-4)).to.deep.equal(['d', 'before', 'dMax', 'numerator']);
    p.dispose();
    optimizer.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('finds its rate on a quadratic, far from the first d', () => {
    for (const [start, d0] of [
      [1, 1e-6],
      [1000, 1e-3],
    ] as const) {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([start, start])));
      const optimizer = prodigy(linearDecay(1, {end: 0, steps: 600}), {d0});
      const loss = () => tf.sum(tf.mul([1, 10], tf.square(w))).asScalar();
      for (let t = 0; t < 600; t++) optimizer.minimize(loss, false, [w]);
      for (const value of w.dataSync()) expect(Math.abs(value)).to.be.below(0.02 * start);
      w.dispose();
      optimizer.dispose();
    }
  });

  it('copies itself from its configuration, and refuses numbers outside their ranges', () => {
    const config = JSON.parse(JSON.stringify(prodigy(falling(), all).getConfig())) as never;
    expect(new Prodigy(config).getConfig()).to.deep.equal(config);
    expect(() => prodigy(1, {d0: 0})).to.throw(RangeError, /Prodigy: d0/);
    expect(() => prodigy(1, {dCoef: 0})).to.throw(RangeError, /dCoef/);
    expect(() => prodigy(1, {growthRate: 0.9})).to.throw(RangeError, /growthRate/);
    expect(() => prodigy(1, {beta3: 1})).to.throw(RangeError, /beta3/);
  });
});
