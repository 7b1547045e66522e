import * as tf from '@tensorflow/tfjs';

/** A tensor that TensorFlow has made, as the binding speaks of it. */
export interface NativeTensor {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** An attribute of an operation; the type is one of the binding's TF_ATTR constants. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** The numbers by which the binding tells kinds of attributes apart. */
export interface AttributeKinds {
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
}

/** Values in the form in which the backend takes them; strings are arrays of bytes. */
export type Values = Float32Array | Int32Array | Uint8Array | Uint8Array[];

/** The compiled part of tfjs-node, as far as this package uses it. */
export interface Binding extends AttributeKinds {
  createTensor(shape: number[], dtype: number, values: Values): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Values;
  executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number): NativeTensor[];
  loadSavedModel(folder: string, tags: string): number;
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): NativeTensor[];
  deleteSavedModel(session: number): void;
  getNumOfSavedModels(): number;
  readonly TF_Version?: string;
}

/** The data that tensors share: values that TensorFlow has not seen yet, or their native id. */
export interface TensorData {
  readonly shape: number[];
  readonly dtype: number;
  values: Values | null;
  id: number;
  readonly refCount: number;
}

/** The backend of tfjs-node, as far as this package uses it. */
export interface NativeBackend {
  binding: Binding;
  readonly tensorMap: {get(dataId: object): TensorData | undefined; has(dataId: object): boolean};
  write(values: Values, shape: number[], dtype: tf.DataType): object;
  read(dataId: object): Promise<Values>;
  readSync(dataId: object): Values;
  createOutputTensor(output: NativeTensor): tf.Tensor;
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  executeSingleOutput(name: string, attributes: Attribute[], inputs: tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(name: string, attributes: Attribute[], inputs: tf.TensorInfo[], outputs: number): tf.Tensor[];
  getDTypeInteger(dtype: tf.DataType): number;
}

/** TensorFlow's numbers for the types of tensors that a compiled function may hold. */
export const nativeTypes = {float32: 1, int32: 3, string: 7, complex64: 8, int64: 9, bool: 10, resource: 20} as const;

/**
 * The backend of tfjs-node where it is the one that runs, else null.
 *
 * @example
 * nativeBackend()?.binding.executeOp('Identity', [], [0], 1);
 */
export function nativeBackend(): NativeBackend | null {
  // TensorFlow.js knows its backends as kernel backends; the name tells which class this is.
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as NativeBackend) : null;
}

/** The native id of a tensor's data, handed to TensorFlow now where it was not yet. */
export function nativeId(backend: NativeBackend, dataId: object): number {
  const data = backend.tensorMap.get(dataId);
  if (data === undefined) throw new Error('internal: a tensor without data on the native backend');
  if (data.values !== null) {
    data.id = backend.binding.createTensor(data.shape, data.dtype, data.values);
    data.values = null;
  }
  return data.id;
}

const answers = new WeakMap<object, Map<string, boolean>>();

/**
 * Whether the TensorFlow library that runs knows an operation; older ones lack some, and others than this package's build its own.
 *
 * @param backend asked once for each name
 * @param name such as 'OptimUpdate'
 * @example
 * operationExists(nativeBackend()!, 'OptimUpdate'); // true
 */
export function operationExists(backend: Pick<NativeBackend, 'binding'>, name: string): boolean {
  let known = answers.get(backend);
  if (known === undefined) answers.set(backend, (known = new Map()));
  let exists = known.get(name);
  if (exists === undefined) known.set(name, (exists = probe(backend.binding, name)));
  return exists;
}

/** Without inputs no operation runs; the message says whether it was found. */
function probe(binding: Binding, name: string): boolean {
  try {
    binding.executeOp(name, [], [], 0);
    return true;
  } catch (error) {
    return !String(error).includes('neither a type of a primitive operation');
  }
}
