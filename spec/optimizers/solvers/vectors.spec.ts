import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {evaluateAgain} from '../../../lib/update/index.ts';
import {certify} from '../../../optimizers/solvers/certify.ts';
import {FlatLoss} from '../../../optimizers/solvers/flat-loss.ts';
import {newtonCG} from '../../../optimizers/index.ts';
import {dot, replaced} from '../../../optimizers/solvers/vectors.ts';

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
  it('are multiplied, and replaced by what follows of them', () => {
    const before = tf.memory().numTensors;
    const [a, b] = [tf.tensor1d([1, 2, 3]), tf.tensor1d([4, 5, 6])];
    expect(dot(a, b)).to.equal(32);
    const c = replaced(a, () => tf.add(tf.mul(a, 2), b));
    expect(Array.from(c.dataSync())).to.deep.equal([6, 9, 12]);
    expect(a.isDisposed).to.equal(true);
    const d = replaced(c, () => tf.neg(c), true);
    expect(c.isDisposed).to.equal(false);
    tf.dispose([b, c, d]);
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
    const here = flat.here();
    const counts = await tensorsAtProducts(() => certify(flat, here, () => true).direction.dispose());
    expect(counts.length).to.be.above(8);
    // The look for a saddle begins with a vector that is drawn, beside the result of the look before.
    expect(Math.max(...counts) - Math.min(...counts)).to.be.at.most(5);
    tf.dispose([here.x, here.gradient, w]);
    flat.dispose();
  });
});
