import {positive} from '../base/arguments.ts';
import {numberOption, type OptionsOf} from '../base/options.ts';
import {linearCurve, logarithmicCurve, type LogarithmicDensity} from './density/density-curves.ts';
import {estimate, type Estimate, times} from './estimate.ts';
import {type DensityCurve, integral} from './density/kernel.ts';
import {massBelow, type MassEstimate, massNearZero} from './density/mass.ts';
import {resolution} from './lanczos/lanczos.ts';
import {type Quadrature, stochasticQuadrature, wholeQuadrature} from './lanczos/quadrature.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withMatrix} from './problem/matrix.ts';
import {matrixTable, readSource} from './problem/source.ts';

export const spectralDensityTable = {
  ...matrixTable,
  ...probeTable,
  draws: numberOption({from: 1, whole: true}, 10, 'random vectors'),
  steps: numberOption(
    {from: 1, whole: true},
    80,
    'steps of Lanczos for each; with as many as there are parameters, every eigenvalue is known and nothing drawn',
  ),
  sigma: numberOption(
    positive,
    undefined,
    'standard deviation of the Gaussian kernel on the linear axis, in units of the eigenvalues; what suits the steps when left out',
  ),
  points: numberOption({from: 16, whole: true}, 1024, 'least points of the curves'),
};

/** Options of {@link spectralDensity}. */
export interface SpectralDensityOptions extends OptionsOf<typeof spectralDensityTable> {}

/** An eigenvalue that Lanczos has found, by the residual. */
export interface ResolvedValue {
  readonly value: number;
  readonly residual: number;
}

export interface SpectralDensity {
  /** Number of eigenvalues, P. */
  readonly size: number;
  /** Whether every eigenvalue is known, by as many steps as there are: all numbers are exact then, their standard errors 0. */
  readonly isExact: boolean;
  /** Density over lambda; its integral is 1. */
  readonly linear: DensityCurve;
  /** Density over log10 |lambda|, the negative side apart. */
  readonly logarithmic: LogarithmicDensity;
  /** The integral of the linear curve, 1 up to the rule of integration. */
  readonly integral: number;
  /** Mean of the eigenvalues, tr H / P. */
  readonly firstMoment: Estimate;
  /** Mean of their squares, |H|_F^2 / P. */
  readonly secondMoment: Estimate;
  /** tr H */
  readonly trace: Estimate;
  /** Share of the eigenvalues below -floor, the floor being 1e-6 of the largest magnitude. */
  readonly negativeMass: MassEstimate;
  /** Number of eigenvalues below -floor. */
  readonly index: MassEstimate;
  /** Share of the eigenvalues within the floor of zero. */
  readonly zeroMass: Estimate;
  /** Eigenvalues that the first draw found with a residual of at most 1 % of their magnitude, descending. */
  readonly resolved: ResolvedValue[];
  /** Nodes and weights of every draw, for other functions of the spectrum. */
  readonly quadratures: Quadrature[];
  readonly products: number;
}

const moment = (quadratures: readonly Quadrature[], f: (node: number) => number): Estimate =>
  estimate(quadratures.map(({nodes, weights}) => nodes.reduce((sum, node, i) => sum + weights[i]! * f(node), 0)));

/** Width of the peaks of eigenvalues that are all known, as a share of the range that they are drawn on. */
const peak = 1 / 200;

/**
 * The density of the eigenvalues of a Hessian, or of a Gauss-Newton matrix, by stochastic Lanczos quadrature.
 *
 * density(x) = mean over draws of sum_i weight_i N(x; node_i, sigma^2), nodes and weights from m steps of Lanczos on random signs
 *
 * With m >= P steps all eigenvalues are known: then there is one quadrature of all of them, with equal weights.
 *
 * Moments come with standard errors over the draws, the negative mass also with bounds for what the nodes leave open. Few large eigenvalues carry little mass: look for them among the
 * resolved values, or with `topEigenvalues`.
 *
 * Ghorbani, Krishnan and Xiao, 2019; Papyan, 2019.
 *
 * @param options see {@link SpectralDensityOptions}
 * @returns curves on a linear and a logarithmic axis, moments, masses, resolved eigenvalues and the quadratures; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const {linear, trace, negativeMass} = await spectralDensity({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, seed: 1});
 */
export async function spectralDensity(options: SpectralDensityOptions): Promise<SpectralDensity> {
  const owner = 'spectralDensity';
  const {draws, steps, sigma, points, seed} = readSource(owner, spectralDensityTable, options);
  return withMatrix(owner, options, async (matrix) => {
    const {size} = matrix;
    const each = Math.min(steps, size);
    const expected = (): number => (each === size ? size : draws * each);
    const operator = probedOperator(owner, matrix, {...options, expected});
    const whole = each === size ? await wholeQuadrature(operator, seed) : null;
    const isExact = whole !== null;
    const quadratures = whole ? [whole] : await stochasticQuadrature(operator, {draws, steps: each, seed});
    const known = <Of extends Estimate>(of: Of): Of => (isExact ? {...of, standardError: 0} : of);
    const scale = Math.max(...quadratures.flatMap(({nodes}) => [Math.abs(nodes[0]!), Math.abs(nodes.at(-1)!)]));
    // Not zero, so that a Hessian of zeros has curves too.
    const floor = resolution * scale || resolution;
    const peaks = isExact ? peak : undefined;
    const linear = linearCurve(quadratures, {points, sigma, peaks});
    const firstMoment = known(moment(quadratures, (node) => node));
    const [{nodes, residuals}] = quadratures as [Quadrature];
    const resolved = Array.from(nodes, (value, i) => ({value, residual: residuals[i]!}))
      .filter(({value, residual}) => Math.abs(value) > floor && residual <= 0.01 * Math.abs(value))
      .reverse();
    return {
      size,
      isExact,
      linear,
      logarithmic: logarithmicCurve(quadratures, {points, floor, peaks}),
      integral: integral(linear),
      firstMoment,
      secondMoment: known(moment(quadratures, (node) => node ** 2)),
      trace: times(firstMoment, size),
      negativeMass: known(massBelow(quadratures, -floor)),
      index: known(massBelow(quadratures, -floor, size)),
      zeroMass: known(massNearZero(quadratures, floor)),
      resolved,
      quadratures,
      products: operator.products,
    };
  });
}
