import {positive} from '../base/arguments.ts';
import {asNumbers, numberOption, option, type OptionsOf} from '../base/options.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withLoss} from './problem/with-loss.ts';
import {lossTable, readSource} from './problem/source.ts';
import {addScaled, dot} from './vectors.ts';

export const taylorProbeTable = {
  ...lossTable,
  signal: probeTable.signal,
  onProgress: probeTable.onProgress,
  rate: numberOption(positive, 0.01, 'the learning rate that the verdict is about'),
  rates: option(
    asNumbers(positive, 1),
    undefined,
    'the rates to compare at, each > 0; when left out, `rate` and 13 around the rate at which progress stops',
  ),
};

/** Options of {@link taylorProbe}. */
export interface TaylorProbeOptions extends OptionsOf<typeof taylorProbeTable> {}

/** One step of gradient descent, as the expansion foresees it and as it is. */
export interface TaylorStep {
  readonly rate: number;
  /** -e g'g + e^2/2 g'Hg */
  readonly predicted: number;
  /** J(w - e g) - J(w) */
  readonly actual: number;
}

export interface TaylorProbe {
  /** J(w) */
  readonly loss: number;
  /** g'g */
  readonly gradientSquared: number;
  /** g'Hg */
  readonly gradientCurvature: number;
  /** g'Hg / g'g, the curvature along the gradient. */
  readonly curvature: number;
  /** 2 g'g / g'Hg, beyond which a step no longer lowers the quadratic; infinite where the curvature is not positive. */
  readonly stoppingRate: number;
  /** g'g / g'Hg, at which the quadratic is lowest; infinite where the curvature is not positive. */
  readonly bestRate: number;
  /** Ascending in the rate. */
  readonly steps: TaylorStep[];
  readonly rate: number;
  /** Whether e^2/2 g'Hg exceeds e g'g at `rate`: the second-order term eats up the first-order one (Goodfellow et al.). */
  readonly isIllConditioned: boolean;
  /** The same in words. */
  readonly verdict: string;
}

/** From a 32nd of the rate at which progress stops to twice it; without one, from a hundredth to a hundred times the rate given. */
function defaultRates(stoppingRate: number, rate: number): number[] {
  const around = Array.from({length: 13}, (_, i) =>
    Number.isFinite(stoppingRate) ? stoppingRate * 2 ** ((i - 10) / 2) : rate * 10 ** ((i - 6) / 3),
  );
  return [...new Set([...around, rate])];
}

function describe({rate, stoppingRate, curvature}: Pick<TaylorProbe, 'rate' | 'stoppingRate' | 'curvature'>): string {
  if (curvature <= 0) {
    return 'the curvature along the gradient is not positive: the second-order term helps the descent, nothing stops it at second order';
  }
  const limit = `progress along the gradient stops at a rate of ${stoppingRate.toPrecision(3)}`;
  return rate > stoppingRate
    ? `ill-conditioned at a rate of ${rate}: ${limit}, the second-order term is larger than the first`
    : `not ill-conditioned at a rate of ${rate}: ${limit}`;
}

/**
 * What a step along the gradient does to the loss, to second order and in fact.
 *
 * J(w - e g) = J - e g'g + e^2/2 g'Hg; the curvature along the gradient is g'Hg / g'g, progress stops at e = 2 g'g / g'Hg
 *
 * The variables are moved for the actual changes, one rate after the other from the same start, and put back, also after an error.
 *
 * Goodfellow, Bengio and Courville, Deep Learning, sections 4.3.1 and 8.2.1.
 *
 * @param options see {@link TaylorProbeOptions}
 * @returns g'g, g'Hg, curvature, rates, predicted and actual changes, verdict; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, for a loss that differs from call to call, and
 *   where the gradient is zero; what the autograd refuses; the signal's reason
 * @example
 * const {curvature, stoppingRate, verdict} = await taylorProbe({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, rate: 0.1});
 */
export async function taylorProbe(options: TaylorProbeOptions): Promise<TaylorProbe> {
  const owner = 'taylorProbe';
  const {rate, rates, signal} = readSource(owner, taylorProbeTable, options);
  return withLoss(owner, options, async (problem) => {
    const {loss, gradient} = await problem.gradient();
    const operator = probedOperator(owner, problem.matrix(), {...options, expected: () => 1});
    const gradientSquared = dot(gradient, gradient);
    if (gradientSquared === 0) {
      throw new RangeError(
        `${owner}: the gradient must not be zero, received a point that is critical; see classifyCriticalPoint`,
      );
    }
    const gradientCurvature = dot(gradient, await operator.apply(gradient));
    const curvature = gradientCurvature / gradientSquared;
    const bestRate = curvature > 0 ? 1 / curvature : Infinity;
    const stoppingRate = 2 * bestRate;
    const weights = await problem.weights();
    const steps: TaylorStep[] = [];
    try {
      for (const e of [...(rates ?? defaultRates(stoppingRate, rate))].sort((a, b) => a - b)) {
        signal?.throwIfAborted();
        const moved = Float64Array.from(weights);
        addScaled(moved, -e, gradient);
        problem.assign(Float32Array.from(moved));
        const predicted = -e * gradientSquared + (e ** 2 / 2) * gradientCurvature;
        steps.push({rate: e, predicted, actual: (await problem.loss()) - loss});
      }
    } finally {
      problem.assign(weights);
    }
    return {
      loss,
      gradientSquared,
      gradientCurvature,
      curvature,
      stoppingRate,
      bestRate,
      steps,
      rate,
      isIllConditioned: rate > stoppingRate,
      verdict: describe({rate, stoppingRate, curvature}),
    };
  });
}
