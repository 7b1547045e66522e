import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {hessian} from '../../../lib/autograd/index.ts';
import {accelerate, compile} from '../../../lib/native/index.ts';
import {
  accumulated,
  adahessian,
  clipped,
  partitioned,
  sgd,
  skipNonFinite,
  sophia,
  type UpdateRule,
} from '../../../optimizers/index.ts';
import {cosineDecay} from '../../../schedules/index.ts';
import {batch, expectSameNumbers} from '../../lib/native/stories.ts';
import {quiet} from '../run.ts';

/** The newest estimate, of all variables one after the other. */
async function estimateOf(optimizer: tf.Optimizer): Promise<number[]> {
  const weights = await optimizer.getWeights();
  return weights.filter(({name}) => name.endsWith('/estimate')).flatMap(({tensor}) => [...tensor.dataSync()]);
}

const vector = (values: number[], name?: string): tf.Variable =>
  tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));

const matrix = [
  [2, -1, 0.5, 3],
  [-1, 4, 1.5, 0],
  [0.5, 1.5, -3, 1],
  [3, 0, 1, 1],
];

/** w'Aw / 2. */
function quadratic(w: tf.Tensor): tf.Scalar {
  const column = w.reshape([4, 1]);
  return tf.sum(tf.mul(column, tf.matMul(tf.tensor2d(matrix), column))).div<tf.Scalar>(2);
}

/**
 * The signs of an update over some variables, but for a sign that all share: w0 (w1 + w2 + ...) has the product z0 for all but w0.
 */
async function signsOf(optimizer: UpdateRule, variables: readonly tf.Variable[], updates: number): Promise<number[][]> {
  const first = tf.tidy(() => tf.variable(tf.scalar(1), true));
  const signs: number[][] = [];
  for (let t = 0; t < updates; t++) {
    const sum = (): tf.Scalar => tf.addN(variables.map((each) => tf.sum(each)));
    optimizer.minimize(() => tf.mul(first, sum()), false, [first, ...variables]);
    signs.push((await estimateOf(optimizer)).slice(1));
  }
  first.dispose();
  return signs;
}

const correlation = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0) / a.length;

describe('an estimate of the diagonal of the Hessian', () => {
  it('is z (H z) for some signs z, which are others at each update', async () => {
    const all = Array.from({length: 16}, (_, n) => [0, 1, 2, 3].map((bit) => ((n >> bit) & 1 ? 1 : -1)));
    const products = all.map((z) => matrix.map((row, i) => z[i]! * row.reduce((sum, a, j) => sum + a * z[j]!, 0)));
    const w = vector([1, 2, 3, 4]);
    const optimizer = adahessian(0);
    const seen = new Set<string>();
    for (let t = 0; t < 40; t++) {
      optimizer.minimize(() => quadratic(w), false, [w]);
      const estimate = await estimateOf(optimizer);
      expect(products.some((product) => product.every((value, i) => Math.abs(value - estimate[i]!) < 1e-5))).to.equal(
        true,
      );
      seen.add(estimate.join());
    }
    expect(seen.size).to.equal(8);
    w.dispose();
    optimizer.dispose();
  });

  it('has signs that are independent: within a variable, of variables, of updates and of seeds', async () => {
    const sizes = [3000, 1000];
    const variables = sizes.map((size) => vector(Array.from({length: size}, () => 0)));
    const streams: number[][] = [];
    for (const seed of [0, 1, 2]) {
      const optimizer = adahessian(0, {seed});
      streams.push(...(await signsOf(optimizer, variables, 12)));
      optimizer.dispose();
    }
    tf.dispose(variables);
    // Five standard deviations and a half, for some thousand comparisons.
    const most = 5.5 / Math.sqrt(4000);
    for (const [i, signs] of streams.entries()) {
      expect(signs).to.have.length(4000);
      expect(signs.every((sign) => Math.abs(sign) === 1)).to.equal(true);
      expect(
        Math.abs(
          correlation(
            signs,
            signs.map(() => 1),
          ),
        ),
      ).to.be.below(most);
      for (const other of streams.slice(0, i)) expect(Math.abs(correlation(signs, other))).to.be.below(most);
      for (const shift of [1, 2, 24, 126, 127, 128, 129, 131, 254, 508]) {
        const shifted = signs.slice(shift);
        expect(Math.abs(correlation(shifted, signs)), `shift ${shift}`).to.be.below(most * 1.1);
      }
    }
  });

  it('is the diagonal of a network in the mean, with the variance of independent signs', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 3,
          inputShape: [2],
          activation: 'tanh',
          kernelInitializer: tf.initializers.glorotUniform({seed: 1}),
        }),
        tf.layers.dense({units: 2, kernelInitializer: tf.initializers.glorotUniform({seed: 2})}),
      ],
    });
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const [x, y] = [batch(1, 8, 2), batch(2, 8, 2)];
    const loss = (): tf.Scalar => tf.losses.softmaxCrossEntropy(tf.softmax(y), model.apply(x) as tf.Tensor).asScalar();
    const exact = hessian(loss, variables);
    const rows = exact.arraySync();
    const updates = 600;
    const optimizer = adahessian(0, {seed: 3});
    const sums = rows.map(() => 0);
    const squares = rows.map(() => 0);
    for (let t = 0; t < updates; t++) {
      optimizer.minimize(loss, false, variables);
      for (const [i, value] of (await estimateOf(optimizer)).entries()) {
        sums[i]! += value;
        squares[i]! += (value - rows[i]![i]!) ** 2;
      }
    }
    for (const [i, row] of rows.entries()) {
      const variance = row.reduce((sum, value, j) => sum + (i === j ? 0 : value * value), 0);
      const error = Math.sqrt(variance / updates);
      expect(Math.abs(sums[i]! / updates - row[i]!), `entry ${i}`).to.be.below(4.5 * error + 1e-6);
      expect(squares[i]! / updates, `variance ${i}`).to.be.within(0.7 * variance - 1e-9, 1.4 * variance + 1e-9);
    }
    expect(Math.max(...rows.map((row, i) => Math.abs(row[i]!)))).to.be.above(0.05);
    tf.dispose([x, y, exact]);
    model.dispose();
    optimizer.dispose();
  });

  it('evaluates the loss twice where it is due, and else once', () => {
    const w = vector([1, 2, 3, 4]);
    const optimizer = sophia(0.1, {updateEvery: 3});
    const counts = Array.from({length: 7}, () => {
      let calls = 0;
      const loss = (): tf.Scalar => {
        calls++;
        return quadratic(w);
      };
      optimizer.minimize(loss, false, [w]);
      return calls;
    });
    expect(counts).to.deep.equal([2, 1, 1, 2, 1, 1, 2]);
    w.dispose();
    optimizer.dispose();
  });

  it('follows from the seed and the number of the update: resumed bit by bit, other seeds elsewhere', async () => {
    const path = async (seed: number, isResumed: boolean): Promise<number[]> => {
      const w = vector([1, 2, 3, 4], `resumed/${seed}/${isResumed}/kernel`);
      let optimizer = adahessian(cosineDecay(0.05, {steps: 20}), {seed, updateEvery: 2});
      for (let t = 0; t < 12; t++) {
        if (isResumed && t === 7) {
          const next = adahessian(cosineDecay(0.05, {steps: 20}), {seed, updateEvery: 2});
          await next.setWeights(await optimizer.getWeights());
          optimizer.dispose();
          optimizer = next;
        }
        optimizer.minimize(() => quadratic(w));
      }
      const values = [...w.dataSync()];
      w.dispose();
      optimizer.dispose();
      return values;
    };
    const straight = await path(5, false);
    expect(await path(5, true)).to.deep.equal(straight);
    expect(await path(6, false)).to.not.deep.equal(straight);
  });

  it('refuses gradients from elsewhere by name, and leaves everything as it was', async () => {
    const w = vector([1, 2, 3, 4]);
    const before = tf.memory().numTensors;
    for (const [name, optimizer] of [
      ['Adahessian', adahessian(0.1)],
      ['Sophia', sophia(0.1)],
    ] as const) {
      const {value, grads} = tf.variableGrads(() => quadratic(w), [w]);
      const refused = (each: tf.Optimizer): void => {
        expect(() => each.applyGradients(grads)).to.throw(
          TypeError,
          new RegExp(`^${name}: applyGradients received gradients without the Hessian, .*call minimize\\(loss\\)`),
        );
      };
      refused(optimizer);
      refused(clipped(optimizer, {norm: 1}));
      expect(optimizer.iterations).to.equal(0);
      expect([...w.dataSync()]).to.deep.equal([1, 2, 3, 4]);
      const own = optimizer.computeGradients(() => quadratic(w), [w]);
      optimizer.applyGradients(own.grads);
      expect([...w.dataSync()]).to.not.deep.equal([1, 2, 3, 4]);
      // Once.
      refused(optimizer);
      tf.tidy(() => w.assign(tf.tensor1d([1, 2, 3, 4])));
      tf.dispose([value, grads, own.value, own.grads]);
      optimizer.dispose();
    }
    w.dispose();
    expect(tf.memory().numTensors).to.equal(before - 1);
  });

  it('leaves nothing behind where the loss throws, at first or at its second evaluation', () => {
    const w = vector([1, 2, 3, 4]);
    const optimizer = sophia(0.1, {updateEvery: 1});
    optimizer.minimize(() => quadratic(w), false, [w]);
    const before = tf.memory().numTensors;
    for (const fatal of [1, 2]) {
      let calls = 0;
      const loss = (): tf.Scalar => {
        if (++calls === fatal) throw new Error('no');
        return quadratic(w);
      };
      expect(() => optimizer.minimize(loss, false, [w])).to.throw('no');
      expect(tf.memory().numTensors).to.equal(before);
      expect(optimizer.iterations).to.equal(1);
    }
    w.dispose();
    optimizer.dispose();
  });

  it('needs no list of variables, and spares those that are frozen or of no influence', async () => {
    const [w, frozen, idle] = [vector([1, 2, 3, 4]), vector([1, 1, 1, 1]), vector([5])];
    frozen.trainable = false;
    const optimizer = adahessian(0.1);
    const loss = (): tf.Scalar => quadratic(tf.mul(w, frozen));
    optimizer.minimize(loss);
    optimizer.minimize(loss, false, [frozen, w, idle]);
    expect([...frozen.dataSync(), ...idle.dataSync()]).to.deep.equal([1, 1, 1, 1, 5]);
    expect(await estimateOf(optimizer)).to.have.length(4);
    expect([...w.dataSync()][0]).to.not.equal(1);
    tf.dispose([w, frozen, idle]);
    optimizer.dispose();
  });

  it('is that of the large batch where batches are accumulated', async () => {
    const ends: number[][] = [];
    for (const parts of [1, 4]) {
      const w = vector([0.3, -0.2, 0.5]);
      const optimizer = accumulated(sophia(0.05, {updateEvery: 2, gamma: 1, beta2: 0.5}), {steps: parts});
      const x = batch(1, 8, 3);
      const loss = (rows: tf.Tensor): tf.Scalar =>
        tf.mean(tf.square(tf.sub(tf.tanh(tf.matMul(rows, w.reshape([3, 1]))), 0.5)));
      for (let t = 0; t < 6; t++) {
        for (const piece of tf.split(x, parts)) {
          optimizer.minimize(() => tf.tidy(() => loss(piece)), false, [w]);
          piece.dispose();
        }
      }
      ends.push([...w.dataSync()]);
      tf.dispose([w, x]);
      optimizer.dispose();
    }
    for (const [i, value] of ends[0]!.entries()) expect(ends[1]![i]).to.be.closeTo(value, 1e-6);
  });

  it('begins anew after an update that was skipped', () => {
    const ends: number[][] = [];
    for (const isBroken of [false, true]) {
      const w = vector([1, -1]);
      const optimizer = skipNonFinite(adahessian(0.1, {beta2: 0.5}));
      // Separable: the estimate is exact whatever the signs are.
      const loss = (factor: number): tf.Scalar => tf.mul(tf.sum(tf.pow(w, 4)), factor).asScalar();
      if (isBroken) optimizer.minimize(() => tf.tidy(() => loss(Number.NaN)), false, [w]);
      for (let t = 0; t < 5; t++) optimizer.minimize(() => tf.tidy(() => loss(1)), false, [w]);
      ends.push([...w.dataSync()]);
      w.dispose();
      optimizer.dispose();
    }
    expect(ends[1]!.every(Number.isFinite)).to.equal(true);
    // The count goes on in what is skipped, and with it the correction of the bias.
    for (const [i, value] of ends[0]!.entries()) expect(ends[1]![i]).to.be.closeTo(value, 0.15);
  });

  it('is made at once for a variable that joins between two updates with one, also recorded', async () => {
    const ends: number[][] = [];
    for (const isCompiled of [false, true]) {
      const way = <Fn extends (...args: never[]) => unknown>(fn: Fn): Fn => (isCompiled ? compile(fn) : fn);
      const [a, b] = [vector([1, 2]), vector([3, -4])];
      const optimizer = adahessian(0.1, {updateEvery: 4});
      let calls = 0;
      const alone = way(() => optimizer.minimize(() => tf.sum(tf.square(a)), true, [a])!);
      // The last one has no gradient, and asks for no estimate.
      const idle = vector([7]);
      const both = way((factor: tf.Tensor) =>
        optimizer.minimize(
          () => {
            calls++;
            return tf.mul(tf.add(tf.sum(tf.square(a)), tf.sum(tf.square(b))), factor);
          },
          true,
          [a, b, idle],
        )!,
      );
      const factors = [1, 2, 1, 1, 2, 2, 1, 1, 2].map((factor) => tf.scalar(factor));
      tf.tidy(() => alone());
      for (const factor of factors) tf.tidy(() => both(factor));
      // Joins at update 2; estimates are due at 5 and 9.
      if (!isCompiled) expect(calls).to.equal(9 + 1 + 2);
      // g = 2 f b, D = 2 f.
      let [wanted, m, v, d] = [3, 0, 0, 2];
      for (const [i, factor] of [1, 2, 1, 1, 2, 2, 1, 1, 2].entries()) {
        const t = i + 2;
        if (t === 5 || t === 9) d = 2 * factor;
        m = 0.9 * m + 0.1 * 2 * factor * wanted;
        v = 0.999 * v + 0.001 * d * d;
        wanted -= (0.1 * m) / (1 - 0.9 ** t) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-4);
      }
      expect(b.dataSync()[0]).to.be.closeTo(wanted, 2e-4);
      ends.push([...a.dataSync(), ...b.dataSync()]);
      tf.dispose([a, b, idle, factors]);
      optimizer.dispose();
    }
    for (const [i, value] of ends[0]!.entries()) expect(ends[1]![i]).to.be.closeTo(value, 1e-5);
  });

  it('is made at once where the gradient was null when it was due, and goes on where it is resumed', async () => {
    const path = async (isResumed: boolean): Promise<number[]> => {
      const [a, b] = [vector([1, 2], `null/${isResumed}/a`), vector([3, -4], `null/${isResumed}/b`)];
      let optimizer = adahessian(0.1, {updateEvery: 8});
      for (let t = 1; t <= 6; t++) {
        if (isResumed && t === 4) {
          const next = adahessian(0.1, {updateEvery: 8});
          await next.setWeights(await optimizer.getWeights());
          optimizer.dispose();
          optimizer = next;
        }
        const rest = (): tf.Scalar => (t < 3 ? tf.scalar(0) : tf.sum(tf.square(b)));
        optimizer.minimize(() => tf.tidy(() => tf.add(tf.sum(tf.square(a)), rest())), false, [a, b]);
      }
      const values = [...a.dataSync(), ...b.dataSync()];
      tf.dispose([a, b]);
      optimizer.dispose();
      return values;
    };
    const straight = await path(false);
    expect(straight[2]).to.be.within(2, 2.99);
    expect(await path(true)).to.deep.equal(straight);
  });

  for (const every of [1, 2, 5]) {
    it(`stays as it was where it is not finite, so that one broken batch breaks nothing: every ${every}`, () => {
      for (const make of [() => adahessian(0.1, {updateEvery: every}), () => sophia(0.1, {updateEvery: every})]) {
        for (const [order, wrap] of [
          ['out', () => skipNonFinite(accumulated(make(), {steps: 2}))],
          ['in', () => accumulated(skipNonFinite(make()), {steps: 2})],
          ['alone', () => skipNonFinite(make())],
        ] as const) {
          for (const broken of [0, 1, 2 * every]) {
            const w = vector([1, -2]);
            const optimizer = wrap();
            let before = [1, -2];
            for (let k = 0; k < 4 * every + 4; k++) {
              const factor = k === broken ? Number.NaN : 1;
              optimizer.minimize(() => tf.mul(tf.sum(tf.square(w)), factor), false, [w]);
              const now = [...w.dataSync()];
              // A step of Newton's iteration, times 0.1 and sqrt(6) where v begins at update 6.
              for (const [i, value] of now.entries()) expect(Math.abs(value - before[i]!)).to.be.below(0.5);
              before = now;
            }
            expect(Math.abs(before[0]!), `${order} ${broken}`).to.be.below(1);
            w.dispose();
            optimizer.dispose();
          }
        }
      }
    });
  }

  it('has no part of a broken batch in its mean', async () => {
    const w = vector([1, 2]);
    const inner = adahessian(0);
    const optimizer = accumulated(inner, {steps: 3});
    for (const factor of [Number.NaN, 2, 4]) {
      optimizer.minimize(() => tf.mul(tf.sum(tf.square(w)), factor), false, [w]);
    }
    expect(await estimateOf(inner)).to.deep.equal([6, 6]);
    w.dispose();
    optimizer.dispose();
  });

  it('leaves a weight where it is as long as its Hessian alone cannot be squared, and no longer', () => {
    // 8e38 is infinite in float32, 8e24 has an infinite square.
    for (const size of [1e19, 1e12]) {
      const w = vector([0, 1]);
      const optimizer = adahessian(0.1);
      let factor = size;
      const loss = (): tf.Scalar => {
        const [first, second] = tf.split(w, 2);
        const huge = tf.mul(tf.square(tf.mul(first!, factor)), 4);
        return tf.sum(tf.addN([huge, tf.mul(first!, 3), tf.square(second!)]));
      };
      for (let t = 0; t < 3; t++) optimizer.minimize(loss, false, [w]);
      expect(w.dataSync()[0]).to.equal(0);
      expect(w.dataSync()[1]).to.be.within(0.5, 0.95);
      factor = 1;
      optimizer.minimize(loss, false, [w]);
      expect(w.dataSync()[0]).to.be.within(-0.2, -0.01);
      w.dispose();
      optimizer.dispose();
    }
  });

  it('is finite, or skipped, at the kink of a power below 2', () => {
    for (const start of [0, 1e-38, 1e-30]) {
      const w = vector([start, 2]);
      const optimizer = skipNonFinite(adahessian(0.1));
      for (let t = 0; t < 8; t++) {
        optimizer.minimize(() => tf.sum(tf.pow(tf.abs(w), 1.5)), false, [w]);
        expect([...w.dataSync()].every(Number.isFinite)).to.equal(true);
      }
      w.dispose();
      optimizer.dispose();
    }
  });

  it('is asked for again after dispose and setWeights', async () => {
    const w = vector([1, 2, 3, 4]);
    for (const way of ['dispose', 'setWeights']) {
      const optimizer = adahessian(0.1);
      const computed = optimizer.computeGradients(() => quadratic(w), [w]);
      if (way === 'dispose') optimizer.dispose();
      else await optimizer.setWeights(await optimizer.getWeights());
      expect(() => optimizer.applyGradients(computed.grads), way).to.throw(TypeError, /without the Hessian/);
      tf.dispose([computed.value, computed.grads]);
      optimizer.dispose();
    }
    w.dispose();
  });

  it('goes into partitions beside other rules', () => {
    const [w, b] = [vector([1, 2, 3, 4], 'part/kernel'), vector([1], 'part/bias')];
    const optimizer = partitioned([{match: /bias/, optimizer: sgd(0.5)}], sophia(0.5, {updateEvery: 1}));
    const loss = (): tf.Scalar => tf.add(tf.sum(tf.square(w)), tf.sum(tf.square(b))).asScalar();
    optimizer.minimize(() => tf.tidy(loss), false, [w, b]);
    expect([...b.dataSync(), ...w.dataSync()]).to.deep.equal([0, 0.5, 1.5, 2.5, 3.5]);
    tf.dispose([w, b]);
    optimizer.dispose();
  });
});

const glorot = (seed: number) => tf.initializers.glorotUniform({seed});

describe('an estimate of the diagonal of the Hessian, in fit', () => {
  for (const isAccelerated of [false, true]) {
    const way = isAccelerated ? 'accelerated' : 'plain';

    it(`drops the same units in the gradient and in the product, others at each step: ${way}`, async () => {
      const model = tf.sequential({
        layers: [
          tf.layers.dropout({rate: 0.5, inputShape: [9]}),
          tf.layers.dense({units: 1, useBias: false, kernelInitializer: 'ones'}),
        ],
      });
      const optimizer = adahessian(0);
      model.compile({optimizer, loss: (_: tf.Tensor, outputs: tf.Tensor) => tf.sum(tf.square(outputs)).asScalar()});
      const end = isAccelerated ? accelerate(model) : () => {};
      const [x, y] = [tf.ones([1, 9]), tf.zeros([1, 1])];
      const seen = new Set<string>();
      for (let t = 0; t < 48; t++) {
        // Kept units count 2: (2 kept)^2, and 8 z_i sum of z over the kept ones.
        const loss = (await model.trainOnBatch(x, y)) as number;
        const kept = Math.round(Math.sqrt(loss) / 2);
        const estimate = await estimateOf(optimizer);
        const sum = Math.max(...estimate.map(Math.abs)) / 8;
        const touched = estimate.filter((value) => value !== 0).length;
        // Where the signs of the kept ones cancel all is 0.
        if (sum > 0) expect(touched).to.equal(kept);
        expect((kept - sum) % 2).to.equal(0);
        expect(sum).to.be.at.most(kept);
        seen.add(estimate.map((value) => Math.sign(value)).join());
      }
      expect(seen.size).to.be.above(15);
      end();
      tf.dispose([x, y]);
      optimizer.dispose();
      model.dispose();
    });

    it(`moves statistics of batch normalisation once, and counts metrics once: ${way}`, async () => {
      const ends: {statistics: number[]; history: object}[] = [];
      for (const make of [() => sgd(0), () => adahessian(0), () => sophia(0, {updateEvery: 2})]) {
        const model = tf.sequential({
          layers: [
            tf.layers.dense({units: 4, inputShape: [3], kernelInitializer: glorot(1)}),
            tf.layers.batchNormalization({}),
            tf.layers.dense({units: 2, activation: 'softmax', kernelInitializer: glorot(2)}),
          ],
        });
        const optimizer = make();
        model.compile({optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy']});
        const end = isAccelerated ? accelerate(model) : () => {};
        const x = batch(1, 12, 3);
        const y = tf.oneHot(tf.tensor1d([0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1], 'int32'), 2).toFloat();
        const {history} = await model.fit(x, y, {...quiet, epochs: 3, batchSize: 4, shuffle: false});
        ends.push({statistics: model.getWeights().flatMap((weight) => [...weight.dataSync()]), history});
        end();
        tf.dispose([x, y]);
        optimizer.dispose();
        model.dispose();
      }
      for (const {statistics, history} of ends.slice(1)) {
        expectSameNumbers(statistics, ends[0]!.statistics, 'statistics');
        for (const [name, values] of Object.entries(ends[0]!.history) as [string, number[]][]) {
          expectSameNumbers((history as Record<string, number[]>)[name]!, values, name);
        }
      }
    });
  }

  it('has signs of its own at each of several steps in one native call', async () => {
    const ends: number[][] = [];
    for (const steps of [1, 2, 5]) {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({units: 4, inputShape: [3], activation: 'tanh', kernelInitializer: glorot(1)}),
          tf.layers.dense({units: 2, kernelInitializer: glorot(2)}),
        ],
      });
      const optimizer = sophia(0.02, {updateEvery: 3, gamma: 1, beta2: 0.5, clipThreshold: 3});
      model.compile({optimizer, loss: 'meanSquaredError'});
      const end = steps === 1 ? () => {} : accelerate(model, {stepsPerExecution: steps});
      const [x, y] = [batch(1, 20, 3), batch(2, 20, 2)];
      await model.fit(x, y, {...quiet, epochs: 6, batchSize: 2, shuffle: false});
      expect(optimizer.iterations).to.equal(60);
      ends.push([...model.getWeights().flatMap((weight) => [...weight.dataSync()]), ...(await estimateOf(optimizer))]);
      end();
      tf.dispose([x, y]);
      optimizer.dispose();
      model.dispose();
    }
    for (const other of ends.slice(1)) expectSameNumbers(other, ends[0]!, 'several steps');
  });

  it('knows convolutions, pooling and embeddings, in fitDataset too; the memory stays', async () => {
    const image = tf.sequential({
      layers: [
        tf.layers.conv2d({
          filters: 3,
          kernelSize: 2,
          inputShape: [5, 5, 1],
          activation: 'relu',
          kernelInitializer: glorot(1),
        }),
        tf.layers.maxPooling2d({poolSize: 2}),
        tf.layers.flatten(),
        tf.layers.dense({units: 2, kernelInitializer: glorot(2)}),
      ],
    });
    const words = tf.sequential({
      layers: [
        tf.layers.embedding({inputDim: 5, outputDim: 3, inputLength: 4, embeddingsInitializer: glorot(3)}),
        tf.layers.conv1d({filters: 3, kernelSize: 2, activation: 'tanh', kernelInitializer: glorot(4)}),
        tf.layers.globalAveragePooling1d({}),
        tf.layers.dense({units: 2, kernelInitializer: glorot(5)}),
      ],
    });
    for (const [model, input] of [
      [image, (t: number) => tf.tidy(() => batch(t, 4, 25).reshape([4, 5, 5, 1]))],
      [words, (t: number) => tf.tensor2d(Array.from({length: 4}, (_, i) => [0, 1, 2, 3].map((j) => (i + j * t) % 5)))],
    ] as const) {
      const optimizer = adahessian(0.02);
      model.compile({optimizer, loss: 'meanSquaredError'});
      const data = tf.data.generator(function* () {
        for (let t = 1; t <= 4; t++) yield {xs: input(t), ys: batch(t + 9, 4, 2)};
      } as never);
      const {history} = await model.fitDataset(data, {...quiet, epochs: 1});
      const before = tf.memory().numTensors;
      const more = await model.fitDataset(data, {...quiet, epochs: 12});
      expect(tf.memory().numTensors).to.equal(before);
      const losses = [...(history['loss'] as number[]), ...(more.history['loss'] as number[])];
      expect(losses.at(-1)).to.be.below(0.9 * losses[0]!);
      expect(await estimateOf(optimizer)).to.satisfy((all: number[]) => all.every(Number.isFinite));
      optimizer.dispose();
      model.dispose();
    }
  });
});
