import {CholeskyDecomposition, Matrix} from 'ml-matrix';
import {checkNumbers} from '../base/arguments.ts';
import {randomStream} from '../base/random.ts';
import {boxMaximum} from './box-maximum.ts';
import {extremalEigenpairs} from './lanczos/extremal.ts';
import {probedOperator} from './operator.ts';
import {checkProbeOptions, type ProbeOptions, probeOptionNames} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {checkSource, type LossSource, lossSourceNames} from './problem/source.ts';
import {addScaled, combination, dot, randomNormal} from './vectors.ts';

export interface SharpnessOptions extends LossSource, ProbeOptions {
  /** Half the size of the box, relative to 1 + |w|, > 0, default 1e-3. */
  epsilon?: number;
  /** Steps of the search for the maximum, >= 1, default 10. */
  iterations?: number;
  /** Dimensions of a random subspace that the box is in, >= 1; default all. */
  subspace?: number;
}

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

const known = [...lossSourceNames, ...probeOptionNames, 'epsilon', 'iterations', 'subspace'];

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
 * @param options `loss` and `variables` (with `data`, `batchSize`, `outputs`); `epsilon` (1e-3); `iterations` (10); `subspace`;
 *   `seed` (0); `signal`; `onProgress`
 * @returns the metric, the maximum found, the loss, the largest eigenvalue with its residual; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const {sharpness: percent} = await sharpness({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, epsilon: 5e-4});
 */
export async function sharpness(options: SharpnessOptions): Promise<Sharpness> {
  const owner = 'sharpness';
  checkSource(owner, options, known);
  checkProbeOptions(owner, options);
  const {epsilon = 1e-3, iterations = 10, subspace, seed = 0, signal} = options;
  checkNumbers(owner, {epsilon}, {above: 0});
  checkNumbers(owner, {iterations}, {from: 1, whole: true});
  return withLoss(owner, options, async (problem) => {
    const {size} = problem;
    if (subspace !== undefined) checkNumbers(owner, {subspace}, {from: 1, to: size, whole: true});
    const steps = Math.min(size, 200);
    const operator = probedOperator(owner, problem.matrix(), {...options, expected: () => Math.min(steps, 34)});
    const [top] = await extremalEigenpairs(operator, {k: 1, end: 'largest', tolerance: 1e-4, steps, seed});
    const random = randomStream(seed, 'sharpness');
    const columns = Array.from({length: subspace ?? 0}, () => randomNormal(size, random));
    const weights = problem.weights();
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
