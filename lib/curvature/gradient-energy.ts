import {checkNumbers} from '../base/arguments.ts';
import {extremalEigenpairs} from './lanczos/extremal.ts';
import {probedOperator} from './operator.ts';
import {checkProbeOptions, type ProbeOptions, probeOptionNames} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {checkSource, type LossSource, lossSourceNames, type MatrixName} from './problem/source.ts';
import {dot} from './vectors.ts';

export interface GradientEnergyOptions extends LossSource, ProbeOptions {
  /** Number of eigenvectors, >= 1, default 10. */
  k?: number;
  /** Whose eigenvectors, default 'hessian'. */
  matrix?: MatrixName;
  /** As of `topEigenvalues`, default 1e-4. */
  tolerance?: number;
}

export interface GradientEnergy {
  /** Share of |g|^2 within the span of the first eigenvector, the first two, ..., the first k. */
  readonly energy: number[];
  /** The k largest eigenvalues, descending. */
  readonly values: number[];
  readonly residuals: number[];
  readonly gradientNorm: number;
  readonly products: number;
}

const known = [...lossSourceNames, ...probeOptionNames, 'k', 'matrix', 'tolerance'];

/**
 * How much of the gradient lies in the span of the top eigenvectors of the Hessian.
 *
 * energy_j = sum_(i <= j) (q_i'g)^2 / g'g, q_i the eigenvector of the i-th largest eigenvalue
 *
 * Gur-Ari, Roberts and Dyer, 2018; Ghorbani, Krishnan and Xiao, 2019.
 *
 * @param options `loss` and `variables` (with `data`, `batchSize`, `outputs`); `k` (10); `matrix` ('hessian'); `tolerance` (1e-4);
 *   `seed` (0); `signal`; `onProgress`
 * @returns the shares, eigenvalues with residuals, |g|; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, for a loss that differs from call to call, and
 *   where the gradient is zero; what the autograd refuses; the signal's reason
 * @example
 * const {energy} = await gradientEnergy({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, k: 10});
 */
export async function gradientEnergy(options: GradientEnergyOptions): Promise<GradientEnergy> {
  const owner = 'gradientEnergy';
  checkSource(owner, options, known);
  checkProbeOptions(owner, options);
  const {k = 10, matrix = 'hessian', tolerance = 1e-4, seed = 0} = options;
  checkNumbers(owner, {tolerance}, {above: 0});
  return withLoss(owner, options, async (problem) => {
    checkNumbers(owner, {k}, {from: 1, to: problem.size, whole: true});
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
