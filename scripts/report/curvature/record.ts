import * as z from 'zod';
import type {LogarithmicDensity} from '../../../lib/curvature/index.ts';
import {anyNumber} from '../../run/folder/checked.ts';

const numbers = z.array(anyNumber).readonly();
const perhaps = anyNumber.nullable();

/** Eigenvalues at one end of a spectrum, with their residuals. */
const eigenvalues = z.object({values: numbers, residuals: numbers});

const logarithmic = z.object({
  x: z.array(anyNumber),
  positive: z.array(anyNumber),
  negative: z.array(anyNumber),
  sigma: anyNumber,
  floor: anyNumber,
}) satisfies z.ZodType<LogarithmicDensity>;

/** The density of a spectrum, as a figure needs it. */
const density = z.object({
  linear: z.object({x: numbers, density: numbers, sigma: anyNumber}),
  logarithmic,
  draws: z.number(),
  steps: z.number(),
  /** Whether all eigenvalues are known, and nothing was drawn. */
  isExact: z.boolean().exactOptional(),
  /** Share of negative eigenvalues, with its bounds. */
  negativeMass: z.object({value: anyNumber, low: anyNumber, high: anyNumber}),
});

/** The Hessian's, and the Gauss-Newton matrix's where the loss has one. */
const ofMatrices = <Value extends z.ZodType>(value: Value) => ({hessian: value, gaussNewton: value.exactOptional()});

/** What was found about the curvature at one moment of a training, or at the weights of a saved model. */
export const curvatureRecord = z.object({
  key: z.string(),
  /** The label of the optimizer, or the name of the model. */
  label: z.string(),
  seed: z.number().nullable(),
  /** Epochs done, with their fraction; null for a saved model. */
  epoch: perhaps,
  updates: z.number().nullable(),
  /** The rate at that moment; null where there is none. */
  learningRate: perhaps,
  /** The eigenvalue above which the optimizer is not stable at that rate; missing where that is not known. */
  edge: z.object({formula: z.string(), eigenvalue: anyNumber}).exactOptional(),
  /** Examples that loss and curvature are means over. */
  examples: z.number(),
  parameters: z.number(),
  loss: anyNumber,
  top: z.object({...ofMatrices(eigenvalues), smallest: eigenvalues}).exactOptional(),
  density: z.object(ofMatrices(density)).exactOptional(),
  trace: z.object({value: anyNumber, margin: anyNumber, method: z.string()}).exactOptional(),
  taylor: z
    .object({
      curvature: anyNumber,
      stoppingRate: anyNumber,
      gradientNorm: anyNumber,
      rate: anyNumber,
      verdict: z.string(),
      steps: z.array(z.object({rate: anyNumber, predicted: anyNumber, actual: anyNumber})).readonly(),
    })
    .exactOptional(),
});

export type EigenvalueRecord = z.infer<typeof eigenvalues>;
export type DensityRecord = z.infer<typeof density>;
export type CurvatureRecord = Readonly<z.infer<typeof curvatureRecord>>;

export interface OfMatrices<Value> {
  readonly hessian: Value;
  readonly gaussNewton?: Value;
}
