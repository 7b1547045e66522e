import * as tf from '@tensorflow/tfjs';
import {show} from '../../base/arguments.ts';
import {otherCopy} from '../../base/other-copy.ts';

type LayerVariable = tf.LayersModel['weights'][number];

/**
 * What to differentiate with respect to: tensors or variables, one or a list; a model or a layer, which stands for its trainable
 * weights in order; or such weights.
 */
export type Variables = tf.Tensor | tf.layers.Layer | readonly (tf.Tensor | LayerVariable)[];

const isWeight = (value: unknown): value is LayerVariable =>
  typeof (value as {read?: unknown} | null | undefined)?.read === 'function';

/** The tensors that a value stands for; what is none stays as it is. */
export function listed(value: unknown): unknown {
  if (value instanceof tf.Tensor) return [value];
  if (value instanceof tf.layers.Layer) return value.trainableWeights.map((weight) => weight.read());
  return Array.isArray(value) ? value.map((each: unknown) => (isWeight(each) ? each.read() : each)) : value;
}

/**
 * The tensors that `variables` stands for.
 *
 * @throws TypeError, RangeError where there are none, or where they are no tensors of real numbers
 */
export function toTensors(owner: string, variables: Variables): tf.Tensor[] {
  const tensors = listed(variables);
  if (!Array.isArray(tensors)) {
    throw new TypeError(
      `${owner}: variables must be an array of tf.Variable or a tf.LayersModel, received ${show(variables)}${otherCopy(variables)}`,
    );
  }
  if (tensors.length === 0) {
    const received = Array.isArray(variables) ? '[]' : 'a model without trainable weights';
    throw new RangeError(`${owner}: variables must hold at least one, received ${received}`);
  }
  for (const [i, tensor] of (tensors as unknown[]).entries()) {
    if (tensor instanceof tf.Tensor && tensor.dtype === 'float32') continue;
    const received = tensor instanceof tf.Tensor ? `a tensor of type ${tensor.dtype}` : show(tensor);
    throw new TypeError(`${owner}: variables[${i}] must be a tensor of type float32, received ${received}`);
  }
  return tensors as tf.Tensor[];
}

/** Vectors in the shapes of what they belong to: one or a list, or a model or a layer for its trainable weights. */
export function toVectors(owner: string, name: string, vectors: Variables, like: readonly tf.Tensor[]): tf.Tensor[] {
  const list = listed(vectors);
  if (!Array.isArray(list) || list.length !== like.length) {
    const received = Array.isArray(list) ? `${list.length}` : show(vectors) + otherCopy(vectors);
    throw new RangeError(`${owner}: ${name} must be an array of ${like.length} tensors, received ${received}`);
  }
  for (const [i, vector] of (list as unknown[]).entries()) {
    const {shape} = like[i]!;
    if (!(vector instanceof tf.Tensor)) {
      throw new TypeError(`${owner}: ${name}[${i}] must be a tensor, received ${show(vector)}`);
    }
    if (tf.util.arraysEqual(vector.shape, shape) && vector.dtype === 'float32') continue;
    throw new RangeError(
      `${owner}: ${name}[${i}] must be of type float32 and shape [${shape.join(', ')}], received ${vector.dtype} of shape ` +
        `[${vector.shape.join(', ')}]`,
    );
  }
  return list as tf.Tensor[];
}
