import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {exactQuadratic, lbfgs} from '../../../optimizers/index.ts';
import {quadratic, rosenbrock, variableOf} from './quadratics.ts';

const close = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void => {
  for (const [i, value] of expected.entries()) expect(actual[i], `[${i}]`).to.be.closeTo(value, tolerance);
};

/** The points of BFGS from gamma I with the last pairs, matrices in full and exact steps, on a quadratic diag(a) in float64. */
function reference(a: readonly number[], start: readonly number[], memory: number, iterations: number): number[][] {
  const n = a.length;
  const dot = (u: readonly number[], v: readonly number[]): number => u.reduce((sum, each, i) => sum + each * v[i]!, 0);
  const pairs: {s: number[]; y: number[]}[] = [];
  let x = [...start];
  const points: number[][] = [];
  for (let k = 0; k < iterations; k++) {
    const g = x.map((each, i) => a[i]! * each);
    const last = pairs.at(-1);
    const gamma = last === undefined ? 1 : dot(last.s, last.y) / dot(last.y, last.y);
    let h = a.map((_, i) => a.map((_each, j) => (i === j ? gamma : 0)));
    for (const {s, y} of pairs) {
      const rho = 1 / dot(s, y);
      // H = (I - rho s y') H (I - rho y s') + rho s s'
      const left = a.map((_, i) => a.map((_each, j) => (i === j ? 1 : 0) - rho * s[i]! * y[j]!));
      const product = left.map((row) => a.map((_, j) => row.reduce((sum, each, k2) => sum + each * h[k2]![j]!, 0)));
      h = product.map((row, i) => a.map((_, j) => dot(row, left[j]!) + rho * s[i]! * s[j]!));
    }
    const d = h.map((row) => -dot(row, g));
    const step =
      -dot(g, d) /
      dot(
        d,
        d.map((each, i) => a[i]! * each),
      );
    const next = x.map((each, i) => each + step * d[i]!);
    const s = next.map((each, i) => each - x[i]!);
    pairs.push({s, y: s.map((each, i) => a[i]! * each)});
    pairs.splice(0, pairs.length - memory);
    x = next;
    points.push(x);
  }
  expect(points[0]).to.have.length(n);
  return points;
}

describe('lbfgs', () => {
  it('ends in n steps on quadratics of n = 2 to 20, with exact steps', async () => {
    for (const n of [2, 3, 5, 8, 13, 20]) {
      const {x, loss, least, dispose} = quadratic(n);
      const solver = lbfgs({lineSearch: exactQuadratic(), memory: 20});
      await solver.solve(loss, [x], {maxIterations: n, tolerance: 1e-6});
      close(x.dataSync(), least, 1e-5);
      solver.dispose();
      dispose();
    }
  });

  for (const memory of [1, 2, 10]) {
    it(`follows the update of BFGS in float64, of the last ${memory}`, () => {
      const a = [1, 4, 9, 30, 55, 80];
      const start = [3, -2, 1, 1, -0.5, 0.4];
      const w = variableOf(start);
      const loss = (): tf.Scalar => tf.tidy(() => tf.mul(tf.sum(tf.mul(tf.square(w), a)), 0.5).asScalar());
      const solver = lbfgs({memory, lineSearch: exactQuadratic()});
      for (const point of reference(a, start, memory, 5)) {
        solver.minimize(loss, false, [w]);
        close(w.dataSync(), point, 2e-5);
      }
      solver.dispose();
      w.dispose();
    });
  }

  it('takes a first step of length 1 at most', () => {
    const w = variableOf([300, 400]);
    const steep = (): tf.Scalar => tf.tidy(() => tf.sum(tf.pow(w, 2)).mul(1e3).asScalar());
    const solver = lbfgs({lineSearch: {name: 'backtracking'}});
    solver.minimize(steep, false, [w]);
    close(w.dataSync(), [299.4, 399.2], 1e-3);
    solver.dispose();
    w.dispose();
  });

  it('leaves out pairs without curvature, and goes on', async () => {
    // Downhill in a straight line, then a bowl.
    const w = variableOf([-50, 3]);
    const loss = (): tf.Scalar =>
      tf.tidy(() => {
        const [a, b] = tf.unstack(w) as [tf.Tensor, tf.Tensor];
        const bowl = tf.square(tf.relu(a)).mul(0.5).sub(a);
        return tf.add(bowl, tf.square(b).mul(0.5)).asScalar();
      });
    const solver = lbfgs();
    const {stopped, loss: reached} = await solver.solve(loss, [w]);
    expect(stopped).to.equal('tolerance');
    expect(reached).to.be.closeTo(-0.5, 1e-5);
    solver.dispose();
    w.dispose();
  });

  it('holds 2 vectors a pair, at most as many as its memory', () => {
    const w = variableOf([-1.2, 1]);
    const before = tf.memory().numTensors;
    const solver = lbfgs({memory: 3});
    const held: number[] = [];
    for (let i = 0; i < 6; i++) {
      solver.minimize(rosenbrock(w), false, [w]);
      held.push(tf.memory().numTensors - before);
    }
    expect(held).to.deep.equal([2, 4, 6, 6, 6, 6]);
    solver.dispose();
    expect(tf.memory().numTensors).to.equal(before);
    w.dispose();
  });

  it('copies itself from its configuration, and refuses other options', () => {
    const original = lbfgs({memory: 7, lineSearch: {name: 'backtracking', factor: 0.3}, sampled: true});
    const config = JSON.parse(JSON.stringify(original.getConfig()));
    expect(config).to.deep.equal({
      memory: 7,
      lineSearch: {name: 'backtracking', decrease: 1e-4, factor: 0.3},
      sampled: true,
    });
    expect(lbfgs(config).getConfig()).to.deep.equal(config);
    expect(lbfgs().getConfig()).to.deep.include({memory: 10, sampled: false});
    expect(() => lbfgs({memory: 0})).to.throw(RangeError, /^Lbfgs: memory/);
    expect(() => lbfgs({momentum: 1} as never)).to.throw(TypeError, /^Lbfgs: unknown option "momentum"/);
  });
});
