import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {
  backtracking,
  conjugateGradient,
  exactQuadratic,
  hagerZhang,
  lbfgs,
  newtonCG,
  type Solver,
  type SolveResult,
} from '../../../optimizers/index.ts';
import {train} from '../../../lib/training/index.ts';
import {onBackendThatWaits} from '../../support/backend-that-waits.ts';
import {quadratic, rosenbrock, variableOf} from './quadratics.ts';

interface Problem {
  readonly x: tf.Variable;
  readonly loss: () => tf.Scalar;
  readonly dispose: () => void;
}

/** The loss of one variable of so many weights. */
function problemOf(at: readonly number[], f: (x: tf.Tensor) => tf.Tensor): Problem {
  const x = variableOf(at);
  return {x, loss: () => tf.tidy(() => tf.sum(f(x)).asScalar()), dispose: () => x.dispose()};
}

const wave = (n: number): number[] => Array.from({length: n}, (_, i) => Math.sin(3 * i + 1));

const problems: Readonly<Record<string, () => Problem>> = {
  Rosenbrock: () => {
    const x = variableOf([-1.2, 1]);
    return {x, loss: rosenbrock(x), dispose: () => x.dispose()};
  },
  'a quadratic of 20': () => quadratic(20),
  'a saddle of 2': () => problemOf([1, 0], (x) => tf.sub(tf.pow(x, 4), tf.mul(tf.square(x), [-1, 1]))),
  'quartics of 50': () => problemOf(wave(50), (x) => tf.add(tf.pow(x, 4), tf.square(tf.sub(x, 0.3)))),
  'a saddle of 50': () =>
    problemOf(
      wave(50).map((c, i) => (i === 0 ? 0 : c)),
      (x) => tf.square(tf.sub(tf.square(x), 1)),
    ),
};

const solvers: Readonly<Record<string, () => Solver>> = {
  lbfgs: () => lbfgs({memory: 4}),
  'lbfgs, Hager and Zhang': () => lbfgs({lineSearch: hagerZhang()}),
  conjugateGradient: () => conjugateGradient(),
  'conjugateGradient, exact': () => conjugateGradient({variant: 'fletcher-reeves', lineSearch: exactQuadratic()}),
  newtonCG: () => newtonCG(),
  'newtonCG, damped, back': () => newtonCG({damping: 0.1, backtracking: true, lineSearch: backtracking()}),
};

/** Where a solver ends, what it says on the way, and what it keeps; nothing is left behind. */
async function solved(create: () => Solver, make: () => Problem): Promise<unknown> {
  const before = tf.memory().numTensors;
  const {x, loss, dispose} = make();
  const solver = create();
  const progress: unknown[] = [];
  const run = (maxIterations: number): Promise<SolveResult> =>
    solver.solve(loss, [x], {maxIterations, onIteration: (each) => progress.push(each)});
  const results = [await run(3), await run(40)];
  const weights = await solver.getWeights();
  const values = await Promise.all([x, ...weights.map(({tensor}) => tensor)].map((each) => each.data()));
  solver.dispose();
  dispose();
  expect(tf.memory().numTensors, 'tensors').to.equal(before);
  return {results, progress, values: values.map((each) => [...each])};
}

describe('solveBy on a backend that cannot be read at once', () => {
  let backend: string;
  before(async () => {
    backend = tf.getBackend();
    await tf.setBackend('cpu');
  });
  after(() => tf.setBackend(backend));

  for (const [name, create] of Object.entries(solvers)) {
    for (const [problem, make] of Object.entries(problems)) {
      it(`${name} does the same on ${problem}, to the bit`, async () => {
        const expected = await solved(create, make);
        expect(await onBackendThatWaits(() => solved(create, make))).to.deep.equal(expected);
      });
    }
  }

  it('goes on from what was saved', async () => {
    const run = async (): Promise<number[]> => {
      const {x, loss, dispose} = problems['quartics of 50']!();
      const [first, second] = [lbfgs(), lbfgs()];
      await first.solve(loss, [x], {maxIterations: 5});
      await second.setWeights(await first.getWeights());
      await second.solve(loss, [x], {maxIterations: 3});
      const values = [...(await x.data())];
      for (const each of [first, second]) each.dispose();
      dispose();
      return values;
    };
    const expected = await run();
    expect(await onBackendThatWaits(run)).to.deep.equal(expected);
  });

  for (const batchSize of ['full', 4] as const) {
    for (const reduction of ['mean', 'sum'] as const) {
      it(`trains a network by the ${reduction} of batches of ${batchSize}`, () => itTrains(batchSize, reduction));
    }
  }
  const itTrains = async (batchSize: 'full' | 4, reduction: 'mean' | 'sum'): Promise<void> => {
    const run = async (): Promise<number[]> => {
      const model = tf.sequential({layers: [tf.layers.dense({units: 3, inputShape: [4], useBias: false})]});
      tf.tidy(() => model.setWeights([tf.tensor2d(wave(12), [4, 3])]));
      const data = {x: tf.tensor2d(wave(24), [6, 4]), y: tf.tensor2d(wave(18), [6, 3])};
      const optimizer = lbfgs({sampled: batchSize !== 'full'});
      const {history} = await train({
        model,
        data,
        loss: 'meanSquaredError',
        optimizer,
        epochs: 4,
        batchSize,
        reduction,
        seed: 1,
      });
      optimizer.dispose();
      tf.dispose([data.x, data.y, ...model.getWeights()]);
      return history.map(({trainLoss}) => trainLoss);
    };
    const expected = await run();
    expect(expected[3]).to.be.below(0.9 * expected[0]!);
    const before = tf.memory().numTensors;
    expect(await onBackendThatWaits(run)).to.deep.equal(expected);
    expect(tf.memory().numTensors).to.equal(before);
  };

  const messageOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'none',
      (error: Error) => error.message,
    );

  for (const [way, place] of Object.entries({'at once': (work: () => Promise<void>) => work(), onBackendThatWaits})) {
    it(`works on one loss at a time, and is disposed of at its end, ${way}`, async () => {
      await place(async () => {
        for (const create of Object.values(solvers)) {
          const before = tf.memory().numTensors;
          const expected = problems['Rosenbrock']!();
          const reference = create();
          const right = await reference.solve(expected.loss, [expected.x], {maxIterations: 12});
          const {x, loss, dispose} = problems['Rosenbrock']!();
          const solver = create();
          const refused: unknown[] = [];
          const result = await solver.solve(loss, [x], {
            maxIterations: 12,
            onIteration: ({iteration}) => {
              if (iteration !== 5) return;
              for (const work of [
                async () => solver.minimize(loss, false, [x]),
                () => solver.solve(loss, [x]),
                async () => solver.setWeights([]),
              ]) {
                refused.push(messageOf(work()));
              }
              solver.dispose();
            },
          });
          expect(result).to.deep.equal(right);
          for (const message of await Promise.all(refused)) {
            if (tf.getBackend() === 'webgpu' && /minimize|one iteration/.test(String(message))) continue;
            expect(message).to.match(/^\w+: solve is running already/);
          }
          expect(solver.iterations, 'disposed of').to.equal(0);
          reference.dispose();
          dispose();
          expected.dispose();
          expect(tf.memory().numTensors).to.equal(before);
        }
      });
    });
  }

  it('tells which variable is gone while it waits', async () => {
    await onBackendThatWaits(async () => {
      const seen = new Set<unknown>();
      for (let last = 1; last < 9; last++) {
        const {x, loss, dispose} = problems['quartics of 50']!();
        let calls = 0;
        const losing = (): tf.Scalar => {
          const value = loss();
          if (++calls === last) tf.nextFrame().then(dispose, dispose);
          return value;
        };
        const solver = lbfgs();
        const message = await messageOf(solver.solve(losing, [x], {tolerance: 1e-12, maxIterations: 1e5}));
        seen.add(String(message).replace(/variable \S+/, 'it'));
        solver.dispose();
      }
      // At once it may come to its end before anybody else does anything.
      seen.delete('none');
      expect([...seen]).to.deep.equal([
        'Lbfgs: the it was disposed of while solve was at it; end it by its signal first',
      ]);
    });
  });

  it('refuses variables that are gone or cannot move, and what is no signal and no function; one named twice counts once', async () => {
    const {x, loss, dispose} = problems['quartics of 50']!();
    const solve = (given: tf.Variable[], options: object = {}): Promise<unknown> =>
      messageOf(lbfgs().solve(loss, given, options));
    const [gone, still] = tf.tidy(() => [tf.variable(tf.ones([2])), tf.variable(tf.ones([2]), false)]);
    gone.dispose();
    expect(await solve([x, gone])).to.match(/^Lbfgs: solve: the variable .* is disposed of/);
    expect(await solve([still])).to.match(/^Lbfgs: solve: variables must have a trainable one/);
    expect(await solve([x], {signal: new AbortController()})).to.match(/^Lbfgs: solve: signal must be an AbortSignal/);
    expect(await solve([x], {onIteration: 3})).to.match(/^Lbfgs: solve: onIteration must be a function, received 3/);
    const start = [...x.dataSync()];
    const results: SolveResult[] = [];
    for (const given of [[x], [x, x]]) {
      x.assign(tf.tensor1d(start));
      results.push(await lbfgs().solve(loss, given, {maxIterations: 4}));
    }
    expect(results[1]).to.deep.equal(results[0]);
    still.dispose();
    dispose();
  });

  it('refuses a part of what was saved', async () => {
    const {x, loss, dispose} = problems['quartics of 50']!();
    for (const create of [lbfgs, conjugateGradient]) {
      const [first, second] = [create(), create()];
      await first.solve(loss, [x], {maxIterations: 5});
      const all = await first.getWeights();
      const without = (pattern: RegExp): typeof all => all.filter(({name}) => !pattern.test(name));
      for (const strict of [true, false]) {
        const message = await messageOf(second.setWeights(without(/^(?:rho|gamma|step|slope)\d*$/), {strict}));
        expect(message).to.match(/^setWeights: there is no "(?:rho0|step)"; pass the whole list/);
      }
      await second.setWeights(without(/\/(?:change\d+|gradient)$/));
      const before = tf.memory().numTensors;
      expect(await messageOf(second.solve(loss, [x]))).to.match(/: the restored state (?:has a step0 without|lacks)/);
      expect(tf.memory().numTensors).to.be.at.most(before);
      for (const each of [first, second]) each.dispose();
    }
    // The damping of a solver that has not learnt any is that of its options.
    const newton = newtonCG({damping: 0.25});
    await newton.setWeights([{name: 'iter', tensor: tf.scalar(3, 'int32')}]);
    await newton.solve(loss, [x], {maxIterations: 0});
    expect(newton.damping).to.equal(0.25);
    newton.dispose();
    dispose();
  });

  it('is refused one iteration at a time, with what to do', async () => {
    await onBackendThatWaits(async () => {
      const {x, loss, dispose} = problems['Rosenbrock']!();
      expect(() => lbfgs().minimize(loss, false, [x])).to.throw(/^Lbfgs: .*webgpu.*solve\(f, variables\).*setBackend/);
      dispose();
    });
  });

  it('frees what it holds where it is ended by an error in the midst of an iteration', async () => {
    await onBackendThatWaits(async () => {
      const before = tf.memory().numTensors;
      for (const create of Object.values(solvers)) {
        for (let last = 1; last < 7; last++) {
          const {x, loss, dispose} = problems['quartics of 50']!();
          const solver = create();
          let calls = 0;
          const broken = (): tf.Scalar => {
            if (++calls > last) throw new Error('no more');
            return loss();
          };
          const error = await solver.solve(broken, [x]).catch((thrown: Error) => thrown.message);
          expect(error).to.equal('no more');
          solver.dispose();
          dispose();
        }
      }
      expect(tf.memory().numTensors).to.equal(before);
    });
  });
});
