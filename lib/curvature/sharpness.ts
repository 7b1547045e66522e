import {CholeskyDecomposition, Matrix} from 'ml-matrix';
import {checkNumbers, positive} from '../base/arguments.ts';
import {checkedLater, numberOption, type OptionsOf} from '../base/options.ts';
import {randomStream} from '../base/random.ts';
import {boxMaximum} from './box-maximum.ts';
import {extremalEigenpairs} from './lanczos/extremal.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {lossTable, readSource} from './problem/source.ts';
import {addScaled, combination, dot, randomNormal} from './vectors.ts';

export const sharpnessTable = {
  ...lossTable,
  ...probeTable,
  epsilon: numberOption(positive, 1e-3, 'half the size of the box, relative to 1 + |w|'),
  iterations: numberOption({from: 1, whole: true}, 10, 'steps of the search for the maximum'),
  subspace: checkedLater(
    numberOption(
      {from: 1, whole: true},
      undefined,
      'dimensions of a random subspace that the box is in; all of them when left out',
    ),
  ),
};

/** Options of {@link sharpness}. */
export interface SharpnessOptions extends OptionsOf<typeof sharpnessTable> {}

export interface Sharpness {
  /** 100 (max L - L) / (1 + L) over the box. */
  readonly sharpness: number;
  /** The greatest loss found in the box: a lower bound of the maximum. */
  readonly maximum: number;
  /** L(w) */
  readonly loss: number;
  /** The largest eigenvalue of the Hessian, and its residual. */
  readonly largestEigenvalue: number;
  readonly residual: number;
}

/** A+ x for the columns of A: the least-squares coefficients. */
function coefficients(columns: readonly Float32Array[], x: Float32Array): number[] {
  const products = new Matrix(columns.map((one) => columns.map((other) => dot(one, other))));
  return new CholeskyDecomposition(products).solve(Matrix.columnVector(columns.map((one) => dot(one, x)))).to1DArray();
}

/**
 * How sharp the loss is around the variables: the box metric of Keskar et al. and the largest eigenvalue of the Hessian.
 *
 * 100 (max_z L(w + A z) - L(w)) / (1 + L(w)), |z_i| <= epsilon (|(A+ w)_i| + 1); A the identity, or `subspace` random normal columns
 *
 * The maximum is searched for by `iterations` projected gradient steps (Keskar et al. take 10 of L-BFGS-B), so it is a lower bound.
 * The metric changes when weights are rescaled between layers, though the network does not. The variables are put back, also after
 * an error.
 *
 * Keskar, Mudigere, Nocedal, Smelyanskiy and Tang, 2017; Dinh, Pascanu, Bengio and Bengio, 2017.
 *
 * @param options see {@link SharpnessOptions}
 * @returns the metric, the maximum found, the loss, the largest eigenvalue with its residual; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const {sharpness: percent} = await sharpness({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, epsilon: 5e-4});
 */
export async function sharpness(options: SharpnessOptions): Promise<Sharpness> {
  const owner = 'sharpness';
  const {epsilon, iterations, subspace, seed, signal} = readSource(owner, sharpnessTable, options);
  return withLoss(owner, options, async (problem) => {
    const {size} = problem;
    if (subspace !== undefined) checkNumbers(owner, {subspace}, {...sharpnessTable.subspace.range, to: size});
    const steps = Math.min(size, 200);
    const operator = probedOperator(owner, problem.matrix(), {...options, expected: () => Math.min(steps, 34)});
    const [top] = await extremalEigenpairs(operator, {k: 1, end: 'largest', tolerance: 1e-4, steps, seed});
    const random = randomStream(seed, 'sharpness');
    const columns = Array.from({length: subspace ?? 0}, () => randomNormal(size, random));
    const weights = await problem.weights();
    const within = subspace === undefined ? weights : coefficients(columns, weights);
    const bounds = Float32Array.from(within, (value) => epsilon * (Math.abs(value) + 1));
    const loss = await problem.loss();
    try {
      const maximum = await boxMaximum(
        async (z) => {
          signal?.throwIfAborted();
          const moved = Float64Array.from(weights);
          addScaled(moved, 1, subspace === undefined ? z : combination(z, columns, size));
          problem.assign(Float32Array.from(moved));
          const there = await problem.gradient();
          const gradient =
            subspace === undefined
              ? there.gradient
              : Float32Array.from(columns, (column) => dot(column, there.gradient));
          return {value: there.loss, gradient};
        },
        {bounds, iterations, fallback: () => bounds.map((bound) => (random.uniform() < 0.5 ? -bound : bound))},
      );
      const rise = Math.max(maximum - loss, 0);
      const {value: largestEigenvalue, residual} = top!;
      return {sharpness: (100 * rise) / (1 + loss), maximum: loss + rise, loss, largestEigenvalue, residual};
    } finally {
      problem.assign(weights);
    }
  });
}
