import {
  hessianTrace,
  type LossSource,
  type MatrixName,
  type ProbeOptions,
  spectralDensity,
  taylorProbe,
  topEigenvalues,
} from '../../lib/curvature/index.ts';
import {withLoss} from '../../lib/curvature/problem/index.ts';
import type * as tf from '@tensorflow/tfjs';
import {modelObjective, trainableVariables} from '../../lib/training/objective/index.ts';
import type {Examples} from '../../lib/training/index.ts';
import type {ModelSource} from '../model/model-source.ts';
import type {CurvatureRecord, DensityRecord, OfMatrices} from '../report/curvature/record.ts';
import type {HessianOptions} from './hessian-options.ts';

/** Products of the trace. */
export const traceProducts = 90;

/** Steps for the smallest eigenvalue: where it is zero among many, more would not tell it better. */
export const smallestSteps = 60;

/** The loss of a model on examples, as probes take it: by its name where its Gauss-Newton matrix is known. */
export const lossSource = (
  model: tf.LayersModel,
  {loss, lossName}: Pick<ModelSource, 'loss' | 'lossName'>,
  data: Examples,
): LossSource =>
  lossName === null
    ? {loss: (batch) => modelObjective(model, loss).measure(batch).loss, variables: trainableVariables(model), data}
    : {loss: lossName, variables: model, data};

/** A loss to be probed. */
export interface Subject {
  readonly source: LossSource;
  /** Whether the loss has a Gauss-Newton matrix. */
  readonly hasGaussNewton: boolean;
  readonly learningRate: number | null;
  /** Whether this is the last moment of a training, or one that was named, where the density is drawn. */
  readonly isLast: boolean;
}

const short = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Number(value.toPrecision(5)));

async function density(
  source: LossSource,
  matrix: MatrixName,
  options: HessianOptions,
  probe: ProbeOptions,
): Promise<DensityRecord> {
  const {draws, steps} = options;
  const found = await spectralDensity({...source, ...probe, matrix, draws, steps, points: 400});
  const {linear, logarithmic, negativeMass, isExact, quadratures} = found;
  const {value, low, high} = negativeMass;
  return {
    linear: {...linear, x: short(linear.x), density: short(linear.density)},
    logarithmic: {
      ...logarithmic,
      x: short(logarithmic.x),
      positive: short(logarithmic.positive),
      negative: short(logarithmic.negative),
    },
    draws: quadratures.length,
    steps: Math.min(steps, found.size),
    ...(isExact && {isExact}),
    negativeMass: {value, low, high},
  };
}

async function ofMatrices<Value>(
  hasGaussNewton: boolean,
  of: (matrix: MatrixName) => Promise<Value>,
): Promise<OfMatrices<Value>> {
  const hessian = await of('hessian');
  return hasGaussNewton ? {hessian, gaussNewton: await of('gaussNewton')} : {hessian};
}

/**
 * Probes a loss at the weights of the moment.
 *
 * @param onProduct called with the number of products done
 */
export async function probeMoment(
  {source, hasGaussNewton, learningRate, isLast}: Subject,
  options: HessianOptions,
  {signal, onProduct}: {signal: AbortSignal; onProduct: (done: number) => void},
): Promise<Pick<CurvatureRecord, 'loss' | 'parameters' | 'top' | 'density' | 'trace' | 'taylor'>> {
  const {probes, k, seed} = options;
  let done = 0;
  const probe = {
    seed,
    signal,
    onProgress: () => onProduct(++done),
  };
  const {loss, parameters} = await withLoss('hessian', source, async (problem) => ({
    loss: await problem.loss(),
    parameters: problem.size,
  }));
  const record: {-readonly [Key in 'top' | 'density' | 'trace' | 'taylor']?: CurvatureRecord[Key]} = {};
  if (probes.includes('top')) {
    const top = await ofMatrices(hasGaussNewton, async (matrix) => {
      const {values, residuals} = await topEigenvalues({...source, ...probe, matrix, k: Math.min(k, parameters)});
      return {values, residuals};
    });
    const {values, residuals} = await topEigenvalues({
      ...source,
      ...probe,
      end: 'smallest',
      tolerance: 1e-3,
      steps: smallestSteps,
    });
    record.top = {...top, smallest: {values, residuals}};
  }
  if (probes.includes('density') && isLast)
    record.density = await ofMatrices(hasGaussNewton, (matrix) => density(source, matrix, options, probe));
  if (probes.includes('trace')) {
    const {trace: value, margin, method} = await hessianTrace({...source, ...probe, products: traceProducts});
    record.trace = {value, margin, method};
  }
  if (probes.includes('taylor')) {
    const rate = learningRate !== null && learningRate > 0 ? {rate: learningRate} : {};
    const {
      curvature,
      stoppingRate,
      gradientSquared,
      rate: at,
      verdict,
      steps,
    } = await taylorProbe({
      ...source,
      ...rate,
      signal,
      onProgress: probe.onProgress,
    });
    record.taylor = {curvature, stoppingRate, gradientNorm: Math.sqrt(gradientSquared), rate: at, verdict, steps};
  }
  return {loss, parameters, ...record};
}
