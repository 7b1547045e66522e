import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {conjugateGradient, lbfgs, newtonCG} from '../../../optimizers/index.ts';
import {backtracking, hagerZhang} from '../../../optimizers/solvers/index.ts';
import type {Evaluations} from '../../../lib/update/index.ts';
import type {SolveResult} from '../../../optimizers/solvers/solve-by.ts';
import type {Solver} from '../../../optimizers/solvers/solver.ts';
import {isSolved, lossAt, lossOf, others, type Problem, problems, scipyCalls} from './problems.ts';

interface Solved extends SolveResult {
  /** In float64. */
  readonly reached: number;
  /** What it took to come as near as a minimum has to be; null where that was not reached. */
  readonly evaluationsToMinimum: Evaluations | null;
}

/** Solves a problem from its start; nothing may be left behind. */
async function solved(make: () => Solver, problem: Problem, factor = 1, scale = 1): Promise<Solved> {
  const tensors = tf.memory().numTensors;
  const x = tf.tidy(() => tf.variable(tf.tensor1d(problem.start.map((value) => value * factor))));
  const solver = make();
  const loss = lossOf(problem, x);
  const at = (): number => lossAt(problem, x.dataSync());
  let evaluationsToMinimum: Evaluations | null = null;
  const result = await solver.solve(scale === 1 ? loss : () => tf.tidy(() => tf.mul(loss(), scale)), [x], {
    tolerance: 1e-3,
    maxIterations: 1000,
    onIteration: ({evaluations}) => {
      if (evaluationsToMinimum === null && isSolved(problem, at())) evaluationsToMinimum = {...evaluations};
    },
  });
  const reached = at();
  solver.dispose();
  x.dispose();
  expect(tf.memory().numTensors, `${problem.name}: tensors`).to.equal(tensors);
  // A minimum of 0 is one beside the loss at this start.
  const start = lossAt(
    problem,
    problem.start.map((value) => value * factor),
  );
  if (result.stopped === 'tolerance' && !(problem.minima.includes(0) && reached <= 1e-8 * start)) {
    expect(isSolved(problem, reached), `${problem.name}: success at ${reached}`).to.equal(true);
  }
  return {...result, reached, evaluationsToMinimum};
}

describe('test problems of solvers', () => {
  it('have at their starts the losses that are known', () => {
    const known: Readonly<Record<string, number>> = {
      Rosenbrock: 24.2,
      'Freudenstein-Roth': 400.5,
      Beale: 14.203125,
      'helical valley': 2500,
      Bard: 41.6817,
      'Powell singular': 215,
      Wood: 19192,
      'Kowalik-Osborne': 5.313172e-3,
      'Brown-Dennis': 7926693.336,
      'Biggs EXP6': 0.77907,
      Watson: 30,
      'penalty I': 148032.565,
      'variably dimensioned': 2198551.1625,
      trigonometric: 7.075759e-3,
      'Broyden tridiagonal': 21,
      Himmelblau: 170,
    };
    expect(problems).to.have.length(18);
    for (const problem of problems) {
      const loss = lossAt(problem, problem.start);
      const x = tf.tidy(() => tf.variable(tf.tensor1d([...problem.start])));
      const float32 = tf.tidy(() => lossOf(problem, x)().dataSync()[0]!);
      expect(float32 / loss - 1, problem.name).to.be.within(-1e-4, 1e-4);
      if (problem.name in known) expect(loss / known[problem.name]! - 1, problem.name).to.be.within(-1e-6, 1e-6);
      x.dispose();
    }
  });

  const rows = [
    {
      name: 'lbfgs',
      make: () => lbfgs(),
      kind: 'gradient',
      beats: (own: number, [calls]: readonly number[]) => own <= 1.2 * calls!,
      least: 15,
    },
    {
      name: 'conjugateGradient',
      make: () => conjugateGradient(),
      kind: 'gradient',
      beats: (own: number, [, calls]: readonly number[]) => own <= calls!,
      least: 15,
    },
    {
      name: 'newtonCG',
      make: () => newtonCG(),
      kind: 'product',
      beats: (own: number, [, , products]: readonly number[]) => own < products!,
      least: 12,
    },
  ] as const;
  for (const {name, make, kind, beats, least} of rows) {
    it(`are solved by ${name} in as few evaluations as by SciPy on ${least} of 18, and it says so`, async () => {
      const wins: string[] = [];
      const ends: Record<string, string> = {};
      for (const problem of problems) {
        const {stopped, evaluationsToMinimum, reached} = await solved(make, problem);
        ends[problem.name] = stopped;
        if (problem.name === 'Wood') expect(reached, 'the saddle of Wood').to.be.below(1e-3);
        if (evaluationsToMinimum !== null && beats(evaluationsToMinimum[kind], scipyCalls[problem.name]!))
          wins.push(problem.name);
      }
      expect(wins, wins.join(', ')).to.have.length.of.at.least(least);
      const isSuccess = Object.values(ends).filter((stopped) => stopped === 'tolerance').length;
      expect(isSuccess, JSON.stringify(ends)).to.be.at.least(16);
    });
  }

  const makers: Readonly<Record<string, () => Solver>> = {
    lbfgs: () => lbfgs(),
    'lbfgs with hagerZhang': () => lbfgs({lineSearch: hagerZhang()}),
    'lbfgs with backtracking': () => lbfgs({lineSearch: backtracking()}),
    conjugateGradient: () => conjugateGradient(),
    newtonCG: () => newtonCG(),
  };
  for (const [name, make] of Object.entries(makers)) {
    it(`and others bring ${name} to no false success`, async () => {
      const ends: Record<string, string> = {};
      for (const problem of others) ends[problem.name] = (await solved(make, problem)).stopped;
      // Of some float32 tells too little; these stall.
      const successes = Object.values(ends).filter((stopped) => stopped === 'tolerance');
      expect(successes, JSON.stringify(ends)).to.have.length.of.at.least(others.length - 3);
    });
  }

  it('are no false success from far away, nor when the loss is large or small', async () => {
    const hard = ['Rosenbrock', 'penalty I', 'Watson', 'Bard', 'Freudenstein-Roth'];
    for (const problem of problems.filter(({name}) => hard.includes(name))) {
      for (const make of [lbfgs, newtonCG]) {
        for (const factor of [10, 100]) await solved(make, problem, factor);
        for (const scale of [1e-6, 1e6]) {
          const {stopped, reached} = await solved(make, problem, 1, scale);
          expect(stopped, `${problem.name} times ${scale}, at ${reached}`).to.equal('tolerance');
        }
      }
    }
  });
});
