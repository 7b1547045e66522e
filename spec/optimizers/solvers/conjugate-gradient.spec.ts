import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {conjugateGradient, exactQuadratic, type ConjugateGradientOptions} from '../../../optimizers/index.ts';
import {quadratic, rosenbrock, variableOf} from './quadratics.ts';

const variants = ['hager-zhang', 'fletcher-reeves', 'polak-ribiere', 'hestenes-stiefel', 'dai-yuan'] as const;

const close = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void => {
  for (const [i, value] of expected.entries()) expect(actual[i], `[${i}]`).to.be.closeTo(value, tolerance);
};

/** x of the first iterations in float64, with Wolfe's conditions met by the exact step along a line of a quadratic diag(a). */
function reference(variant: string, a: readonly number[], start: readonly number[], iterations: number): number[][] {
  const dot = (u: readonly number[], v: readonly number[]): number => u.reduce((sum, each, i) => sum + each * v[i]!, 0);
  let x = [...start];
  let g = x.map((each, i) => a[i]! * each);
  let d = g.map((each) => -each);
  const points: number[][] = [];
  for (let k = 0; k < iterations; k++) {
    const step =
      -dot(g, d) /
      dot(
        d,
        d.map((each, i) => a[i]! * each),
      );
    x = x.map((each, i) => each + step * d[i]!);
    points.push(x);
    const next = x.map((each, i) => a[i]! * each);
    const y = next.map((each, i) => each - g[i]!);
    const dy = dot(d, y);
    const beta = {
      'fletcher-reeves': dot(next, next) / dot(g, g),
      'polak-ribiere': Math.max(0, dot(next, y) / dot(g, g)),
      'hestenes-stiefel': dot(next, y) / dy,
      'dai-yuan': dot(next, next) / dy,
      'hager-zhang': Math.max(
        dot(
          y.map((each, i) => each - (2 * d[i]! * dot(y, y)) / dy),
          next,
        ) / dy,
        -1 / (Math.hypot(...d) * Math.min(0.01, Math.hypot(...g))),
      ),
    }[variant]!;
    d = next.map((each, i) => beta * d[i]! - each);
    g = next;
  }
  return points;
}

describe('conjugateGradient', () => {
  it("takes the lectures' steps on diag(1, 10) from (10, 1): .181818, beta .669421, .55", async () => {
    const w = variableOf([10, 1]);
    const loss = (): tf.Scalar => tf.tidy(() => tf.mul(tf.sum(tf.mul(tf.square(w), [1, 10])), 0.5).asScalar());
    const solver = conjugateGradient({variant: 'fletcher-reeves', lineSearch: exactQuadratic()});
    const steps: number[] = [];
    const points: number[][] = [];
    const {iterations, stopped} = await solver.solve(loss, [w], {
      onIteration: ({step}) => {
        steps.push(step);
        points.push([...w.dataSync()]);
      },
    });
    expect({iterations, stopped}).to.deep.equal({iterations: 2, stopped: 'tolerance'});
    close(steps, [0, 0.181818, 0.55], 1e-6);
    close(points[1]!, [90 / 11, -9 / 11], 1e-5);
    // d = -g + beta d_old, so that x_2 - x_1 = .55 (-g + beta d_old) tells beta: in the first coordinate g = 90 / 11, d_old = -10.
    const beta = ((points[2]![0]! - points[1]![0]!) / 0.55 + 90 / 11) / -10;
    expect(beta).to.be.closeTo(0.669421, 1e-6);
    close(points[2]!, [0, 0], 1e-5);
    solver.dispose();
    w.dispose();
  });

  for (const variant of variants) {
    it(`ends in n steps on quadratics of n = 2 to 20: ${variant}`, async () => {
      for (const n of [2, 3, 5, 8, 13, 20]) {
        const {x, loss, least, dispose} = quadratic(n);
        const solver = conjugateGradient({variant, lineSearch: exactQuadratic()});
        await solver.solve(loss, [x], {maxIterations: n, tolerance: 1e-6});
        close(x.dataSync(), least, 1e-5);
        solver.dispose();
        dispose();
      }
    });

    it(`follows its equation in float64: ${variant}`, async () => {
      const a = [1, 4, 9, 30, 55];
      const start = [3, -2, 1, 1, -0.5];
      const w = variableOf(start);
      const loss = (): tf.Scalar => tf.tidy(() => tf.mul(tf.sum(tf.mul(tf.square(w), a)), 0.5).asScalar());
      const solver = conjugateGradient({variant, lineSearch: exactQuadratic()});
      for (const point of reference(variant, a, start, 4)) {
        solver.minimize(loss, false, [w]);
        close(w.dataSync(), point, 1e-5);
      }
      solver.dispose();
      w.dispose();
    });

    it(`finds the end of the valley of Rosenbrock: ${variant}`, async () => {
      const w = variableOf([-1.2, 1]);
      const solver = conjugateGradient({variant});
      const {stopped, evaluations} = await solver.solve(rosenbrock(w), [w]);
      expect(stopped).to.equal('tolerance');
      close(w.dataSync(), [1, 1], 1e-3);
      expect(evaluations.gradient).to.be.at.most(250);
      solver.dispose();
      w.dispose();
    });
  }

  it('tells variants apart where steps are not exact', () => {
    const ends = variants.map((variant) => {
      const w = variableOf([-1.2, 1]);
      // As exact as the others need, and none falls back to steepest descent at once.
      const solver = conjugateGradient({variant, lineSearch: {name: 'strongWolfe', curvature: 0.1}});
      for (let i = 0; i < 6; i++) solver.minimize(rosenbrock(w), false, [w]);
      const end = [...w.dataSync()].join();
      solver.dispose();
      w.dispose();
      return end;
    });
    expect(new Set(ends).size).to.be.at.least(3);
  });

  it('copies itself from its configuration, and refuses other options', () => {
    const all: ConjugateGradientOptions[] = [
      {},
      {variant: 'dai-yuan', lineSearch: {name: 'hagerZhang'}, sampled: true},
    ];
    for (const options of all) {
      const original = conjugateGradient(options);
      const config = JSON.parse(JSON.stringify(original.getConfig()));
      const Class = tf.serialization.SerializationMap.getMap().classNameMap['OptimConjugateGradient']!;
      const [make, fromConfig] = Class as unknown as [never, (cls: never, config: object) => tf.Optimizer];
      expect(fromConfig(make, config).getConfig()).to.deep.equal(original.getConfig());
    }
    expect(conjugateGradient().getConfig()).to.deep.equal({
      variant: 'hager-zhang',
      lineSearch: {name: 'strongWolfe', decrease: 1e-4, curvature: 0.4},
      sampled: false,
    });
    expect(conjugateGradient({variant: 'fletcher-reeves'}).getConfig()['lineSearch']).to.deep.include({curvature: 0.1});
    expect(() => conjugateGradient({variant: 'perry' as never})).to.throw(RangeError, /^ConjugateGradient: variant/);
  });
});
