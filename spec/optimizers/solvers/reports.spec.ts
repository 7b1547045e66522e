import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {backtracking, conjugateGradient, hagerZhang, lbfgs, newtonCG, strongWolfe} from '../../../optimizers/index.ts';
import type {SolveResult} from '../../../optimizers/solvers/solve-by.ts';
import type {Solver} from '../../../optimizers/solvers/solver.ts';
import {isSolved, lossAt, lossOf, others, problems} from './problems.ts';
import {rosenbrock, variableOf} from './quadratics.ts';

const makers: Readonly<Record<string, () => Solver>> = {
  lbfgs: () => lbfgs(),
  'lbfgs with hagerZhang': () => lbfgs({lineSearch: hagerZhang()}),
  'lbfgs with backtracking': () => lbfgs({lineSearch: backtracking()}),
  conjugateGradient: () => conjugateGradient(),
  newtonCG: () => newtonCG(),
};

async function solved(
  make: () => Solver,
  start: readonly number[],
  lossAround: (w: tf.Variable) => () => tf.Scalar,
  tolerance = 1e-3,
): Promise<SolveResult & {readonly x: readonly number[]}> {
  const w = variableOf(start);
  const solver = make();
  const result = await solver.solve(lossAround(w), [w], {tolerance});
  const x = [...w.dataSync()];
  solver.dispose();
  w.dispose();
  return {...result, x};
}

/** What users have reported of solvers elsewhere. */
describe('defects that others have', () => {
  // pytorch/pytorch#5953: a trial step whose loss is NaN passes every test of the search, and the weights are NaN from then on.
  for (const [name, make] of Object.entries(makers)) {
    it(`NaN in a trial step spoils the weights (PyTorch 5953): ${name}`, async () => {
      const loss = (w: tf.Variable) => (): tf.Scalar =>
        tf.tidy(() => tf.sum(tf.sub(tf.mul(1e-3, w), tf.log(tf.sub(2, tf.square(w))))).asScalar());
      const {stopped, x} = await solved(make, [1.4, -1.41, 0.9], loss);
      expect(stopped).to.equal('tolerance');
      for (const each of x) expect(each).to.be.closeTo(-1e-3, 2e-3);
    });
  }

  // torch.optim.LBFGS tests y's > 1e-10 and the change of the loss < 1e-9 absolutely: a small loss stops at once.
  for (const [name, make] of Object.entries(makers)) {
    it(`a loss times 1e-6 or 1e6 ends elsewhere (PyTorch): ${name}`, async () => {
      const ends = [];
      for (const scale of [1e-6, 1, 1e6]) {
        const loss = (w: tf.Variable) => (): tf.Scalar => {
          const f = (): tf.Tensor => tf.add(tf.sum(tf.square(tf.sub(w, [1, 2, 3]))), tf.sum(tf.exp(w)));
          return tf.tidy(() => tf.mul(scale, f()).asScalar());
        };
        const {stopped, x, loss: value} = await solved(make, [0, 0, 0], loss);
        expect(stopped, `times ${scale}`).to.equal('tolerance');
        ends.push({x, value: value / scale});
      }
      for (const {x, value} of ends) {
        expect(value / ends[1]!.value - 1).to.be.within(-1e-5, 1e-5);
        for (const [i, each] of x.entries()) expect(each).to.be.closeTo(ends[1]!.x[i]!, 5e-3);
      }
    });
  }

  // google/jaxopt#219: the step is stuck at 0, as the decrease asked for is lost in the rounding of a large loss.
  it('a step is stuck at 0 where the loss is large beside what it changes (jaxopt 219)', async () => {
    const loss = (w: tf.Variable) => (): tf.Scalar =>
      tf.tidy(() => tf.add(1e4, tf.sum(tf.mul(tf.square(tf.sub(w, [1, -1])), [1, 30]))).asScalar());
    for (const lineSearch of [hagerZhang(), strongWolfe()]) {
      const {stopped, x} = await solved(() => lbfgs({lineSearch}), [0.9, -0.95], loss);
      expect(stopped).to.equal('tolerance');
      expect(x[0]).to.be.closeTo(1, 0.11);
      expect(x[1]).to.be.closeTo(-1, 0.06);
    }
    // What is lost in the loss is not in the slopes.
    const near = await solved(() => lbfgs({lineSearch: hagerZhang()}), [1.05, -1.02], loss, 1e-7);
    expect(near.gradientNorm).to.be.below(1e-4);
  });

  // tensorflow/probability#341: failed on Rosenbrock at a tight tolerance, at the minimum.
  for (const [name, make] of Object.entries(makers)) {
    it(`failure at the minimum of Rosenbrock at a tight tolerance (TensorFlow Probability 341): ${name}`, async () => {
      const {stopped, x} = await solved(make, [-1.2, 1], rosenbrock, 1e-6);
      expect(stopped).to.equal('tolerance');
      for (const each of x) expect(each).to.be.closeTo(1, 1e-4);
    });
  }

  // jax-ml/jax#40228: BFGS ends with status 3 on Rosenbrock from (-1.2, 1) and from (0, 0).
  for (const [name, make] of Object.entries(makers)) {
    it(`no end on Rosenbrock from where everybody starts (JAX 40228): ${name}`, async () => {
      for (const start of [
        [-1.2, 1],
        [0, 0],
      ]) {
        const {stopped, x} = await solved(make, start, rosenbrock);
        expect(stopped).to.equal('tolerance');
        for (const each of x) expect(each).to.be.closeTo(1, 1e-2);
      }
    });
  }

  // SciPy 1.17.1, L-BFGS-B with ftol 0: success at 214.3 on the problem of Jennrich and Sampson, whose minimum is 124.36.
  for (const [name, make] of Object.entries(makers)) {
    it(`success at 214.3 on Jennrich and Sampson's problem (SciPy): ${name}`, async () => {
      const problem = others.find((each) => each.name === 'Jennrich-Sampson')!;
      const {stopped, x} = await solved(make, problem.start, (w) => lossOf(problem, w));
      expect(stopped).to.equal('tolerance');
      expect(isSolved(problem, lossAt(problem, x))).to.equal(true);
    });
  }

  // L-BFGS-B in float32 to a loose gradient test: the saddle of Wood's function, 7.877.
  for (const [name, make] of Object.entries(makers)) {
    it(`success at the saddle of Wood's function (SciPy in float32): ${name}`, async () => {
      const problem = problems.find((each) => each.name === 'Wood')!;
      // From the saddle itself.
      const {stopped, x} = await solved(make, [-0.9679739, 0.9471391, -0.9695163, 0.9512477], (w) =>
        lossOf(problem, w),
      );
      expect(stopped).to.equal('tolerance');
      expect(lossAt(problem, x)).to.be.below(1e-6);
    });
  }
});
