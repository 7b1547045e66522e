import * as tf from '@tensorflow/tfjs';

/** What TensorFlow says of a tensor that it made. */
export interface NativeOutput {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** An attribute of an operation; the type is one of the binding's TF_ATTR constants. */
export interface NativeAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** Values in the form in which the backend takes them; strings are arrays of bytes. */
export type Values = Float32Array | Int32Array | Uint8Array | Uint8Array[];

/** The functions of tfjs-node's compiled part that this package uses. */
export interface NativeBinding {
  createTensor(shape: number[], dtype: number, values: Values): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Values;
  executeOp(name: string, attributes: NativeAttribute[], inputs: number[], outputs: number): NativeOutput[];
  loadSavedModel(folder: string, tags: string): number;
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): NativeOutput[];
  deleteSavedModel(session: number): void;
  getNumOfSavedModels(): number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
}

/** The data of a tensor: values that TensorFlow has not seen yet, or its native id. */
export interface TensorEntry {
  readonly shape: number[];
  readonly dtype: number;
  values: Values | null;
  id: number;
  readonly refCount: number;
}

/** The backend of tfjs-node. */
export interface NativeBackend {
  binding: NativeBinding;
  readonly tensorMap: {get(dataId: object): TensorEntry | undefined; has(dataId: object): boolean};
  write(values: Values, shape: number[], dtype: tf.DataType): object;
  read(dataId: object): Promise<Values>;
  readSync(dataId: object): Values;
  createOutputTensor(output: NativeOutput): tf.Tensor;
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  getDTypeInteger(dtype: tf.DataType): number;
}

/** TensorFlow's numbers for the types of tensors that a compiled function may hold. */
export const nativeTypes = {float32: 1, int32: 3, string: 7, complex64: 8, int64: 9, bool: 10, resource: 20} as const;

/** The backend of tfjs-node where it is the one that runs, else null. */
export function nativeBackend(): NativeBackend | null {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as NativeBackend) : null;
}

/** The native id of a tensor's data, handed to TensorFlow now where it was not yet. */
export function nativeId(backend: NativeBackend, dataId: object): number {
  const entry = backend.tensorMap.get(dataId);
  if (entry === undefined) throw new Error('internal: a tensor without data on the native backend');
  if (entry.values !== null) {
    entry.id = backend.binding.createTensor(entry.shape, entry.dtype, entry.values);
    entry.values = null;
  }
  return entry.id;
}
