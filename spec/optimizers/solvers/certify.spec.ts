import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {readAtOnce} from '../../../lib/base/reading.ts';
import {evaluateAgain} from '../../../lib/update/index.ts';
import {certificateProducts, certify, lookAtWhole} from '../../../optimizers/solvers/certify.ts';
import {disposePoint, FlatLoss} from '../../../optimizers/solvers/flat-loss.ts';
import {variableOf} from './quadratics.ts';

interface Judged {
  readonly decrement: number;
  readonly direction: readonly number[];
  readonly isSaddle: boolean;
  readonly products: number;
}

/** What is said of a loss at a point; nothing is left behind. */
async function judged(
  at: readonly number[],
  f: (x: tf.Tensor) => tf.Tensor,
  {isLow = () => true, evaluations = 1}: {isLow?: (decrement: number) => boolean; evaluations?: number} = {},
): Promise<Judged> {
  const look = await lookAtWhole(at.length);
  const before = tf.memory().numTensors;
  const x = variableOf(at);
  const loss = new FlatLoss(
    evaluateAgain(() => tf.tidy(() => tf.sum(f(x)).asScalar())),
    [x],
  );
  const here = readAtOnce(loss.here());
  loss.evaluations.gradient = evaluations;
  const {decrement, direction, isSaddle} = readAtOnce(certify(loss, here, isLow, look));
  const result = {decrement, direction: [...direction.dataSync()], isSaddle, products: loss.evaluations.product};
  disposePoint(here);
  loss.dispose();
  tf.dispose([direction, x]);
  expect(tf.memory().numTensors, 'tensors').to.equal(before);
  return result;
}

const list = (n: number, f: (i: number) => number): number[] => Array.from({length: n}, (_, i) => f(i));

describe('certify', () => {
  for (const n of [3, 30, 31, 200]) {
    it(`tells of ${n} weights how far down the minimum is, and where`, async () => {
      const curvatures = list(n, (i) => 1 + (i % 7));
      const at = list(n, (i) => Math.sin(3 * i));
      const {decrement, direction, isSaddle, products} = await judged(at, (x) =>
        tf.mul(tf.square(x), curvatures).div(2),
      );
      const exact = at.reduce((sum, each, i) => sum + (curvatures[i]! * each * each) / 2, 0);
      expect(decrement / exact - 1).to.be.within(-1e-4, 1e-4);
      for (const [i, each] of direction.entries()) expect(each).to.be.closeTo(-at[i]!, 1e-3);
      expect(isSaddle).to.equal(false);
      expect(products).to.be.at.most(certificateProducts(n));
    });

    it(`sees a saddle of ${n} weights, with and without a slope`, async () => {
      for (const bent of [0, n - 1]) {
        for (const slope of [0, 1e-3, -1e-3]) {
          const at = list(n, (i) => (i === bent ? slope : 0));
          const {isSaddle, direction} = await judged(at, (x) =>
            tf.mul(
              tf.square(x),
              list(n, (i) => (i === bent ? -0.5 : 1)),
            ),
          );
          expect(isSaddle).to.equal(true);
          const curvature = direction.reduce((sum, d, i) => sum + (i === bent ? -0.5 : 1) * d * d, 0);
          expect(curvature).to.be.below(0);
          expect(direction[bent]! * -slope).to.be.at.most(0);
          expect(Math.hypot(...direction)).to.be.within(1e-4, 100);
        }
      }
    });
  }

  it('sees a saddle of a diagonal of zeros', async () => {
    const {isSaddle, direction} = await judged([0, 0], (x) => tf.prod(x));
    expect(isSaddle).to.equal(true);
    expect(direction[0]! * direction[1]!).to.be.below(0);
  });

  it('sees a curvature that is only a little negative', async () => {
    for (const n of [2, 40]) {
      // Eigenvalues 2.01 and -0.01 of the first two, 1 of the others.
      const {isSaddle} = await judged(
        list(n, () => 0),
        (x) => {
          const [a, b] = [tf.slice(x, 0, 1), tf.slice(x, 1, 1)];
          const rest = n > 2 ? tf.sum(tf.square(tf.slice(x, 2, n - 2))).div(2) : tf.scalar(0);
          return tf.add(tf.add(tf.add(tf.square(a), tf.square(b)).div(2), tf.mul(tf.mul(a, b), 1.01)), rest);
        },
      );
      expect(isSaddle, `${n} weights`).to.equal(true);
    }
  });

  it('resolves curvatures of very different scales where the coordinates have them', async () => {
    const curvatures = [1e8, 1, 1e-8, 1e-3];
    const at = curvatures.map((c) => 1 / Math.sqrt(c));
    const {decrement, isSaddle} = await judged(at, (x) => tf.mul(tf.square(x), curvatures).div(2));
    expect(isSaddle).to.equal(false);
    expect(decrement).to.be.closeTo(2, 1e-4);
  });

  it('takes a slope without curvature for a long way down', async () => {
    for (const n of [4, 50]) {
      const {decrement, isSaddle} = await judged(
        list(n, () => 1),
        (x) => tf.mul(1e-4, x),
      );
      expect(isSaddle).to.equal(false);
      expect(decrement).to.be.above(1e-4);
    }
    // With curvature elsewhere, too.
    const {decrement} = await judged([0, 1], (x) =>
      tf.add(tf.square(tf.slice(x, 0, 1)), tf.mul(1e-4, tf.slice(x, 1, 1))),
    );
    expect(decrement).to.be.above(1e-4);
  });

  it('is at the minimum where it is, flat directions or not', async () => {
    for (const n of [4, 50]) {
      const {decrement, isSaddle} = await judged(
        list(n, (i) => i % 2),
        (x) => tf.square(tf.sub(tf.sum(x), n / 2)),
      );
      expect(isSaddle).to.equal(false);
      expect(decrement).to.equal(0);
    }
  });

  it('does not tell where products are not finite', async () => {
    const {decrement, isSaddle} = await judged([0, 1], (x) => tf.pow(x, 1.5));
    expect(isSaddle).to.equal(false);
    expect(decrement).to.be.above(0.1);
  });

  it('looks on while the parabola gets lower, at no more than the cost so far, where it may be a minimum', async () => {
    const n = 300;
    const curvatures = list(n, (i) => 1e5 ** (-i / n));
    const at = list(n, (i) => 1 / Math.sqrt(curvatures[i]!));
    const of = (evaluations: number, isLow: () => boolean): Promise<Judged> =>
      judged(at, (x) => tf.mul(tf.square(x), curvatures).div(2), {evaluations, isLow});
    const [short, long, high] = [await of(1, () => true), await of(1000, () => true), await of(1000, () => false)];
    expect(long.decrement).to.be.above(1.2 * short.decrement);
    expect(short.products).to.equal(30);
    // As long for the step, and 60 at most for the saddle.
    expect(long.products).to.be.within(90, 260);
    expect((await of(50, () => true)).products).to.be.at.most(100);
    // That is none, and needs no look for a saddle.
    expect(high.products).to.equal(20);
  });
});
