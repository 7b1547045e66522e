import {checkNumbers} from '../base/arguments.ts';
import {checkedLater, numberOption, type OptionsOf} from '../base/options.ts';
import {extremalEigenpairs} from './lanczos/extremal.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {lossTable, matrixTable, readSource} from './problem/source.ts';
import {topEigenvaluesTable} from './top-eigenvalues.ts';
import {dot} from './vectors.ts';

export const gradientEnergyTable = {
  ...lossTable,
  ...probeTable,
  k: checkedLater(
    numberOption({from: 1, whole: true}, 10, 'number of eigenvectors; at most as many as there are parameters'),
  ),
  matrix: matrixTable.matrix,
  tolerance: topEigenvaluesTable.tolerance,
};

/** Options of {@link gradientEnergy}. */
export interface GradientEnergyOptions extends OptionsOf<typeof gradientEnergyTable> {}

export interface GradientEnergy {
  /** Share of |g|^2 within the span of the first eigenvector, the first two, ..., the first k. */
  readonly energy: number[];
  /** The k largest eigenvalues, descending. */
  readonly values: number[];
  readonly residuals: number[];
  readonly gradientNorm: number;
  readonly products: number;
}

/**
 * How much of the gradient lies in the span of the top eigenvectors of the Hessian.
 *
 * energy_j = sum_(i <= j) (q_i'g)^2 / g'g, q_i the eigenvector of the i-th largest eigenvalue
 *
 * Gur-Ari, Roberts and Dyer, 2018; Ghorbani, Krishnan and Xiao, 2019.
 *
 * @param options see {@link GradientEnergyOptions}
 * @returns the shares, eigenvalues with residuals, |g|; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, for a loss that differs from call to call, and
 *   where the gradient is zero; what the autograd refuses; the signal's reason
 * @example
 * const {energy} = await gradientEnergy({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, k: 10});
 */
export async function gradientEnergy(options: GradientEnergyOptions): Promise<GradientEnergy> {
  const owner = 'gradientEnergy';
  const {k, matrix, tolerance, seed} = readSource(owner, gradientEnergyTable, options);
  return withLoss(owner, options, async (problem) => {
    checkNumbers(owner, {k}, {...gradientEnergyTable.k.range, to: problem.size});
    const {gradient} = await problem.gradient();
    const squared = dot(gradient, gradient);
    if (squared === 0) {
      throw new RangeError(`${owner}: the gradient must not be zero, received a point that is critical`);
    }
    const steps = Math.min(problem.size, Math.max(300, 2 * k + 2));
    const operator = probedOperator(owner, problem.matrix(matrix), {
      ...options,
      expected: () => Math.min(steps, 4 * k + 30),
    });
    const pairs = await extremalEigenpairs(operator, {k, end: 'largest', tolerance, steps, seed});
    let sum = 0;
    return {
      energy: pairs.map(({vector}) => (sum += dot(vector, gradient) ** 2 / squared)),
      values: pairs.map(({value}) => value),
      residuals: pairs.map(({residual}) => residual),
      gradientNorm: Math.sqrt(squared),
      products: operator.products,
    };
  });
}
