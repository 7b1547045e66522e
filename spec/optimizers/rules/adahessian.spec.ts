import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {loadMnist} from '../../../lib/data/files/index.ts';
import {toTensors} from '../../../lib/data/index.ts';
import {mlp, softmaxCrossEntropy} from '../../../lib/models/index.ts';
import {
  accumulated,
  Adahessian,
  adahessian,
  averaged,
  clipped,
  lookahead,
  sam,
  sgd,
  skipNonFinite,
} from '../../../optimizers/index.ts';
import {cosineDecay, exponentialDecay} from '../../../schedules/index.ts';
import {quiet} from '../run.ts';
import {itIsSaved, itRuns, refuses} from '../wrappers/stories.ts';

const variable = (values: number[], shape = [values.length]): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor(values, shape)));

/** The sum of factors c w^2 / 2, whose Hessian has the factors in its diagonal and nothing beside it. */
const bowl =
  (w: tf.Variable, factors: number[], slope = 0) =>
  (): tf.Scalar =>
    tf.tidy(() => {
      const squares = tf.mul(tf.tensor(factors, w.shape), tf.square(w));
      return tf.add(tf.div(tf.sum(squares), 2), tf.mul(tf.sum(w), slope)).asScalar();
    });

function closeTo(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-5): void {
  expect(actual).to.have.length(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i], `[${i}]`).to.be.closeTo(value, tolerance);
}

describe('adahessian', () => {
  it('is by Newton in one step on a separable quadratic, whatever its curvatures are', () => {
    const w = variable([3, -2, 5, 0]);
    const optimizer = adahessian(1, {epsilon: 0});
    optimizer.minimize(bowl(w, [1e-3, 1, 200, 7]), false, [w]);
    closeTo(w.dataSync(), [0, 0, 0, 0]);
    w.dispose();
    optimizer.dispose();
  });

  it('follows its equation in float64', () => {
    const [beta1, beta2, power, rate, epsilon] = [0.7, 0.9, 0.6, 0.2, 0.01];
    const w = variable([2, -1, 0.5]);
    const optimizer = adahessian(rate, {beta1, beta2, hessianPower: power, epsilon, updateEvery: 3});
    const start = [2, -1, 0.5].map((value) => ({w: value, m: 0, v: 0, d: 0}));
    for (let t = 1; t <= 12; t++) {
      const factor = 1 + (t % 4);
      // The sum of f w^4 / 4: g = f w^3, H = 3 f w^2.
      optimizer.minimize(() => tf.mul(tf.sum(tf.pow(w, 4)), factor / 4).asScalar(), false, [w]);
      for (const each of start) {
        if ((t - 1) % 3 === 0) each.d = 3 * factor * each.w ** 2;
        each.m = beta1 * each.m + (1 - beta1) * factor * each.w ** 3;
        each.v = beta2 * each.v + (1 - beta2) * each.d ** 2;
        const root = (each.v / (1 - beta2 ** t)) ** (power / 2) + epsilon;
        each.w -= (rate * each.m) / (1 - beta1 ** t) / root;
      }
      closeTo(
        w.dataSync(),
        start.map((each) => each.w),
        3e-6,
      );
    }
    w.dispose();
    optimizer.dispose();
  });

  it('takes the mean size over the places of a kernel, for each input and output, and of no other', () => {
    for (const shape of [
      [2, 3],
      [2, 2, 3],
      [3, 2, 2, 3],
      [1, 2, 2, 2, 3],
    ]) {
      const size = tf.util.sizeFromShape(shape);
      const factors = Array.from({length: size}, (_, i) => (i % 5 === 1 ? -1 : 1) * (1 + ((7 * i) % 11)));
      const w = variable(
        factors.map(() => 1),
        shape,
      );
      const optimizer = adahessian(1, {epsilon: 0});
      optimizer.minimize(bowl(w, factors), false, [w]);
      const isKernel = shape.length > 2;
      const means = Array.from({length: 6}, (_, channel) => {
        const own = factors.filter((_value, i) => i % 6 === channel);
        return own.reduce((sum, value) => sum + Math.abs(value), 0) / own.length;
      });
      closeTo(
        w.dataSync(),
        factors.map((factor, i) => 1 - factor / (isKernel ? means[i % 6]! : Math.abs(factor))),
      );
      const apart = adahessian(1, {epsilon: 0, spatialAverage: false});
      tf.tidy(() => w.assign(tf.onesLike(w)));
      apart.minimize(bowl(w, factors), false, [w]);
      closeTo(
        w.dataSync(),
        factors.map((factor) => 1 - Math.sign(factor)),
      );
      for (const each of [w, optimizer, apart]) each.dispose();
    }
    const w = variable([1, 1], [2, 1, 1]);
    const forgetful = adahessian(1, {epsilon: 0, beta2: 0});
    forgetful.minimize(bowl(w, [1, 3]), false, [w]);
    closeTo(w.dataSync(), [0.5, -0.5]);
    w.dispose();
    forgetful.dispose();
  });

  it('stands still where nothing pulls, without curvature and epsilon, too', () => {
    for (const options of [{}, {epsilon: 0}, {epsilon: 0, hessianPower: 0.5}]) {
      const w = variable([1, 2]);
      const optimizer = adahessian(1, options);
      optimizer.minimize(() => tf.mul(tf.sum(w), 0).asScalar(), false, [w]);
      expect([...w.dataSync()]).to.deep.equal([1, 2]);
      w.dispose();
      optimizer.dispose();
    }
  });

  it('knows a new estimate from old ones after more updates than float32 counts', async () => {
    const optimizer = adahessian(0);
    const w = variable([1, 1]);
    const iter = tf.scalar(2 ** 24 - 3, 'int32');
    await optimizer.setWeights([{name: 'iter', tensor: iter}]);
    for (let t = 1; t <= 8; t++) {
      optimizer.minimize(bowl(w, [t, 2 * t]), false, [w]);
      const weights = await optimizer.getWeights();
      closeTo(weights.find(({name}) => name.endsWith('/estimate'))!.tensor.dataSync(), [t, 2 * t]);
    }
    for (const each of [w, iter, optimizer]) each.dispose();
  });

  it('descends a quadratic of condition number 100 and the valley of Rosenbrock', () => {
    const w = variable([1, 1]);
    const first = adahessian(exponentialDecay(0.3, {gamma: 0.98}));
    for (let t = 0; t < 150; t++) first.minimize(bowl(w, [1, 100]), false, [w]);
    expect(Math.max(...w.dataSync().map(Math.abs))).to.be.below(1e-2);
    tf.tidy(() => w.assign(tf.tensor1d([-1.2, 1])));
    const second = adahessian(1, {beta2: 0.9});
    const rosenbrock = (): tf.Scalar =>
      tf.tidy(() => {
        const [x, y] = tf.split(w, 2) as [tf.Tensor, tf.Tensor];
        const valley = tf.mul(tf.square(tf.sub(y, tf.square(x))), 100);
        return tf.sum(tf.add(tf.square(tf.sub(1, x)), valley)).asScalar();
      });
    for (let t = 0; t < 600; t++) second.minimize(rosenbrock, false, [w]);
    const [x = 0, y = 0] = w.dataSync();
    expect((1 - x) ** 2 + 100 * (y - x * x) ** 2).to.be.below(0.1);
    for (const each of [w, first, second]) each.dispose();
  });

  it('comes further on the digits than gradient descent at its best rate, in as many updates of fit', async () => {
    const {train} = await loadMnist();
    const {x, y} = toTensors(train);
    const [inputs, labels] = [tf.slice(x, [0, 0], [1000, -1]), tf.slice(y, [0, 0], [1000, -1])];
    const lossAfter = async (optimizer: tf.Optimizer): Promise<number> => {
      const model = mlp({widths: [16], activation: 'tanh', seed: 1});
      model.compile({optimizer, loss: softmaxCrossEntropy});
      await model.fit(inputs, labels, {...quiet, epochs: 4, batchSize: 100, shuffle: false});
      expect(optimizer.iterations).to.equal(40);
      const loss = model.evaluate(inputs, labels, {verbose: 0}) as tf.Scalar;
      const [value] = loss.dataSync();
      loss.dispose();
      optimizer.dispose();
      model.dispose();
      return value!;
    };
    const descended: number[] = [];
    for (const rate of [0.1, 0.3, 1, 3]) descended.push(await lossAfter(sgd(rate)));
    const reached = await lossAfter(adahessian(0.1));
    expect(reached).to.be.below(0.95 * Math.min(...descended));
    tf.dispose([x, y, inputs, labels]);
  });

  itRuns('by default', () => adahessian(0.02));
  itRuns('with an estimate at every second update', () => adahessian(0.02, {updateEvery: 2, weightDecay: 0.01}), 4);
  itRuns('accumulated', () => accumulated(adahessian(cosineDecay(0.05, {steps: 8})), {steps: 2}), 4);
  itRuns('clipped, within one that skips', () => skipNonFinite(clipped(adahessian(0.02), {globalNorm: 0.1})), 4);
  itRuns('by a schedule, averaged', () => averaged(adahessian(cosineDecay(0.05, {steps: 9})), {decay: 0.5}));
  itRuns('in sharpness-aware minimisation, with look-ahead', () =>
    sam(lookahead(adahessian(0.02, {cautious: true, maximize: false}), {steps: 3})),
  );
  itIsSaved(() => adahessian(0.05));

  it('copies itself from its configuration, and refuses other options', () => {
    const original = adahessian(exponentialDecay(0.1, {gamma: 0.5}), {seed: 7, updateEvery: 3, spatialAverage: false});
    const config = JSON.parse(JSON.stringify(original.getConfig())) as never;
    expect(new Adahessian(config).getConfig()).to.deep.equal(original.getConfig());
    refuses(
      () => adahessian(0.1, {updateEvery: 0}),
      RangeError,
      /^Adahessian: updateEvery must be a whole number >= 1/,
    );
    refuses(() => adahessian(0.1, {hessianPower: 2}), RangeError, /^Adahessian: hessianPower/);
    refuses(() => adahessian(0.1, {seed: Number.NaN}), RangeError, /^Adahessian: seed/);
  });
});
