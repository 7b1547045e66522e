import * as tf from '@tensorflow/tfjs';
import {valuesOf} from '../../base/read.ts';
import {show} from '../../base/arguments.ts';
import {asGiven, choiceOption, option, type OptionsOf, readValues} from '../../base/options.ts';
import {type GivenLoss, type Objective, toObjective} from '../../training/objective/index.ts';
import type {Examples} from '../../training/index.ts';
import {type BatchNormMode, batchNormModes, recalibrator, type Recalibrator, statisticsOf} from './batch-norm.ts';
import {place} from './combination.ts';
import {type Basis, groupEvaluator} from './group-evaluator.ts';
import {setMeasure} from './measured-set.ts';
import {exampleCount, cutSet, type EvaluationSet, type SetResult} from './sets.ts';
import {scanSizes} from './scan-sizes.ts';
import type {ScanWeights} from './weights.ts';

/** What was measured at a point, by name. */
export type Measurement = Readonly<Record<string, number | string | null>>;

export const pointTable = {
  evaluate: option(
    asGiven<() => EvaluateResult | Promise<EvaluateResult>>,
    undefined,
    'gives numbers by name, or the loss alone, at the present weights; instead of `loss`',
  ),
  loss: option(
    asGiven<GivenLoss>,
    undefined,
    "name of a loss of the model's output ('softmaxCrossEntropy'), {name, of, correct} for another one, or a function of the batch",
  ),
  data: option(
    asGiven<Examples>,
    undefined,
    'training examples: what the loss is measured on, and what batch normalisation is recalibrated on',
  ),
  test: option(asGiven<Examples>, undefined, 'test examples, measured too'),
  batchNorm: choiceOption(
    batchNormModes,
    'what running statistics are: measured anew on `data` at every point, combined as if they were weights, or kept as they are',
  ),
};

/** What is measured at every point. */
export interface EvaluationOptions extends OptionsOf<typeof pointTable> {}

export type EvaluateResult = number | Readonly<Record<string, number | null>>;

/** Measures points of a scan. */
export interface PointEvaluator {
  /** How many points are measured together at most. */
  readonly group: number;
  /** How batch normalisation is treated; null for a model without it. */
  readonly batchNorm: BatchNormMode | null;
  /** Measures the points that some coefficients make of a basis, which stays the caller's. */
  measure(basis: Basis, points: readonly (readonly number[])[]): Promise<Measurement[]>;
  dispose(): void;
}

function checkResult(owner: string, result: unknown): Measurement {
  if (typeof result === 'number') return {loss: result};
  const entries = typeof result === 'object' && result !== null ? Object.entries(result) : [];
  const wrong = entries.find(([, value]) => typeof value !== 'number' && value !== null);
  if (entries.length > 0 && wrong === undefined) return result as Measurement;
  const received = wrong === undefined ? show(result) : `${wrong[0]} = ${show(wrong[1])}`;
  throw new TypeError(
    `${owner}: evaluate must give a number or an object of numbers, such as {loss: (await tensor.data())[0]}, received ${received}`,
  );
}

const named = (train: SetResult, test: SetResult | null): Measurement => ({
  trainLoss: train.loss,
  trainAccuracy: train.accuracy,
  testLoss: test?.loss ?? null,
  testAccuracy: test?.accuracy ?? null,
});

async function allFinite(tensors: readonly tf.Tensor[]): Promise<boolean> {
  const found = await valuesOf(() => tensors.map((tensor) => tf.all(tf.isFinite(tensor))));
  return found.every(([isFinite]) => isFinite === 1);
}

/**
 * Makes what measures the points of a scan: the caller's function, or loss and accuracy on whole sets.
 *
 * @param owner whose options these are
 * @param weights moved where the caller's function, a loss of the caller's, or the recalibration need it
 * @param own what is measured of the model, in the place of `loss`
 * @throws TypeError, RangeError for options that do not fit
 */
export function pointEvaluator(
  owner: string,
  weights: ScanWeights,
  options: EvaluationOptions,
  own: Objective | null = null,
): PointEvaluator {
  const {model, variables, layerVariables} = weights;
  const {evaluate, loss, data, test, batchNorm} = readValues(owner, pointTable, options);
  if (evaluate !== undefined && typeof evaluate !== 'function') {
    throw new TypeError(`${owner}: evaluate must be a function, received ${show(evaluate)}`);
  }
  if (evaluate !== undefined && (loss !== undefined || test !== undefined)) {
    throw new TypeError(`${owner}: give evaluate, or loss with data and test, received both`);
  }
  if (evaluate === undefined && data === undefined) {
    throw new TypeError(`${owner}: give evaluate, or data {x, y} to measure the loss on, received neither`);
  }
  if (data !== undefined) exampleCount(owner, 'data', data);
  if (test !== undefined) exampleCount(owner, 'test', test);
  const statistics = model === null ? [] : statisticsOf(model);
  const mode = statistics.length === 0 ? null : batchNorm;
  if (mode === 'recalibrate' && data === undefined) {
    throw new RangeError(
      `${owner}: the model has batch normalisation, whose statistics are recalibrated on data at every point: give data ` +
        "{x, y}, or batchNorm 'interpolate' or 'keep'",
    );
  }
  const ofLoss = loss === undefined ? {} : {loss};
  const objective =
    own ?? (evaluate === undefined ? toObjective(owner, {...(model ? {model} : {variables}), ...ofLoss}) : null);
  const sizes = model === null ? {piece: 500, group: 1} : scanSizes(model);
  // Recalibrated statistics and those that are kept are not combined.
  const kept = mode === 'keep' || mode === 'recalibrate' ? statistics : [];
  const sets = [data, test].map((examples) => (examples === undefined ? null : cutSet(examples, sizes.piece)));
  const [train, tested] = sets as [EvaluationSet | null, EvaluationSet | null];
  const isGrouped =
    objective !== null && layerVariables !== null && typeof loss !== 'function' && mode !== 'recalibrate';
  const moved = variables.filter((_, i) => !kept.includes(i));
  const calibration: Recalibrator | null =
    mode === 'recalibrate'
      ? recalibrator(
          model!,
          train!.pieces.map(({x}) => x),
        )
      : null;
  const measured = objective && setMeasure(objective);
  const grouped = isGrouped && sizes.group > 1 ? groupEvaluator(objective, layerVariables, kept) : null;
  const measureOne = async (basis: Basis, coefficients: readonly number[]): Promise<Measurement> => {
    const placed = basis.map((tensors) => tensors.filter((_, i) => !kept.includes(i)));
    place(moved, placed, coefficients);
    calibration?.run();
    if (!measured) return checkResult(owner, await evaluate!());
    return named(await measured.measure(train!), tested && (await measured.measure(tested)));
  };
  return {
    group: grouped ? sizes.group : 1,
    batchNorm: mode,
    async measure(basis, points) {
      // 0 times infinity is NaN, also at the end where the infinite weight does not count.
      if (grouped && (await allFinite(basis.flat()))) {
        const onTrain = await grouped.measure(train!, basis, points);
        const onTest = tested && (await grouped.measure(tested, basis, points));
        return points.map((_, i) => named(onTrain[i]!, onTest?.[i] ?? null));
      }
      const results: Measurement[] = [];
      for (const coefficients of points) results.push(await measureOne(basis, coefficients));
      return results;
    },
    dispose() {
      calibration?.dispose();
      measured?.dispose();
      grouped?.dispose();
      for (const set of sets) set?.dispose();
    },
  };
}
