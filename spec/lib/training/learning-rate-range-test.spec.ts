import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {learningRateRangeTest, type LearningRateRangeTest} from '../../../lib/training/index.ts';
import {adam, clipped, scheduled, sgd} from '../../../optimizers/index.ts';

/** What a promise was rejected with. */
async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('it was fulfilled'),
    (error: unknown) => error as Error,
  );
}

/** Descent on x^2 from 3 in float64, with smoothing and the end of the test. */
function descent(from: number, to: number, steps: number, smoothing = 0.9, explosion = 4) {
  const rates: number[] = [];
  const losses: number[] = [];
  const smoothed: number[] = [];
  let x = 3;
  // The first averages are of few losses.
  const counted = () => smoothed.slice(Math.round(1 / (1 - smoothing)) - 1);
  while (rates.length < steps && !(counted().at(-1)! > explosion * Math.min(...counted()))) {
    const rate = from * (to / from) ** (rates.length / (steps - 1));
    x -= rate * 2 * x;
    rates.push(rate);
    losses.push(x * x);
    const shares = losses.map((_, i) => smoothing ** (losses.length - 1 - i));
    const sum = losses.reduce((total, loss, i) => total + shares[i]! * loss, 0);
    smoothed.push(sum / shares.reduce((total, share) => total + share));
  }
  return {rates, losses, smoothed};
}

describe('learningRateRangeTest', () => {
  let w: tf.Variable;
  let data: {x: tf.Tensor; y: tf.Tensor};
  let parabola: LearningRateRangeTest;
  beforeEach(() => {
    w = tf.variable(tf.tensor1d([3]), true, 'range/w');
    data = {x: tf.zeros([2, 1]), y: tf.zeros([2, 1])};
    const loss = () => tf.sum(tf.square(w)) as tf.Scalar;
    parabola = {variables: [w], loss, data, optimizer: sgd, from: 1e-3};
  });
  afterEach(() => tf.dispose([w, data.x, data.y]));

  const close = (received: readonly number[], expected: readonly number[]): void => {
    expect(received).to.have.length(expected.length);
    for (const [i, value] of received.entries()) expect(value / expected[i]!).to.be.closeTo(1, 1e-4);
  };

  it('has the rates, losses and averages of descent on a parabola, and ends where they explode', async () => {
    for (const [steps, options] of [
      [100, {}],
      [40, {smoothing: 0.5, explosion: 2, to: 100}],
      [20, {smoothing: 0, to: 0.1}],
      [11, {to: 0.1}],
    ] as const) {
      const {to = 10, smoothing, explosion} = options as {to?: number; smoothing?: number; explosion?: number};
      const expected = descent(1e-3, to, steps, smoothing, explosion);
      const result = await learningRateRangeTest({...parabola, steps, ...options});
      close(result.rates, expected.rates);
      close(result.losses, expected.losses);
      close(result.smoothed, expected.smoothed);
      const best = expected.smoothed.indexOf(Math.min(...expected.smoothed));
      expect(result.suggested).to.equal(result.rates[best]! / 4);
      expect(w.dataSync()[0]).to.equal(3);
    }
    expect(descent(1e-3, 10, 100).rates.length, 'ends early').to.be.below(100);
    expect(descent(1e-3, 0.1, 20, 0).rates, 'does not').to.have.length(20);
  });

  it('goes on with the next pass where the data are few, and draws batches as train does', async () => {
    const seen: number[] = [];
    const x = tf.tensor2d([[1], [2], [3], [4]]);
    const loss = (batch: {x: tf.Tensor}) => {
      seen.push(batch.x.dataSync()[0]!);
      return tf.sum(tf.square(w)) as tf.Scalar;
    };
    await learningRateRangeTest({
      ...parabola,
      loss,
      data: {x, y: x},
      batchSize: 1,
      steps: 11,
      to: 0.1,
      seed: 3,
      compile: false,
    });
    // One more than there are rates, whose loss is that after the last update.
    expect(seen).to.have.length(12);
    for (const pass of [seen.slice(0, 4), seen.slice(4, 8)]) expect(pass).to.have.members([1, 2, 3, 4]);
    expect(seen.slice(0, 4)).not.to.deep.equal(seen.slice(4, 8));
    x.dispose();
  });

  it('ends at a loss that is not finite, and keeps it', async () => {
    // 0 times the root of a negative number where w^2 is below 8; or rates at which float32 overflows.
    const loss = () => tf.sum(tf.add(tf.square(w), tf.mul(tf.sqrt(tf.sub(tf.square(w), 8)), 0))) as tf.Scalar;
    for (const [change, from] of [
      [{loss, smoothing: 0}, 1],
      [{explosion: 1e300, to: 1e10}, 20],
    ] as const) {
      const {losses, smoothed, rates, suggested} = await learningRateRangeTest({...parabola, ...change});
      expect(losses.at(-1)).to.satisfy((last: number) => !Number.isFinite(last));
      expect(smoothed.at(-1)).to.satisfy((last: number) => !Number.isFinite(last));
      expect(losses.slice(0, -1).every(Number.isFinite)).to.equal(true);
      expect(losses.length).to.be.above(from);
      expect(suggested).to.equal(rates[smoothed.indexOf(Math.min(...smoothed.filter(Number.isFinite)))]! / 4);
    }
  });

  it('does not trust the first losses', async () => {
    const draws = [0.1, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 3, 2, 1, 2, 2];
    let update = -1;
    // The loss before the first update is that of no rate.
    const loss = () => tf.add(tf.sum(tf.mul(w, 0)), draws[Math.max(0, update++)]!) as tf.Scalar;
    const {losses, smoothed, rates, suggested} = await learningRateRangeTest({
      ...parabola,
      loss,
      steps: draws.length,
      compile: false,
    });
    close(losses, draws);
    expect(smoothed[0]).to.be.closeTo(losses[0]!, 1e-12);
    expect(smoothed.indexOf(Math.min(...smoothed))).to.equal(0);
    expect(rates.indexOf(suggested * 4)).to.equal(14 + smoothed.slice(14).indexOf(Math.min(...smoothed.slice(14))));
  });

  it('leaves the weights as they were, bit by bit, and no tensor behind', async () => {
    // From some starts no rate is any good.
    const drawn = (seed: number) => tf.initializers.glorotUniform({seed});
    const model = tf.sequential({
      layers: [
        tf.layers.dense({units: 3, inputShape: [2], activation: 'relu', kernelInitializer: drawn(2)}),
        tf.layers.batchNormalization(),
        tf.layers.dropout({rate: 0.1, seed: 1}),
        tf.layers.dense({units: 2, kernelInitializer: drawn(3)}),
      ],
    });
    const x = tf.randomNormal([20, 2], 0, 1, 'float32', 1);
    const y = tf.tidy(() => tf.oneHot(tf.cast(tf.greater(tf.sum(x, 1), 0), 'int32'), 2).toFloat());
    const bits = () => model.getWeights().map((weight) => [...weight.dataSync()]);
    const start = bits();
    const before = tf.memory().numTensors;
    for (const optimizer of [
      adam,
      (rate: Parameters<LearningRateRangeTest['optimizer']>[0]) => clipped(adam(rate), {globalNorm: 1}),
      (rate: Parameters<LearningRateRangeTest['optimizer']>[0]) => scheduled(tf.train.sgd(0.1), {learningRate: rate}),
    ]) {
      const {rates, suggested} = await learningRateRangeTest({model, data: {x, y}, optimizer, batchSize: 5, steps: 30});
      expect(suggested).to.be.within(rates[0]! / 4, rates.at(-1)! / 4);
      expect(bits()).to.deep.equal(start);
      expect(tf.memory().numTensors).to.equal(before);
    }
    model.dispose();
    tf.dispose([x, y]);
  });

  it('ends when it is aborted, and restores the weights', async () => {
    const controller = new AbortController();
    const {optimizer} = parabola;
    let updates = 0;
    const stopping = (rate: Parameters<typeof optimizer>[0]) => {
      const made = optimizer(
        Object.assign(
          (step: number) => {
            if (++updates === 30) controller.abort(new Error('enough'));
            return rate(step);
          },
          {config: rate.config},
        ),
      );
      return made;
    };
    const before = tf.memory().numTensors;
    const error = await rejection(learningRateRangeTest({...parabola, optimizer: stopping, signal: controller.signal}));
    expect(error.message).to.equal('enough');
    expect(w.dataSync()[0]).to.equal(3);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('says so where no rate made the loss fall', async () => {
    const error = await rejection(learningRateRangeTest({...parabola, from: 2, to: 4}));
    expect(error).to.be.instanceOf(RangeError);
    expect(error.message).to.match(
      /^learningRateRangeTest: no rate from 2 to 4 made .* received 81, .*; start below 2$/,
    );
    const loss = () => tf.sum(tf.log(tf.neg(tf.square(w)))) as tf.Scalar;
    const never = await rejection(learningRateRangeTest({...parabola, loss}));
    expect(never.message).to.match(/received NaN; start below 0.001$/);
    expect(w.dataSync()[0]).to.equal(3);
  });

  it('ends at once where the loss explodes or is infinite, however early', async () => {
    const received = async (draws: readonly number[], options: Partial<LearningRateRangeTest>) => {
      let update = -1;
      const loss = () => tf.add(tf.sum(tf.mul(w, 0)), draws[Math.max(0, update++)] ?? 1) as tf.Scalar;
      const error = await rejection(learningRateRangeTest({...parabola, loss, compile: false, ...options}));
      return /received (.*);/.exec(error.message)?.[1];
    };
    expect(await received([1, 3], {smoothing: 0, explosion: 2})).to.equal('1, 3');
    expect(await received([1, Infinity], {})).to.equal('1, Infinity');
  });

  it('refuses optimizers of tf.train whose rate it cannot drive, and leaves nothing of them', async () => {
    const given: LearningRateRangeTest['optimizer'][] = [
      // eslint-disable-next-line typescript/unbound-method -- the mistake at hand
      tf.train.adam as never,
      (rate) => tf.train.rmsprop(rate as never),
      (rate) => clipped(tf.train.sgd(rate as never), {globalNorm: 1}),
    ];
    for (const optimizer of given) {
      const before = tf.memory().numTensors;
      const error = await rejection(learningRateRangeTest({...parabola, optimizer}));
      expect(error).to.be.instanceOf(TypeError);
      expect(error.message).to.match(
        /^learningRateRangeTest: optimizer must .* of class \w+ of tf\.train, .* scheduled\(tf\.train\.adam\(1\), \{learningRate: rate\}\)/,
      );
      expect(tf.memory().numTensors).to.equal(before);
    }
    expect(w.dataSync()[0]).to.equal(3);
  });

  it('refuses bad arguments', async () => {
    const table: [object, string][] = [
      [{from: 0}, 'learningRateRangeTest: from must be a finite number > 0, received 0'],
      [{to: 1e-3}, 'learningRateRangeTest: to must be a finite number > 0.001, received 0.001'],
      [{steps: 10}, 'learningRateRangeTest: steps must be a whole number > 10, received 10'],
      [{steps: 2, smoothing: 0.5}, 'learningRateRangeTest: steps must be a whole number > 2, received 2'],
      [{smoothing: 1}, 'learningRateRangeTest: smoothing must be a finite number >= 0 and < 1, received 1'],
      [{explosion: 1}, 'learningRateRangeTest: explosion must be a finite number > 1, received 1'],
      [{optimizer: 0.1}, 'learningRateRangeTest: optimizer must be a function, received 0.1'],
      [{optimizer: () => 3}, 'learningRateRangeTest: optimizer must be a tf.Optimizer, received 3'],
      [{epochs: 3}, 'learningRateRangeTest: unknown option "epochs"'],
      [{data: {}}, 'learningRateRangeTest: data must be {x, y} with two tensors'],
      [{data: undefined}, 'learningRateRangeTest: data must be {x, y} with two tensors'],
    ];
    for (const [change, message] of table) {
      const error = await rejection(learningRateRangeTest({...parabola, ...change}));
      expect(error.message).to.include(message);
    }
  });
});
