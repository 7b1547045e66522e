import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {newtonCG} from '../../../optimizers/index.ts';
import {quadratic, rosenbrock, variableOf} from './quadratics.ts';

const close = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void => {
  for (const [i, value] of expected.entries()) expect(actual[i], `[${i}]`).to.be.closeTo(value, tolerance);
};

describe('newtonCG', () => {
  it('solves quadratics in some iterations, and n products an iteration at most', async () => {
    for (const n of [2, 8, 20]) {
      const {x, loss, least, dispose} = quadratic(n);
      const solver = newtonCG();
      const {stopped, iterations} = await solver.solve(loss, [x]);
      expect(stopped).to.equal('tolerance');
      expect(iterations).to.be.at.most(8);
      close(x.dataSync(), least, 1e-3);
      solver.dispose();
      dispose();
    }
  });

  it('converges faster at each iteration near a minimum', async () => {
    const w = variableOf([-1.2, 1]);
    const norms: number[] = [];
    const solver = newtonCG();
    const {stopped} = await solver.solve(rosenbrock(w), [w], {
      tolerance: 1e-5,
      onIteration: ({gradientNorm}) => norms.push(gradientNorm),
    });
    expect(stopped).to.equal('tolerance');
    expect(norms.length).to.be.at.most(45);
    close(w.dataSync(), [1, 1], 1e-4);
    solver.dispose();
    w.dispose();
  });

  it('goes along negative curvature, also where conjugate gradients meet it late', async () => {
    // f = (a^2 - 1)^2 / 4 + 5 b^2: a saddle at 0, with a slope in b alone.
    const w = variableOf([1e-3, 2]);
    const loss = (): tf.Scalar =>
      tf.tidy(() => {
        const [a, b] = tf.unstack(w) as [tf.Tensor, tf.Tensor];
        return tf.add(tf.square(tf.sub(tf.square(a), 1)).div(4), tf.square(b).mul(5)).asScalar();
      });
    const solver = newtonCG();
    const {stopped, iterations} = await solver.solve(loss, [w]);
    expect(stopped).to.equal('tolerance');
    expect(iterations).to.be.at.most(15);
    close(w.dataSync().map(Math.abs), [1, 0], 1e-3);
    solver.dispose();
    w.dispose();
    // Wandering along a valley in which the Hessian is indefinite took a thousand iterations.
    const far = variableOf([-12, 10]);
    const second = newtonCG();
    const result = await second.solve(rosenbrock(far), [far]);
    expect(result.stopped).to.equal('tolerance');
    expect(result.iterations).to.be.at.most(60);
    second.dispose();
    far.dispose();
  });

  it('damps as Levenberg and Marquardt do', () => {
    const w = variableOf([3, -2]);
    const quadraticLoss = (): tf.Scalar => tf.tidy(() => tf.sum(tf.square(w)).mul(0.5).asScalar());
    const solver = newtonCG({damping: 1});
    // H + 1 = 2: half of the way; the parabola with the damping tells g' d + d' (H + 1) d / 2 = -|g|^2 / 4, the loss falls by 3/8.
    solver.minimize(quadraticLoss, false, [w]);
    close(w.dataSync(), [1.5, -1], 1e-6);
    expect(solver.damping).to.equal(Math.fround(1 / 1.5));
    solver.dispose();
    expect(solver.damping).to.equal(1);
    // It falls by less than a quarter of what the parabola says where the loss bends up sharply.
    const v = variableOf([0.1]);
    const wall = (): tf.Scalar => tf.tidy(() => tf.sum(tf.add(tf.pow(v, 4).mul(1e4), tf.neg(v))).asScalar());
    const other = newtonCG({damping: 1e-3});
    const values: number[] = [];
    for (let i = 0; i < 6; i++) {
      other.minimize(wall, false, [v]);
      values.push(other.damping);
    }
    expect(values.every((value) => value > 0)).to.equal(true);
    other.dispose();
    tf.dispose([w, v]);
  });

  it('takes an earlier iterate whose loss is lower, with backtracking', async () => {
    const ends: number[] = [];
    for (const backtracking of [false, true]) {
      const {x, loss, least, dispose} = quadratic(12);
      const solver = newtonCG({backtracking});
      const {stopped, evaluations} = await solver.solve(loss, [x]);
      expect(stopped).to.equal('tolerance');
      close(x.dataSync(), least, 1e-3);
      ends.push(evaluations.gradient);
      solver.dispose();
      dispose();
    }
    expect(ends[1]).to.be.above(ends[0]!);
  });

  it('multiplies by the Gauss-Newton matrix of outputs and their loss', async () => {
    const [x, y] = tf.tidy(() => [
      tf.keep(
        tf.tensor2d(
          Array.from({length: 40}, (_, i) => Math.sin(i * 1.7 + Math.sin(i * 9))),
          [20, 2],
        ),
      ),
      tf.keep(
        tf.tensor2d(
          Array.from({length: 20}, (_, i) => Math.cos(i)),
          [20, 1],
        ),
      ),
    ]);
    const w = variableOf([0.1, -0.2]);
    const outputs = (): tf.Tensor => tf.tanh(tf.matMul(x, tf.reshape(w, [2, 1])));
    const loss = (): tf.Scalar => tf.tidy(() => tf.losses.meanSquaredError(y, outputs()).asScalar());
    const results = [];
    for (const product of ['hessian', 'gauss-newton'] as const) {
      tf.tidy(() => w.assign(tf.tensor1d([0.1, -0.2])));
      const solver = newtonCG({product});
      const curvature = product === 'hessian' ? {} : {curvature: {outputs, loss: 'meanSquaredError' as const}};
      results.push(await solver.solve(loss, [w], curvature));
      solver.dispose();
    }
    expect(results.map(({stopped}) => stopped)).to.deep.equal(['tolerance', 'tolerance']);
    expect(results[1]!.loss / results[0]!.loss - 1).to.be.within(-1e-5, 1e-5);
    const solver = newtonCG({product: 'gauss-newton'});
    expect(() => solver.minimize(loss, false, [w])).to.throw(
      TypeError,
      /'gauss-newton' needs the outputs of the model/,
    );
    const wrong = await solver.solve(loss, [w]).catch((error: unknown) => error);
    expect(wrong).to.be.instanceOf(TypeError);
    const other = newtonCG();
    const odd = await other
      .solve(loss, [w], {curvature: {outputs, loss: 'meanSquaredError'}} as never)
      .catch((error: unknown) => error);
    expect((odd as Error).message).to.match(/curvature must be a loss/);
    tf.dispose([x, y, w]);
  });

  it('takes products of some of the examples, and the gradient of all', async () => {
    const w = variableOf([2, -1]);
    const sample = (from: number, count: number) => (): tf.Scalar =>
      tf.tidy(() => {
        const c = tf.tensor2d(
          Array.from({length: 2 * count}, (_, i) => 1 + 0.3 * Math.sin(from + i)),
          [count, 2],
        );
        return tf.mean(tf.sum(tf.mul(c, tf.add(tf.square(w), tf.pow(w, 4))), 1)).asScalar();
      });
    const solver = newtonCG();
    const {stopped} = await solver.solve(sample(0, 50), [w], {curvature: sample(0, 5)});
    expect(stopped).to.equal('tolerance');
    close(w.dataSync(), [0, 0], 1e-3);
    solver.dispose();
    w.dispose();
  });

  it('stops conjugate gradients at as many products as are allowed', async () => {
    const mostOf = async (products?: number): Promise<number> => {
      const {x, loss, dispose} = quadratic(40);
      const solver = newtonCG(products === undefined ? {} : {products});
      const seen: number[] = [];
      await solver.solve(loss, [x], {
        maxIterations: 8,
        tolerance: 1e-6,
        onIteration: ({evaluations}) => seen.push(evaluations.product),
      });
      solver.dispose();
      dispose();
      return Math.max(...seen.slice(1).map((count, i) => count - seen[i]!));
    };
    expect(await mostOf(2)).to.equal(2);
    expect(await mostOf()).to.be.within(3, 40);
  });

  it('copies itself from its configuration, and refuses other options', () => {
    const original = newtonCG({product: 'gauss-newton', damping: 0.1, products: 30, backtracking: true});
    const config = JSON.parse(JSON.stringify(original.getConfig()));
    expect(newtonCG(config).getConfig()).to.deep.equal(config);
    expect(config).to.deep.include({
      product: 'gauss-newton',
      damping: 0.1,
      products: 30,
      backtracking: true,
      sampled: false,
    });
    expect(() => newtonCG({damping: -1})).to.throw(RangeError, /^NewtonCG: damping/);
    expect(() => newtonCG({products: 0.5})).to.throw(RangeError, /^NewtonCG: products/);
    expect(() => newtonCG({product: 'fisher' as never})).to.throw(RangeError, /^NewtonCG: product/);
  });
});
