import * as tf from '@tensorflow/tfjs';
import {checkChoices, show} from '../../base/arguments.ts';
import {readValues} from '../../base/options.ts';
import {otherCopy} from '../../base/other-copy.ts';
import {givenVariables, listed} from '../../autograd/given/index.ts';
import {lossCatalogue, type LossName, lossOfModel} from '../../models/index.ts';
import {checkOwnLoss, penaltiesOf} from '../../models/parts/index.ts';
import type {Examples} from '../../training/index.ts';
import {type LossSource, lossTable} from './source.ts';

/** A named loss of outputs, and what is added to it. */
interface LossParts {
  readonly outputs: (batch: Examples) => tf.Tensor;
  readonly loss: LossName;
  /** The penalties of a model's regularisers; null where it has none. */
  readonly penalty: (() => tf.Scalar) | null;
}

/** A loss that is ready to be probed. */
export interface ResolvedLoss {
  readonly variables: tf.Variable[];
  /** The mean loss of a batch, or of all where there are none. */
  readonly loss: (batch: Examples | null) => tf.Scalar;
  /** The outputs and the loss of them apart, for the Gauss-Newton matrix; null where they are not known apart. */
  readonly parts: LossParts | null;
  readonly data: Examples | null;
  readonly count: number;
  readonly batchSize: number;
}

function resolveVariables(owner: string, variables: unknown): tf.Variable[] {
  const list = listed(variables);
  if (!Array.isArray(list)) {
    throw new TypeError(
      `${owner}: variables must be an array of tf.Variable or a tf.LayersModel, received ${show(variables)}${otherCopy(variables)}`,
    );
  }
  if (list.length === 0) {
    const received = Array.isArray(variables) ? 'none' : 'a model without';
    throw new RangeError(`${owner}: variables must hold at least one, received ${received}`);
  }
  for (const [i, variable] of (list as unknown[]).entries()) {
    if (variable instanceof tf.Variable && !variable.isDisposed && variable.dtype === 'float32') continue;
    const received = variable instanceof tf.Variable ? 'one that is disposed or of another type' : show(variable);
    const remedy = variable instanceof tf.Tensor && !(variable instanceof tf.Variable) ? ': tf.variable(x)' : '';
    throw new TypeError(
      `${owner}: variables[${i}] must be a tf.Variable of type float32, received ${received}${remedy}`,
    );
  }
  return list as tf.Variable[];
}

function resolveData(owner: string, data: Examples | undefined): {data: Examples | null; count: number} {
  if (data === undefined) return {data: null, count: 1};
  for (const name of ['x', 'y'] as const) {
    if (!((data as Partial<Examples>)?.[name] instanceof tf.Tensor)) {
      throw new TypeError(`${owner}: data must be {x, y} with two tensors, received ${show(data)}`);
    }
  }
  const [count, labels] = [data.x.shape[0], data.y.shape[0]];
  if (count !== undefined && count > 0 && count === labels) return {data, count};
  throw new RangeError(
    `${owner}: data must have the same number of examples, at least 1, in the first axis of x and y, received the shapes ` +
      `[${data.x.shape.join(', ')}] and [${data.y.shape.join(', ')}]`,
  );
}

function scalar(owner: string, value: unknown): tf.Scalar {
  if (value instanceof tf.Tensor && value.size === 1) return value.rank === 0 ? (value as tf.Scalar) : value.asScalar();
  const received = value instanceof tf.Tensor ? `a tensor of shape [${value.shape.join(', ')}]` : show(value);
  throw new TypeError(`${owner}: loss must give a scalar, such as a tf.mean over the examples, received ${received}`);
}

function penaltyOf(model: tf.LayersModel): (() => tf.Scalar) | null {
  const penalties = penaltiesOf(model);
  return penalties.length === 0 ? null : () => tf.addN(penalties.map((penalty) => penalty()));
}

/**
 * Checks what a loss is made of and puts it together.
 *
 * @throws TypeError, RangeError where something is missing or does not fit
 */
export function resolveLoss(owner: string, source: LossSource): ResolvedLoss {
  const {variables: given, outputs, batchSize, ...rest} = readValues(owner, lossTable, source);
  if (given === undefined) {
    throw new TypeError(`${owner}: variables must be given: an array of tf.Variable, or a tf.LayersModel`);
  }
  const variables = resolveVariables(owner, given);
  const {data, count} = resolveData(owner, rest.data);
  const size = batchSize === 'full' ? count : Math.min(batchSize, count);
  const shared = {variables, data, count, batchSize: size};
  const {loss = outputs ? 'softmaxCrossEntropy' : undefined} = rest;
  if (typeof loss === 'function') {
    checkOwnLoss(owner, loss);
    const batches = data === null ? undefined : [data];
    // Without data nothing is given, or what the loss asks for.
    const own = {variables: given, xs: variables, batches};
    const call = givenVariables(owner, {loss}, own) as (batch?: Examples) => unknown;
    return {...shared, loss: (batch) => scalar(owner, call(batch ?? undefined)), parts: null};
  }
  const model = given instanceof tf.LayersModel ? given : null;
  if (loss === undefined && model === null) {
    throw new TypeError(`${owner}: loss must be given: a function, or the name of one`);
  }
  // Those of TensorFlow.js, and what a model was compiled with, have no Gauss-Newton matrix here.
  const named = outputs === undefined && model !== null ? lossOfModel(owner, model, loss) : null;
  const isOwn = named === null || Object.hasOwn(lossCatalogue, named.name);
  if (named === null) checkChoices(owner, {loss: loss!}, Object.keys(lossCatalogue));
  const name = (named?.name ?? loss) as LossName;
  if (outputs === undefined && model === null) {
    throw new TypeError(`${owner}: the loss ${name} needs outputs, or a model in the place of variables`);
  }
  if (data === null) throw new TypeError(`${owner}: the loss ${name} needs data, {x, y}`);
  // As at prediction time: without dropout, normalisation by its running statistics.
  const apply = outputs ?? (({x}: Examples) => model!.apply(x, {training: false}) as tf.Tensor);
  const penalty = outputs === undefined ? penaltyOf(model!) : null;
  const of = named?.of ?? lossCatalogue[name];
  const mean = (batch: Examples): tf.Scalar => {
    const losses = of(batch.y, apply(batch));
    return scalar(owner, losses.rank === 0 ? losses : tf.mean(losses));
  };
  return {
    ...shared,
    loss: (batch) => (penalty === null ? mean(batch!) : tf.add(mean(batch!), penalty())),
    parts: isOwn ? {outputs: apply, loss: name, penalty} : null,
  };
}
