import * as tf from '@tensorflow/tfjs';
import {readAtOnce} from '../../../lib/base/reading.ts';
import {expect} from 'chai';
import {evaluateAgain} from '../../../lib/update/index.ts';
import {certify} from '../../../optimizers/solvers/certify.ts';
import {FlatLoss} from '../../../optimizers/solvers/flat-loss.ts';
import {newtonCG} from '../../../optimizers/index.ts';
import {dot, Held, inner, numbersOf} from '../../../optimizers/solvers/vectors.ts';

/** Tensors that there are at each product of the Hessian while work is done. */
async function tensorsAtProducts(work: () => unknown): Promise<number[]> {
  const counts: number[] = [];
  const names = ['product', 'hessian'] as const;
  const originals = names.map((name) => FlatLoss.prototype[name]);
  for (const [i, name] of names.entries()) {
    FlatLoss.prototype[name] = function (this: FlatLoss, ...given: Parameters<FlatLoss['product']>) {
      counts.push(tf.memory().numTensors);
      return originals[i]!.apply(this, given);
    };
  }
  try {
    await work();
  } finally {
    for (const [i, name] of names.entries()) FlatLoss.prototype[name] = originals[i]!;
  }
  return counts;
}

describe('vectors of solvers', () => {
  it('are multiplied in one read', () => {
    const before = tf.memory().numTensors;
    const [a, b] = [tf.tensor1d([1, 2, 3]), tf.tensor1d([4, 5, 6])];
    expect(readAtOnce(dot(a, b))).to.equal(32);
    const work = numbersOf(() => [inner(a, a), inner(a, b), inner(b, b)]);
    expect(readAtOnce(work)).to.deep.equal([14, 32, 77]);
    tf.dispose([a, b]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('are held across reads, replaced by what follows of them, released, and freed at the end', () => {
    const before = tf.memory().numTensors;
    const held = new Held();
    // As where a reader calls inside of its own tidy.
    const [a, b] = tf.tidy(() => {
      const first = held.make(() => tf.add(tf.tensor1d([1, 2]), 1));
      const second = held.replace(first, () => tf.mul(first, 2));
      return [first, second];
    });
    expect(a.isDisposed).to.equal(true);
    expect([...b.dataSync()]).to.deep.equal([4, 6]);
    const [c, d] = [held.make(() => tf.neg(b)), held.take(tf.keep(tf.scalar(1)))];
    held.free(d);
    expect(d.isDisposed).to.equal(true);
    expect(held.release(c)).to.equal(c);
    held.free(c);
    held.dispose();
    expect([b.isDisposed, c.isDisposed]).to.deep.equal([true, false]);
    c.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  // Curvatures far apart, so that conjugate gradients take many products.
  const size = 60;
  const scales = Array.from({length: size}, (_, i) => 10 ** ((3 * i) / size));
  const problem = () => {
    const w = tf.tidy(() => tf.variable(tf.ones([size])));
    return {w, loss: (): tf.Scalar => tf.tidy(() => tf.sum(tf.mul(tf.square(w), scales)).asScalar())};
  };

  for (const backtracking of [false, true]) {
    it(`do not pile up in newtonCG with the products of an iteration, ${backtracking ? 'with' : 'without'} backtracking`, async () => {
      const {w, loss} = problem();
      const solver = newtonCG({damping: 1e-6, backtracking, products: 40});
      const counts = await tensorsAtProducts(() => solver.solve(loss, [w], {maxIterations: 6}));
      expect(counts.length).to.be.above(60);
      // With backtracking an iterate is kept now and then.
      expect(Math.max(...counts) - Math.min(...counts)).to.be.at.most(backtracking ? 14 : 2);
      solver.dispose();
      w.dispose();
    });
  }

  it('do not pile up where a minimum is looked at', async () => {
    const {w, loss} = problem();
    const flat = new FlatLoss(evaluateAgain(loss), [w]);
    const here = readAtOnce(flat.here());
    const counts = await tensorsAtProducts(() => readAtOnce(certify(flat, here, () => true, null)).direction.dispose());
    expect(counts.length).to.be.above(8);
    // The look for a saddle begins with a vector that is drawn, beside the result of the look before.
    expect(Math.max(...counts) - Math.min(...counts)).to.be.at.most(5);
    tf.dispose([here.x, here.gradient, w]);
    flat.dispose();
  });
});
