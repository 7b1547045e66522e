import * as tf from '@tensorflow/tfjs';
import {loadBackend} from '../../lib/native/index.ts';
import {conjugateGradient, lbfgs, newtonCG} from '../../optimizers/index.ts';
import {isSolved, lossAt, lossOf, problems, scipyCalls} from '../../spec/optimizers/solvers/problems.ts';

/*
 * The table of docs/solvers.md: evaluations until the loss, in float64, is within 1e-5 of a minimum, in float32 here, beside those of
 * SciPy in float64.
 *
 * node --import tsx/esm bench/studies/solver-problems.ts
 */
await loadBackend();
const solvers = {lbfgs, conjugateGradient, newtonCG};
console.log('| problem | `lbfgs` | L-BFGS-B | `conjugateGradient` | CG | `newtonCG` | Newton-CG | ends |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const problem of problems) {
  const cells: string[] = [];
  const ends = new Set<string>();
  for (const [i, [name, make]] of Object.entries(solvers).entries()) {
    const x = tf.variable(tf.tensor1d([...problem.start]));
    const solver = make();
    let reached: string | null = null;
    const {stopped} = await solver.solve(lossOf(problem, x), [x], {
      tolerance: 1e-3,
      onIteration: ({evaluations: {gradient, product}}) => {
        if (reached !== null || !isSolved(problem, lossAt(problem, x.dataSync()))) return;
        reached = name === 'newtonCG' ? `${gradient} + ${product}` : `${gradient}${product > 0 ? ` + ${product}` : ''}`;
      },
    });
    ends.add(stopped);
    const theirs = scipyCalls[problem.name]![i]!;
    cells.push(reached ?? 'not reached', Number.isFinite(theirs) ? String(theirs) : 'not reached');
    solver.dispose();
    x.dispose();
  }
  console.log(`| ${[problem.name, ...cells, [...ends].map((end) => `'${end}'`).join(', ')].join(' | ')} |`);
}
