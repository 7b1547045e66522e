import * as tf from '@tensorflow/tfjs';
import {type NativeBackend, nativeId, type TensorData} from '../binding.ts';

/** A tensor of its own with the same value, without a copy of the buffer. */
export function ownTensor(backend: NativeBackend, tensor: tf.Tensor): tf.Tensor {
  const {binding} = backend;
  const type = {name: 'T', type: binding.TF_ATTR_TYPE, value: backend.getDTypeInteger(tensor.dtype)};
  const [output] = binding.executeOp('Identity', [type], [nativeId(backend, tensor.dataId)], 1);
  return backend.createOutputTensor(output!);
}

/**
 * All variables by their data, each with data of its own.
 *
 * Variables that were made of one tensor, or assigned to each other, share data, by which they could not be told apart.
 */
export function variablesByData(backend: NativeBackend): Map<object, tf.Variable> {
  const variables = Object.values(tf.engine().registeredVariables);
  for (const variable of variables) {
    if (variable.dtype === 'string' || backend.tensorMap.get(variable.dataId)?.refCount === 1) continue;
    if (!backend.tensorMap.has(variable.dataId)) continue;
    const value = ownTensor(backend, variable);
    variable.assign(value);
    value.dispose();
  }
  return new Map(variables.map((variable) => [variable.dataId, variable]));
}

/** Whether the id may be replaced: the fused updates put it behind a getter, and such data go their own way when left. */
export function isPlainEntry(entry: TensorData): boolean {
  return Object.getOwnPropertyDescriptor(entry, 'id')?.get === undefined;
}

/** Gives a variable a new value, which belongs to the variable afterwards. */
export function giveValue(
  backend: NativeBackend,
  variable: tf.Variable,
  output: {id: number; shape: number[]; dtype: number},
): void {
  const entry = backend.tensorMap.get(variable.dataId);
  if (entry !== undefined && isPlainEntry(entry) && entry.refCount === 1) {
    if (entry.values === null) backend.binding.deleteTensor(entry.id);
    entry.values = null;
    entry.id = output.id;
    return;
  }
  // Someone else holds the old value, which must not change under them.
  const value = backend.createOutputTensor(output);
  variable.assign(value);
  value.dispose();
}
