import * as tf from '@tensorflow/tfjs';

/** An attribute of a TensorFlow operation, as the binding takes it. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The compiled part of tfjs-node, as far as it is used here. */
export interface Binding {
  readonly TF_FLOAT: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_BOOL: number;
  createTensor(shape: number[], dtype: number, values: Float32Array | Int32Array): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): ArrayLike<number>;
  executeOp(
    name: string,
    attributes: Attribute[],
    inputs: number[],
    outputs: number,
  ): {id: number; shape: number[]; dtype: number}[];
}

/** What tfjs-node keeps of the data that tensors share: their native tensor, or values that are not there yet. */
export interface TensorData {
  readonly values: unknown;
  readonly id: number;
  refCount: number;
}

/** The backend of tfjs-node, as far as it is used here. */
export interface NativeBackend {
  readonly binding: Binding;
  readonly tensorMap: {get(dataId: object): TensorData};
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  createOutputTensor(metadata: {id: number; shape: number[]; dtype: number}): tf.Tensor;
}

/**
 * The backend of tfjs-node where it is the one that runs, else null.
 *
 * @example
 * nativeBackend()?.binding.executeOp('Identity', [], [0], 1);
 */
export function nativeBackend(): NativeBackend | null {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as NativeBackend) : null;
}
