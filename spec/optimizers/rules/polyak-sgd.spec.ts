import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {accelerate, compile} from '../../../lib/native/index.ts';
import {
  accumulated,
  averaged,
  clipped,
  lookahead,
  partitioned,
  polyakSgd,
  PolyakSgd,
  sam,
  sgd,
  skipNonFinite,
} from '../../../optimizers/index.ts';
import {linearDecay} from '../../../schedules/index.ts';
import {batch} from '../../lib/native/stories.ts';
import {quiet} from '../run.ts';
import {itEquals, itIsSaved, itRuns} from '../wrappers/stories.ts';

/** x after updates on a loss of it, from 3. */
function descend(optimizer: tf.Optimizer, loss: (x: tf.Tensor) => tf.Tensor, updates = 1): number {
  const before = tf.memory().numTensors;
  const x = tf.tidy(() => tf.variable(tf.scalar(3)));
  for (let t = 0; t < updates; t++) optimizer.minimize(() => loss(x).asScalar(), false, [x]);
  const [value] = x.dataSync();
  x.dispose();
  optimizer.dispose();
  expect(tf.memory().numTensors).to.equal(before);
  return value!;
}

const square = (x: tf.Tensor): tf.Tensor => tf.square(x);

describe('polyakSgd', () => {
  const make = () => polyakSgd(linearDecay(1, {end: 0.1, steps: 10}), {scaling: 0.5, epsilon: 0.01, weightDecay: 0.01});
  itRuns('as it is', make);
  itRuns('unbounded', () => polyakSgd(1000, {scaling: 0.2, cautious: true}));
  itRuns('accumulated', () => accumulated(make(), {steps: 3}), 3);
  itRuns('averaged, clipped', () => averaged(clipped(make(), {globalNorm: 0.1}), {decay: 0.9}));
  itRuns('ahead', () => sam(make()));
  itRuns('where nothing is skipped', () => skipNonFinite(make()));
  itRuns('for one part', () => partitioned([{match: /bias/, optimizer: sgd(0.1)}], make()));
  itRuns('lookahead', () => lookahead(make(), {steps: 2}));
  itEquals('accumulated one by one', () => accumulated(make(), {steps: 1}), make);
  itIsSaved(make);

  it('halves the way to the minimum of a square, and goes all of it where the loss is linear', () => {
    expect(descend(polyakSgd(1), square)).to.equal(1.5);
    expect(descend(polyakSgd(1), square, 3)).to.equal(3 / 8);
    expect(descend(polyakSgd(10), tf.abs)).to.equal(0);
  });

  it('takes no step greater than the learning rate, times no scaling', () => {
    expect(descend(polyakSgd(0.1), square)).to.be.closeTo(3 - 0.6, 1e-6);
    expect(descend(polyakSgd(0.1, {scaling: 0.5}), square)).to.be.closeTo(3 - 0.6, 1e-6);
    expect(descend(polyakSgd(1, {scaling: 0.5}), square)).to.be.closeTo(3 - 6 / 8, 1e-6);
    expect(descend(polyakSgd(1, {epsilon: 36}), square)).to.be.closeTo(3 - 6 / 8, 1e-6);
  });

  it('counts the loss from its minimum, and stands still below it, and where the gradient is 0', () => {
    expect(descend(polyakSgd(1, {minimum: 5}), square)).to.be.closeTo(3 - 6 / 9, 1e-6);
    expect(descend(polyakSgd(1, {minimum: 10}), square)).to.equal(3);
    expect(descend(polyakSgd(1), (x) => tf.add(tf.mul(x, 0), 1), 2)).to.equal(3);
    expect(descend(polyakSgd(1, {minimum: 1}), (x) => tf.add(tf.mul(x, 0), 1), 2)).to.equal(3);
    for (const size of [1e-30, 1e30]) {
      expect(descend(polyakSgd(1), (x) => tf.add(tf.mul(x, size), 1), 2)).to.satisfy(Number.isFinite);
    }
  });

  it('ascends by the negative loss', () => {
    expect(descend(polyakSgd(1, {maximize: true}), (x) => tf.neg(square(x)))).to.equal(1.5);
    expect(descend(polyakSgd(1, {maximize: true}), square)).to.equal(3);
  });

  it('has one step for all variables', () => {
    const [a, b] = tf.tidy(() => [tf.variable(tf.scalar(3)), tf.variable(tf.tensor1d([1, 2]))] as const);
    const optimizer = polyakSgd(10);
    optimizer.minimize(() => tf.add(tf.square(a), tf.sum(b)).asScalar(), false, [a, b]);
    const step = 12 / (36 + 2);
    expect(a.dataSync()[0]).to.be.closeTo(3 - 6 * step, 1e-6);
    expect(b.dataSync()[1]).to.be.closeTo(2 - step, 1e-6);
    for (const each of [a, b, optimizer]) each.dispose();
  });

  it('takes the mean loss of what is accumulated, which is that of the large batch', () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(3)));
    const optimizer = accumulated(polyakSgd(10), {steps: 2});
    for (let i = 0; i < 2; i++) {
      for (const shift of [1, -2]) optimizer.minimize(() => tf.square(tf.add(x, shift)).asScalar(), false, [x]);
    }
    let wanted = 3;
    for (let i = 0; i < 2; i++) {
      const [loss, slope] = [((wanted + 1) ** 2 + (wanted - 2) ** 2) / 2, 2 * wanted - 1];
      wanted -= (loss / slope ** 2) * slope;
    }
    expect(x.dataSync()[0]).to.be.closeTo(wanted, 1e-5);
    x.dispose();
    optimizer.dispose();
  });

  it('forgets a loss whose update was skipped', () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(3)));
    const optimizer = skipNonFinite(polyakSgd(1));
    for (const factor of [1, NaN, Infinity, 1]) {
      optimizer.minimize(() => tf.mul(tf.square(x), factor).asScalar(), false, [x]);
    }
    expect(x.dataSync()[0]).to.equal(0.75);
    x.dispose();
    optimizer.dispose();
  });

  it('counts a loss that is not finite as the minimum', () => {
    for (const [minimum, maximize] of [
      [0, false],
      [-2, false],
      [1, true],
    ] as const) {
      for (const broken of [NaN, Infinity, -Infinity]) {
        const x = tf.tidy(() => tf.variable(tf.scalar(3)));
        const optimizer = skipNonFinite(accumulated(polyakSgd(10, {minimum, maximize}), {steps: 2}));
        const sign = maximize ? -1 : 1;
        for (const factor of [broken, 1]) {
          optimizer.minimize(() => tf.mul(tf.square(x), sign * factor).asScalar(), false, [x]);
        }
        // That of the other batch alone.
        expect(x.dataSync()[0]).to.be.closeTo(3 - (9 - minimum) / 6, 1e-5);
        x.dispose();
        optimizer.dispose();
      }
    }
  });

  it('refuses gradients from before dispose and setWeights', async () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(3)));
    for (const way of ['dispose', 'setWeights']) {
      const optimizer = polyakSgd(1);
      const computed = optimizer.computeGradients(() => x.square().asScalar(), [x]);
      if (way === 'dispose') optimizer.dispose();
      else await optimizer.setWeights(await optimizer.getWeights());
      expect(() => optimizer.applyGradients(computed.grads), way).to.throw(TypeError, /needs the loss/);
      tf.dispose([computed.value, computed.grads]);
      optimizer.dispose();
    }
    x.dispose();
  });

  it('refuses gradients whose loss it does not know, and names the way out', () => {
    const x = tf.tidy(() => tf.variable(tf.scalar(3)));
    const optimizer = polyakSgd(1);
    const refusal = /PolyakSgd: applyGradients needs the loss .* computeGradients of this optimizer.* or call minimize/;
    const {value, grads} = tf.variableGrads(() => x.square().asScalar(), [x]);
    const wrong = (): void => optimizer.applyGradients(grads);
    expect(wrong).to.throw(TypeError, refusal);
    const own = optimizer.computeGradients(() => x.square().asScalar(), [x]);
    expect(own.value.dataSync()[0]).to.equal(9);
    optimizer.applyGradients(own.grads);
    expect(x.dataSync()[0]).to.equal(1.5);
    expect(wrong, 'each loss is for one update').to.throw(TypeError, refusal);
    expect(() => compile(() => optimizer.applyGradients(grads))()).to.throw(TypeError, refusal);
    tf.dispose([value, grads, own, x]);
    optimizer.dispose();
  });

  it('works in fit, also accelerated', async () => {
    const ends: number[][] = [];
    for (const isFast of [false, true]) {
      const before = tf.memory().numTensors;
      const init = tf.initializers.glorotUniform({seed: 1});
      const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], kernelInitializer: init})]});
      model.compile({optimizer: polyakSgd(10), loss: 'meanSquaredError'});
      const end = isFast ? accelerate(model) : () => {};
      const [x, y] = [batch(1, 24, 3), batch(2, 24, 2)];
      const {history} = await model.fit(x, y, {...quiet, epochs: 5, batchSize: 8, shuffle: false});
      end();
      ends.push(history['loss'] as number[]);
      for (const each of [x, y, model.optimizer, model]) each.dispose();
      expect(tf.memory().numTensors).to.equal(before);
    }
    for (const [i, loss] of ends[0]!.entries()) expect(ends[1]![i]! / loss).to.be.closeTo(1, 1e-4);
    expect(ends[0]!.at(-1)).to.be.below(ends[0]![0]!);
  });

  it('copies itself from its configuration, and refuses numbers outside their ranges', () => {
    const config = JSON.parse(JSON.stringify(make().getConfig())) as never;
    expect(new PolyakSgd(config).getConfig()).to.deep.equal(config);
    expect(() => polyakSgd(1, {scaling: 0})).to.throw(RangeError, /PolyakSgd: scaling/);
    expect(() => polyakSgd(1, {epsilon: -1})).to.throw(RangeError, /epsilon/);
    expect(() => polyakSgd(-1)).to.throw(RangeError, /learningRate/);
  });
});
