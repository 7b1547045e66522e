import {positive} from '../base/arguments.ts';
import {choiceOption, numberOption, type OptionsOf} from '../base/options.ts';
import {type ProbedOperator, probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withMatrix} from './problem/matrix.ts';
import {matrixTable, readSource} from './problem/source.ts';
import {hutchinson} from './trace/hutchinson.ts';
import {rangeBasis} from './trace/range-basis.ts';
import {leastSamples} from './trace/sample.ts';

export const hessianTraceTable = {
  ...matrixTable,
  ...probeTable,
  method: choiceOption(['hutch++', 'hutchinson'], 'which estimate'),
  products: numberOption(
    {from: 3 * leastSamples, whole: true},
    150,
    'most products of the matrix with a vector; from as many as there are parameters on the trace is exact',
  ),
  relativeError: numberOption(
    positive,
    undefined,
    'ends it when the margin is at most this times |trace|; takes all products when left out',
  ),
  absoluteError: numberOption(
    positive,
    undefined,
    'ends it when the margin is at most this; takes all products when left out',
  ),
};

/** Options of {@link hessianTrace}. */
export interface HessianTraceOptions extends OptionsOf<typeof hessianTraceTable> {}

export interface HessianTrace {
  readonly trace: number;
  readonly standardError: number;
  /** The trace is within trace +- margin at least 95 times of 100: 1.25 of the 95 % interval by Student's t. */
  readonly margin: number;
  /** 'exact' where the products allowed were enough for every column. */
  readonly method: 'hutch++' | 'hutchinson' | 'exact';
  /** Random samples that the error is judged by. */
  readonly samples: number;
  /** Whether the error asked for was reached within the products allowed; true where none was asked for. */
  readonly reached: boolean;
  readonly products: number;
}

type Result = Omit<HessianTrace, 'products'>;

async function exactTrace(operator: ProbedOperator): Promise<Result> {
  let [trace, magnitude] = [0, 0];
  for (let i = 0; i < operator.size; i++) {
    const unit = new Float32Array(operator.size);
    unit[i] = 1;
    const entry = (await operator.apply(unit))[i]!;
    trace += entry;
    magnitude += Math.abs(entry);
  }
  const standardError = 6e-8 * magnitude;
  return {trace, standardError, margin: 2 * standardError, method: 'exact', samples: 0, reached: true};
}

/**
 * The trace of a Hessian, or of a Gauss-Newton matrix, from random products, with its error.
 *
 * hutchinson: mean of z'H z over random signs z
 * hutch++: tr Q'HQ + mean of y'H y, y = (I - QQ')z, Q an orthonormal basis of H S for a third of the products in random signs S
 *
 * Hutch++ is the better the more the spectrum is carried by few large eigenvalues, as that of a trained network is. It stops on the
 * standard error, never on how little the mean moves.
 *
 * Hutchinson, 1990; Meyer, Musco, Musco and Woodruff, Hutch++, 2021.
 *
 * @param options see {@link HessianTraceOptions}
 * @returns trace, standard error, margin, samples, whether the error asked for was reached, products; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, and for a loss that differs from call to call;
 *   what the autograd refuses; the signal's reason
 * @example
 * const {trace, margin} = await hessianTrace({loss: 'softmaxCrossEntropy', variables: model, data: {x, y}, relativeError: 0.02});
 */
export async function hessianTrace(options: HessianTraceOptions): Promise<HessianTrace> {
  const owner = 'hessianTrace';
  const settings = readSource(owner, hessianTraceTable, options);
  const {method, products, relativeError, absoluteError, seed} = settings;
  const isAsked = relativeError !== undefined || absoluteError !== undefined;
  const allowed = (trace: number): number => Math.max((relativeError ?? 0) * Math.abs(trace), absoluteError ?? 0);
  return withMatrix(owner, options, async (matrix) => {
    const most = Math.min(products, matrix.size);
    const operator = probedOperator(owner, matrix, {...options, expected: () => most});
    const finish = (result: Result): HessianTrace => ({...result, products: operator.products});
    if (matrix.size <= products) return finish(await exactTrace(operator));
    const rank = method === 'hutch++' ? Math.floor(products / 3) : 0;
    const within = rank > 0 ? await rangeBasis(operator, {rank, seed}) : {basis: [], trace: 0, rounding: 0};
    const rest = await hutchinson(operator, {
      deflated: within.basis,
      seed,
      allowed: isAsked ? (mean) => allowed(within.trace + mean) : null,
      most: products - operator.products,
    });
    return finish({
      trace: within.trace + rest.value,
      standardError: Math.hypot(rest.standardError, within.rounding),
      margin: Math.hypot(rest.margin, 2 * within.rounding),
      method,
      samples: rest.samples,
      reached: rest.reached,
    });
  });
}
