import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {listed} from '../../autograd/given/index.ts';
import {asGiven, option, type OptionsOf} from '../../base/options.ts';
import {isLayerLike, otherCopy} from '../../base/other-copy.ts';

/** Reads a model. */
export function asModel(owner: string, name: string, received: tf.LayersModel): tf.LayersModel {
  if (received instanceof tf.LayersModel) return received;
  throw new TypeError(`${owner}: ${name} must be a tf.LayersModel, received ${show(received)}${otherCopy(received)}`);
}

/** A model alone stands for options that hold nothing else. */
export const modelOrOptions = <Options extends {model?: tf.LayersModel | undefined}>(
  given: Options | tf.LayersModel,
): Options => (isLayerLike(given) ? ({model: given} as object as Options) : given);

export const weightTable = {
  model: option(
    asGiven<tf.LayersModel>,
    undefined,
    'whose weights are moved, all of them, in the order of `model.getWeights()`',
  ),
  variables: option(
    asGiven<tf.Variable | readonly tf.Variable[] | tf.LayersModel>,
    undefined,
    'what is moved in place of a model, one or a list; a model stands for its trainable weights; a loss function of your own depends on them',
  ),
};

/** Whose weights are moved: a model, or variables that a loss function of the caller depends on. */
export interface WeightSource extends OptionsOf<typeof weightTable> {}

/** A point of weight space: a tensor for each weight, in the order of `model.getWeights()`; or a model for those that it has. */
export type Point = readonly tf.Tensor[] | tf.LayersModel;

type LayerVariable = tf.LayersModel['weights'][number];

/** The weights of a scan. */
export interface ScanWeights {
  readonly model: tf.LayersModel | null;
  readonly variables: readonly tf.Variable[];
  /** Of the model, in the same order; null without one. */
  readonly layerVariables: readonly LayerVariable[] | null;
}

/**
 * The weights of a model, or variables, checked.
 *
 * @param owner whose arguments these are
 * @throws TypeError, RangeError where there is not exactly one of them, or nothing in it
 */
export function scanWeights(owner: string, {model, variables}: WeightSource): ScanWeights {
  if ((model === undefined) === (variables === undefined)) {
    const received = model === undefined ? 'neither' : 'both';
    throw new TypeError(`${owner}: give model or variables, received ${received}`);
  }
  if (model !== undefined) asModel(owner, 'model', model);
  const list = model === undefined ? listed(variables) : model.weights.map((weight) => weight.read());
  if (!Array.isArray(list)) {
    throw new TypeError(
      `${owner}: variables must be an array of tf.Variable, or a tf.LayersModel for its trainable weights, received ${show(variables)}${otherCopy(variables)}`,
    );
  }
  const own = list as readonly tf.Variable[];
  if (own.length === 0) throw new RangeError(`${owner}: there must be at least one weight, received none`);
  const wrong = own.findIndex((variable) => !(variable instanceof tf.Variable) || variable.dtype !== 'float32');
  if (wrong >= 0) {
    const received: unknown = own[wrong];
    const what = received instanceof tf.Variable ? `one of type ${received.dtype}` : show(received);
    throw new TypeError(`${owner}: weight ${wrong} must be a float32 tf.Variable, received ${what}`);
  }
  return {model: model ?? null, variables: own, layerVariables: model?.weights ?? null};
}

/** The tensors that a point is given by: those of a list, one tensor, or the weights of a model, all or those that are trained. */
function tensorsOf(point: unknown, count: number): unknown {
  if (!(point instanceof tf.LayersModel)) return listed(point);
  const all = point.getWeights();
  return all.length === count ? all : listed(point);
}

/**
 * The tensors of a point, checked to be values of the weights.
 *
 * @param owner whose argument this is
 * @param name of the argument
 * @throws TypeError, RangeError where number, shapes or types differ
 */
export function toPoint(
  owner: string,
  name: string,
  point: Point | tf.Tensor | undefined,
  variables: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  const tensors = tensorsOf(point, variables.length);
  if (!Array.isArray(tensors)) {
    throw new TypeError(
      `${owner}: ${name} must be an array of tensors, or a model, received ${show(point)}${otherCopy(point)}`,
    );
  }
  if (tensors.length !== variables.length) {
    throw new RangeError(
      `${owner}: ${name} must have one tensor for each of the ${variables.length} weights in the order of ` +
        `model.getWeights(), received ${tensors.length}`,
    );
  }
  for (const [i, variable] of variables.entries()) {
    const tensor: unknown = tensors[i];
    const wanted = `${name}[${i}] must be a float32 tensor of shape [${variable.shape.join(', ')}]`;
    if (!(tensor instanceof tf.Tensor)) throw new TypeError(`${owner}: ${wanted}, received ${show(tensor)}`);
    if (tensor.isDisposed) throw new RangeError(`${owner}: ${wanted}, received one that is disposed`);
    if (tensor.dtype === 'float32' && tf.util.arraysEqual(tensor.shape, variable.shape)) continue;
    throw new RangeError(`${owner}: ${wanted}, received ${tensor.dtype} [${tensor.shape.join(', ')}]`);
  }
  return tensors as readonly tf.Tensor[];
}

/** The tensors of a point that others are checked against. */
export function pointTensors(owner: string, name: string, point: Point): readonly tf.Tensor[] {
  const tensors = point instanceof tf.LayersModel ? point.getWeights() : listed(point);
  const isPoint = Array.isArray(tensors) && tensors.every((each) => (each as unknown) instanceof tf.Tensor);
  if (isPoint) return tensors as readonly tf.Tensor[];
  throw new TypeError(
    `${owner}: ${name} must be an array of tensors, or a model, received ${show(point)}${otherCopy(point)}`,
  );
}

/** Runs a function that moves the weights, and puts them back afterwards, also where it throws. */
export async function withWeightsRestored<T>(variables: readonly tf.Variable[], run: () => Promise<T>): Promise<T> {
  const saved = variables.map((variable) => tf.clone(variable));
  try {
    return await run();
  } finally {
    for (const [i, variable] of variables.entries()) variable.assign(saved[i]!);
    tf.dispose(saved);
  }
}
