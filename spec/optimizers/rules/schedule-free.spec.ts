import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  accumulated,
  adam,
  averaged,
  clipped,
  scheduleFree,
  ScheduleFree,
  type ScheduleFreeOptions,
  withEvaluationWeights,
} from '../../../optimizers/index.ts';
import {constant, exponentialDecay, product, reduceOnPlateau, type Schedule, warmup} from '../../../schedules/index.ts';
import {batch} from '../../lib/native/stories.ts';
import {quiet, trace} from '../run.ts';
import {itEquals, itIsSaved, itRuns, trained} from '../wrappers/stories.ts';

/** The weights after some updates on x^2 / 2, whose gradient is where it is taken. */
function descend(rate: Parameters<typeof scheduleFree>[0], options: ScheduleFreeOptions, updates: number): number[] {
  const x = tf.tidy(() => tf.variable(tf.scalar(1)));
  const optimizer = scheduleFree(rate, options);
  const values = Array.from({length: updates}, () => {
    optimizer.minimize(() => tf.mul(tf.square(x), 0.5).asScalar(), false, [x]);
    return x.dataSync()[0]!;
  });
  x.dispose();
  optimizer.dispose();
  return values;
}

describe('scheduleFree', () => {
  const falling = () => exponentialDecay(0.05, {gamma: 0.9});
  itRuns('adamw', () => scheduleFree(falling(), {weightDecay: 0.1, cautious: true}));
  itRuns('sgd', () => scheduleFree(warmup(constant(0.3), {steps: 4}), {form: 'sgd', stepPower: 1, weightDecay: 0.1}));
  itRuns('averaged', () => averaged(scheduleFree(0.05), {decay: 0.9}));
  itRuns('accumulated', () => accumulated(scheduleFree(falling()), {steps: 2}), 3);
  itRuns('clipped', () => clipped(scheduleFree(falling(), {form: 'sgd'}), {globalNorm: 0.1}));
  itEquals(
    'accumulated one by one',
    () => accumulated(scheduleFree(0.05), {steps: 1}),
    () => scheduleFree(0.05),
  );
  itIsSaved(() => scheduleFree(falling(), {stepPower: 1}));

  it('takes gradients at y, and has the mean of all z', () => {
    let [x, z] = [1, 1];
    for (const [t, actual] of descend(0.3, {form: 'sgd', beta1: 0.6}, 10).entries()) {
      z -= 0.3 * (0.6 * x + 0.4 * z);
      x += (z - x) / (t + 1);
      expect(actual).to.be.closeTo(x, 1e-6);
    }
  });

  it('is gradient descent at z with beta1 0, of which the variables are the mean', () => {
    const values = descend(0.5, {form: 'sgd', beta1: 0}, 3);
    expect(values).to.deep.equal([1 / 2, (1 / 2 + 1 / 4) / 2, (1 / 2 + 1 / 4 + 1 / 8) / 3].map(Math.fround));
  });

  it('weighs by powers of t and of the greatest rate so far', () => {
    const form = 'sgd';
    const rate = warmup(constant(1), {steps: 1, from: 0.5});
    // z is -0.5, then -1.5; their weights 0.5 and 1.
    expect(trace(scheduleFree(rate, {form, ratePower: 1}), 0, [1, 1])[1]).to.be.closeTo(-1.75 / 1.5, 1e-6);
    expect(trace(scheduleFree(rate, {form, ratePower: 0}), 0, [1, 1])[1]).to.be.closeTo(-1, 1e-6);
    expect(trace(scheduleFree(rate, {form, ratePower: 0, stepPower: 1}), 0, [1, 1])[1]).to.be.closeTo(-3.5 / 3, 1e-6);
    const falling2 = exponentialDecay(1, {gamma: 0.5});
    // z is -1, then -1.5; both weigh 1.
    expect(trace(scheduleFree(falling2, {form}), 0, [1, 1])[1]).to.be.closeTo(-1.25, 1e-6);
  });

  it('stands still as long as the rate is 0, and starts from there', () => {
    const rate = warmup(constant(1), {steps: 1});
    expect(trace(scheduleFree(rate, {form: 'sgd'}), 3, [1, 1])).to.deep.equal([3, 2]);
  });

  it('has the same weights for a rate that was replaced, or falls by the loss, as from its configuration', async () => {
    const plateau = () => reduceOnPlateau(1, {patience: 1, factor: 0.5});
    const ramp = () => warmup(constant(1), {steps: 3, from: 0.1});
    const stories: [Schedule, (optimizer: ScheduleFree, t: number) => void][] = [
      [constant(1), (optimizer) => (optimizer.learningRate = 0.25)],
      // The rate of the moment stays.
      [ramp(), (optimizer, t) => t === 4 && (optimizer.learningRate = 1)],
      [product(ramp(), plateau()), (optimizer) => optimizer.observe(1)],
    ];
    for (const [rate, change] of stories) {
      const first = scheduleFree(rate, {form: 'sgd'});
      const w = tf.tidy(() => tf.variable(tf.scalar(0)));
      const one = tf.scalar(1);
      for (let t = 0; t < 5; t++) {
        first.applyGradients({[w.name]: one});
        change(first, t);
      }
      const second = new ScheduleFree(JSON.parse(JSON.stringify(first.getConfig())) as never);
      await second.setWeights(await first.getWeights());
      const start = w.dataSync()[0]!;
      second.applyGradients({[w.name]: one});
      const resumed = w.dataSync()[0]!;
      tf.tidy(() => w.assign(tf.scalar(start)));
      first.applyGradients({[w.name]: one});
      expect(w.dataSync()[0]).to.equal(resumed);
      for (const each of [first, second, w, one]) each.dispose();
    }
  });

  it('leaves out of a cautious step what decay does, as the decay is that of z', () => {
    const options = {form: 'sgd', weightDecay: 1, weightDecayOn: 'all', cautious: true} as const;
    // z = 2 - 0.1 (1 + 2), and the step is halved for the one element.
    expect(trace(scheduleFree(0.1, options), 2, [1])[0]).to.be.closeTo(2 - 0.15, 1e-6);
  });

  it('looks ahead by the z of another form, and starts anew from state without one', async () => {
    const {warn} = console;
    const states = {sgd: scheduleFree(0.5, {form: 'sgd'}), adam: adam(0.5)};
    for (const [name, source] of Object.entries(states)) {
      const x = tf.tidy(() => tf.variable(tf.scalar(1), true, `${name}/kernel`));
      for (let t = 0; t < 3; t++) source.minimize(() => tf.square(x).asScalar(), false, [x]);
      const target = scheduleFree(0.5, {beta1: 0});
      const words: string[] = [];
      console.warn = (text: string) => void words.push(text);
      try {
        await target.setWeights(await source.getWeights());
      } finally {
        console.warn = warn;
      }
      expect(words.join()).to.match(name === 'sgd' ? /received no v/ : /ignores .*received no z/);
      const weights = await source.getWeights();
      const z = name === 'sgd' ? weights.find((each) => each.name.endsWith('/z'))!.tensor : x;
      const wanted = z.dataSync()[0];
      let seen: number | undefined;
      const loss = (): tf.Scalar => {
        seen = x.dataSync()[0];
        return tf.square(x).asScalar();
      };
      target.minimize(loss, false, [x]);
      expect(seen).to.equal(wanted);
      for (const each of [x, source, target]) each.dispose();
    }
  });

  it('holds what counts between updates: predictions and withEvaluationWeights need nothing', async () => {
    const before = tf.memory().numTensors;
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3]})]});
    const optimizer = scheduleFree(0.05);
    model.compile({optimizer, loss: 'meanSquaredError'});
    const [x, y] = [batch(1, 24, 3), batch(2, 24, 2)];
    const loss = (): number => tf.tidy(() => (model.evaluate(x, y) as tf.Scalar).dataSync()[0]!);
    const start = loss();
    await model.fit(x, y, {...quiet, epochs: 20, batchSize: 24});
    const own = loss();
    expect(own).to.be.below(start);
    expect(withEvaluationWeights(optimizer, model, loss)).to.equal(own);
    expect(withEvaluationWeights(clipped(optimizer, {norm: 1}), model, loss)).to.equal(own);
    expect(loss()).to.equal(own);
    for (const each of [x, y, optimizer, model]) each.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('gives averaged(scheduleFree) the average of what counts', async () => {
    const make = () => averaged(scheduleFree(0.05), {from: 7});
    const {weights, seen} = await trained(make, 'fused', {
      look: (optimizer, model) =>
        withEvaluationWeights(optimizer, model, () => model.getWeights().flatMap((w) => [...w.dataSync()])),
    });
    expect(seen).to.deep.equal(weights);
  });

  it('keeps no second moment for sgd, and copies itself from its configuration', async () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    const original = scheduleFree(falling(), {form: 'sgd', beta1: 0.5, stepPower: 1, ratePower: 3});
    tf.tidy(() => original.applyGradients({[w.name]: tf.scalar(1)}));
    expect((await original.getWeights()).map(({name}) => name)).to.deep.equal(['iter', `${w.name}/z`]);
    const config = JSON.parse(JSON.stringify(original.getConfig())) as never;
    expect(new ScheduleFree(config).getConfig()).to.deep.equal(original.getConfig());
    original.dispose();
    w.dispose();
  });

  it('refuses numbers outside their ranges', () => {
    expect(() => scheduleFree(0.1, {beta1: 1})).to.throw(RangeError, /beta1/);
    expect(() => scheduleFree(0.1, {stepPower: -1})).to.throw(RangeError, /stepPower/);
    expect(() => scheduleFree(0.1, {ratePower: -1})).to.throw(RangeError, /ratePower/);
    expect(() => scheduleFree(0.1, {form: 'adam' as never})).to.throw(/form/);
  });
});
