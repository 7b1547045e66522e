import * as tf from '@tensorflow/tfjs';
import {show} from '../base/arguments.ts';

/** What to differentiate with respect to: tensors or variables, or a model, which stands for its trainable weights in order. */
export type Variables = readonly tf.Tensor[] | tf.LayersModel;

/**
 * The tensors that `variables` stands for.
 *
 * @throws TypeError, RangeError where there are none, or where they are no tensors of real numbers
 */
export function toTensors(owner: string, variables: Variables): tf.Tensor[] {
  const isModel = variables instanceof tf.LayersModel;
  if (!isModel && !Array.isArray(variables)) {
    throw new TypeError(
      `${owner}: variables must be an array of tf.Variable or a tf.LayersModel, received ${show(variables)}`,
    );
  }
  const tensors = isModel ? variables.trainableWeights.map((weight) => weight.read()) : [...variables];
  if (tensors.length === 0) {
    throw new RangeError(
      `${owner}: variables must hold at least one, received ${isModel ? 'a model without trainable weights' : '[]'}`,
    );
  }
  for (const [i, tensor] of tensors.entries()) {
    if (!((tensor as unknown) instanceof tf.Tensor) || tensor.dtype !== 'float32') {
      const received = (tensor as unknown) instanceof tf.Tensor ? `a tensor of type ${tensor.dtype}` : show(tensor);
      throw new TypeError(`${owner}: variables[${i}] must be a tensor of type float32, received ${received}`);
    }
  }
  return tensors;
}

/** Refuses vectors that do not have the shapes of what they belong to. */
export function checkShapes(
  owner: string,
  name: string,
  vectors: readonly tf.Tensor[],
  like: readonly tf.Tensor[],
): void {
  if (!Array.isArray(vectors) || vectors.length !== like.length) {
    const received = Array.isArray(vectors) ? `${vectors.length}` : show(vectors);
    throw new RangeError(`${owner}: ${name} must be an array of ${like.length} tensors, received ${received}`);
  }
  for (const [i, vector] of vectors.entries()) {
    const {shape} = like[i]!;
    if (!((vector as unknown) instanceof tf.Tensor)) {
      throw new TypeError(`${owner}: ${name}[${i}] must be a tensor, received ${show(vector)}`);
    }
    if (tf.util.arraysEqual(vector.shape, shape) && vector.dtype === 'float32') continue;
    throw new RangeError(
      `${owner}: ${name}[${i}] must be of type float32 and shape [${shape.join(', ')}], received ${vector.dtype} of shape ` +
        `[${vector.shape.join(', ')}]`,
    );
  }
}
