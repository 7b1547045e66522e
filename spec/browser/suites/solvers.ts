import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  backtracking,
  conjugateGradient,
  exactQuadratic,
  hagerZhang,
  lbfgs,
  newtonCG,
} from '../../../optimizers/index.ts';
import {train} from '../../../lib/training/index.ts';
import type {Solver} from '../../../optimizers/solvers/index.ts';
import {device, distance, draws, measure, onCpu, read, short} from './support.ts';

const solvers: Readonly<Record<string, () => Solver>> = {
  lbfgs: () => lbfgs(),
  'lbfgs, backtracking': () => lbfgs({lineSearch: backtracking()}),
  conjugateGradient: () => conjugateGradient(),
  'conjugateGradient, Hager and Zhang': () => conjugateGradient({lineSearch: hagerZhang()}),
  newtonCG: () => newtonCG(),
  'newtonCG, damped, backtracking': () => newtonCG({damping: 0.01, backtracking: true}),
};

interface Problem {
  readonly x: tf.Variable;
  readonly loss: () => tf.Scalar;
}

/** A logistic regression with as many weights, and its penalty: one minimum. */
function logistic(weights: number): Problem {
  const rows = 3 * weights;
  const features = draws(rows * weights, 'features');
  const labels = draws(rows, 'labels').map((draw) => (draw > 0 ? 1 : 0));
  const x = tf.tidy(() => tf.variable(tf.zeros([weights])));
  const loss = (): tf.Scalar =>
    tf.tidy(() => {
      const logits = tf.matMul(tf.tensor2d(features, [rows, weights]), x.reshape([weights, 1])).flatten();
      const entropy = tf.sub(tf.softplus(logits), tf.mul(logits, labels));
      return tf.add(tf.mean(entropy), tf.mul(0.05, tf.sum(tf.square(x)))).asScalar();
    });
  return {x, loss};
}

const problems: Readonly<Record<string, () => Problem>> = {
  'few weights': () => logistic(8),
  'many weights': () => logistic(60),
};

async function solved(create: () => Solver, make: () => Problem): Promise<{stopped: string; values: number[][]}> {
  const before = tf.memory().numTensors;
  const {x, loss} = make();
  const solver = create();
  const {stopped} = await solver.solve(loss, [x], {maxIterations: 200});
  const values = await read([x]);
  solver.dispose();
  x.dispose();
  expect(tf.memory().numTensors, 'tensors').to.equal(before);
  return {stopped, values};
}

function itSolves(): void {
  for (const [name, create] of Object.entries(solvers)) {
    for (const [problem, make] of Object.entries(problems)) {
      it(`${name}: ${problem} as on cpu`, async () => {
        const expected = await onCpu(() => solved(create, make));
        const own = await solved(create, make);
        expect([expected.stopped, own.stopped]).to.deep.equal(['tolerance', 'tolerance']);
        const apart = distance(own.values, expected.values);
        measure('difference of minima', `${name}, ${problem}`, short(apart));
        expect(apart).to.be.below(3e-3);
      });
    }
  }

  it('conjugateGradient: n steps with the exact search', async () => {
    const x = tf.tidy(() => tf.variable(tf.tensor1d([10, 1, -4])));
    const loss = (): tf.Scalar => tf.tidy(() => tf.sum(tf.mul(tf.square(x), [0.5, 5, 2])).asScalar());
    const solver = conjugateGradient({variant: 'fletcher-reeves', lineSearch: exactQuadratic()});
    const {stopped, iterations} = await solver.solve(loss, [x]);
    expect([stopped, iterations]).to.deep.equal(['tolerance', 3]);
    solver.dispose();
    x.dispose();
  });

  it('lbfgs: trains, with all examples and with batches, as on cpu', async () => {
    const expected = await onCpu(trained);
    const before = tf.memory().numTensors;
    const own = await trained();
    expect(tf.memory().numTensors).to.equal(before);
    expect(own[0]!.at(-1)).to.be.below(0.9 * own[0]![0]!);
    expect(distance(own, expected)).to.be.below(1e-3);
  });

  it('newtonCG: leaves a saddle', async () => {
    const x = tf.tidy(() => tf.variable(tf.tensor1d([1, 0])));
    // Minima at [0, 1] and [0, -1].
    const loss = (): tf.Scalar =>
      tf.tidy(() => {
        const [a, b] = tf.unstack(x) as [tf.Tensor, tf.Tensor];
        return tf.add(tf.square(a), tf.square(tf.sub(tf.square(b), 1))).asScalar();
      });
    const solver = newtonCG();
    const {stopped} = await solver.solve(loss, [x]);
    const [[a = NaN, b = NaN] = []] = await read([x]);
    expect(stopped).to.equal('tolerance');
    expect(a).to.be.closeTo(0, 1e-2);
    expect(Math.abs(b)).to.be.closeTo(1, 1e-2);
    solver.dispose();
    x.dispose();
  });

  it('lbfgs: goes on from what was saved', async () => {
    const {x, loss} = logistic(8);
    const [first, second] = [lbfgs(), lbfgs()];
    await first.solve(loss, [x], {maxIterations: 4});
    await second.setWeights(await first.getWeights());
    const {stopped, iterations} = await second.solve(loss, [x]);
    expect(stopped).to.equal('tolerance');
    expect(iterations).to.be.below(12);
    for (const each of [first, second, x]) each.dispose();
  });
}

/** The losses of a training with all examples, and of one with batches. */
async function trained(): Promise<number[][]> {
  const data = {x: tf.tensor2d(draws(64, 'x'), [16, 4]), y: tf.tensor2d(draws(32, 'y'), [16, 2])};
  const losses: number[][] = [];
  for (const batchSize of ['full', 8] as const) {
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [4]})]});
    tf.tidy(() => model.setWeights([tf.tensor2d(draws(8, 'w'), [4, 2]), tf.zeros([2])]));
    const optimizer = lbfgs({sampled: batchSize === 8});
    const {history} = await train({model, data, loss: 'meanSquaredError', optimizer, epochs: 5, batchSize, seed: 1});
    losses.push(history.map(({trainLoss}) => trainLoss));
    optimizer.dispose();
    model.dispose();
  }
  tf.dispose([data.x, data.y]);
  return losses;
}

/** Solvers to the minimum, against the plain JavaScript backend in the same page. */
export function minima(): void {
  describe('solvers', () => {
    if (device.precision === 32) itSolves();
    const isRefused = (name: string, message: RegExp, work: (solver: Solver, problem: Problem) => unknown): void => {
      it(`${name} is refused by name, and moves nothing`, async () => {
        for (const create of [lbfgs, conjugateGradient, newtonCG]) {
          const problem = logistic(4);
          const solver = create();
          const error = await (async () => work(solver, problem))().catch((thrown: unknown) => thrown);
          expect((error as Error).message).to.match(message);
          expect(await read([problem.x])).to.deep.equal([[0, 0, 0, 0]]);
          for (const each of [solver, problem.x]) each.dispose();
        }
      });
    };
    if (device.precision === 16) {
      isRefused('solve', /^\w+: needs numbers in float32, .* 16 bits.*setBackend/, (solver, {x, loss}) =>
        solver.solve(loss, [x]),
      );
    }
    if (device.backend === 'webgpu') {
      isRefused('minimize', /^\w+: one iteration .*webgpu.*solve\(f, variables\).*setBackend/, (solver, {x, loss}) =>
        solver.minimize(loss, false, [x]),
      );
    }
  });
}
