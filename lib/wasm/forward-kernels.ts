import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../base/kernel-data.ts';
import {replaceKernel} from './kernels.ts';
import {padded, taps, tapValues} from './windows.ts';

type Call = Parameters<tf.KernelFunc>[0];
type Case = (call: Call, original: tf.KernelFunc) => tf.TensorInfo | tf.TensorInfo[] | undefined;

/** Replaces a kernel in some cases; undefined leaves a call to the kernel. */
function inCase(kernelName: string, special: Case): void {
  replaceKernel(kernelName, (original) => (call) => {
    // Left out where a result is undefined, which a tidy would refuse.
    const found = (tf.tidy as (work: () => unknown) => ReturnType<Case>)(() => special(call, original));
    return found ?? original(call);
  });
}

const wrapped = new WeakSet<tf.KernelFunc>();

/** The same for a kernel that has been replaced before. */
function around(kernelName: string, special: Case): void {
  const kernel = tf.getKernel(kernelName, 'wasm') as tf.KernelConfig | undefined;
  if (kernel === undefined || wrapped.has(kernel.kernelFunc)) return;
  const kernelFunc: tf.KernelFunc = (call) => special(call, kernel.kernelFunc) ?? kernel.kernelFunc(call);
  wrapped.add(kernelFunc);
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({...kernel, kernelFunc});
}

const xOf = ({inputs}: Call): tf.Tensor => inputs['x'] as tf.Tensor;

/** The kernels fill what they allocate only where they have something to add up. */
const identities: Readonly<Record<string, number>> = {
  [tf.Sum]: 0,
  [tf.Prod]: 1,
  [tf.Max]: -Infinity,
  [tf.Min]: Infinity,
  [tf.Any]: 0,
  [tf.All]: 1,
  [tf.Mean]: Number.NaN,
};

/** The result of reducing a tensor without elements. */
function reduced(kernelName: string, call: Call): tf.Tensor | undefined {
  const x = xOf(call);
  if (x.size > 0) return undefined;
  const {axis, reductionIndices, keepDims} = call.attrs as {
    axis?: number | number[];
    reductionIndices?: number | number[];
    keepDims?: boolean;
  };
  const axes = tf.util.parseAxisParam((axis ?? reductionIndices)!, x.shape);
  const [shape] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
  const result = keepDims ? tf.backend_util.expandShapeToKeepDim(shape, axes) : shape;
  const dtype = kernelName === tf.Mean ? 'float32' : x.dtype === 'bool' && kernelName === tf.Sum ? 'int32' : x.dtype;
  return tf.fill(result, identities[kernelName]!, dtype);
}

/** Kernels of single numbers, which take the bytes of truth values for numbers and write beyond their memory. */
const ofNumbers = [
  tf.Abs,
  tf.Ceil,
  tf.Cos,
  tf.Elu,
  tf.Exp,
  tf.Expm1,
  tf.Floor,
  tf.LeakyRelu,
  tf.Log,
  tf.Log1p,
  tf.Neg,
  tf.Reciprocal,
  tf.Relu,
  tf.Relu6,
  tf.Round,
  tf.Rsqrt,
  tf.Selu,
  tf.Sigmoid,
  tf.Sign,
  tf.Sin,
  tf.Softplus,
  tf.Sqrt,
  tf.Square,
  tf.Step,
  tf.Tan,
  tf.Tanh,
];

/** Runs a kernel that knows numbers of four bytes only, or only floating ones, on these. */
const through =
  (dtype: 'float32' | 'int32', wrong: readonly string[]): Case =>
  (call, original) => {
    const x = xOf(call);
    if (!wrong.includes(x.dtype)) return undefined;
    const result = original({...call, inputs: {...call.inputs, x: tf.cast(x, dtype)}}) as tf.TensorInfo;
    const whole = tf.engine().makeTensorFromTensorInfo(result);
    return tf.cast(whole, x.dtype);
  };

/** `y = max over taps of x[row + i, column + j, c] + w[i, j, c]`, also where no sum is positive. */
function dilated({inputs, attrs}: Call): tf.Tensor {
  const {x, filter} = inputsOf<{x: tf.Tensor4D; filter: tf.Tensor3D}>(inputs);
  const {strides, pad, dilations} = attributesOf<tf.Dilation2DAttrs>(attrs);
  const info = tf.backend_util.computeDilation2DInfo(x.shape, filter.shape, strides, pad, 'NHWC', dilations);
  const whole = padded(x, info, -3.4028234663852886e38);
  const weights = tf.unstack(tf.reshape(filter, [-1, filter.shape[2]]));
  return taps(info)
    .map((tap, i) => tf.add(tapValues(whole, tap, info), weights[i]!))
    .reduce((most, one) => tf.maximum(most, one));
}

/** A product over no places is zero, which the kernels do not write. */
const productOfNone: Case = ({inputs, attrs}) => {
  const {a, b, bias} = inputsOf<{a: tf.Tensor; b: tf.Tensor; bias?: tf.Tensor}>(inputs);
  if (a.size > 0 && b.size > 0) return undefined;
  const {transposeA, transposeB, activation = 'linear'} = attributesOf<Partial<tf._FusedMatMulAttrs>>(attrs);
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const zeros = tf.zeros([...batch, a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!]);
  if (activation !== 'linear') throw new RangeError('_FusedMatMul on wasm: a and b must have elements, received none');
  return bias ? tf.add(zeros, bias) : zeros;
};

/** The kernel walks slopes in the order of the values: right for one slope a channel only. */
const prelu: Case = ({inputs}) => {
  const {x, alpha} = inputsOf<{x: tf.Tensor; alpha: tf.Tensor}>(inputs);
  if (alpha.size === x.shape.at(-1) && alpha.shape.at(-1) === alpha.size) return undefined;
  return tf.where(tf.less(x, 0), tf.mul(alpha, x), tf.broadcastTo(x, x.shape));
};

/** Values of each batch by their own indices; the kernel takes them of the first batch. */
function gatheredByBatch(x: tf.Tensor, indices: tf.Tensor, axis: number, batchDims: number): tf.Tensor {
  const batch = x.shape.slice(0, batchDims);
  const values = tf.unstack(tf.reshape(x, [-1, ...x.shape.slice(batchDims)]));
  const places = tf.unstack(tf.reshape(indices, [-1, ...indices.shape.slice(batchDims)]));
  const rows = values.map((each, i) => tf.gather(each, places[i]!, axis - batchDims));
  return tf.reshape(tf.stack(rows), [...batch, ...rows[0]!.shape]);
}

const gather: Case = ({inputs, attrs}) => {
  const {x, indices} = inputsOf<{x: tf.Tensor; indices: tf.Tensor}>(inputs);
  const {axis, batchDims} = attributesOf<tf.GatherV2Attrs>(attrs);
  const along = tf.util.parseAxisParam(axis, x.shape)[0]!;
  const shape = [...x.shape.slice(0, along), ...indices.shape.slice(batchDims), ...x.shape.slice(along + 1)];
  if (tf.util.sizeFromShape(shape) === 0) return tf.zeros(shape, x.dtype);
  return batchDims > 0 ? gatheredByBatch(x, indices, along, batchDims) : undefined;
};

/** Clamping of XNNPACK takes NaN for the least value. */
const clamped = (x: tf.Tensor, least: number, most: number): tf.Tensor =>
  tf.where(tf.greater(x, most), tf.fill(x.shape, most), tf.where(tf.less(x, least), tf.fill(x.shape, least), x));

/** The product without its activation, where this is a clamping; convolutions themselves take NaN for minus infinity. */
const unclamped: Case = (call, original) => {
  const {activation} = attributesOf<tf._FusedMatMulAttrs>(call.attrs);
  if (activation !== 'relu' && activation !== 'relu6') return undefined;
  const result = original({...call, attrs: {...call.attrs, activation: 'linear'}}) as tf.TensorInfo;
  const whole = tf.engine().makeTensorFromTensorInfo(result);
  return activation === 'relu' ? tf.relu(whole) : tf.relu6(whole);
};

const activations: Readonly<Record<string, (x: tf.Tensor, alpha: number, slopes?: tf.Tensor) => tf.Tensor>> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  elu: (x) => tf.elu(x),
  sigmoid: (x) => tf.sigmoid(x),
  leakyrelu: (x, alpha) => tf.leakyRelu(x, alpha),
  prelu: (x, _alpha, slopes) => tf.prelu(x, slopes!),
};

/** The kernel adds a bias right to one matrix that is not transposed. */
const biased: Case = ({inputs, attrs}) => {
  const {a, b, bias, preluActivationWeights} = inputsOf<Record<string, tf.Tensor | undefined>>(inputs);
  const {transposeA, transposeB, activation, leakyreluAlpha} = attributesOf<tf._FusedMatMulAttrs>(attrs);
  const batches = tf.util.sizeFromShape(a!.shape.slice(0, -2)) * tf.util.sizeFromShape(b!.shape.slice(0, -2));
  const isRight = batches === 1 && !transposeA && !transposeB && (bias === undefined || bias.rank === 1);
  const activate = activations[activation];
  if (isRight || activate === undefined) return undefined;
  const product = tf.matMul(a!, b!, transposeA, transposeB);
  return activate(bias ? tf.add(product, bias) : product, leakyreluAlpha ?? 0.2, preluActivationWeights);
};

/** Truth values chosen between as numbers of four bytes. */
const chosen: Case = (call, original) => {
  const {condition, t, e} = inputsOf<Record<string, tf.Tensor>>(call.inputs);
  if (t!.dtype !== 'bool') return undefined;
  const inputs = {condition: condition!, t: tf.cast(t!, 'int32'), e: tf.cast(e!, 'int32')};
  const result = original({...call, inputs}) as tf.TensorInfo;
  return tf.cast(tf.engine().makeTensorFromTensorInfo(result), 'bool');
};

/** Replaces kernels of the WebAssembly backend that give wrong values, or read and write beyond their memory, in some cases. */
export function replaceForwardKernels(): void {
  for (const name of Object.keys(identities)) inCase(name, (call) => reduced(name, call));
  for (const name of ofNumbers) {
    inCase(name, (call) => {
      if (xOf(call).dtype !== 'bool') return undefined;
      throw new TypeError(`${name} on wasm: x must be numbers, received truth values: tf.cast(x, 'float32') first`);
    });
  }
  inCase(tf.Cast, (call) => {
    const {dtype} = attributesOf<tf.CastAttrs>(call.attrs);
    const x = xOf(call);
    return dtype === 'bool' && x.dtype !== 'bool' ? tf.notEqual(x, tf.zerosLike(x)) : undefined;
  });
  inCase(tf.ClipByValue, (call) => {
    const {clipValueMin, clipValueMax} = attributesOf<tf.ClipByValueAttrs>(call.attrs);
    const x = xOf(call);
    return tf.cast(clamped(tf.cast(x, 'float32'), clipValueMin, clipValueMax), x.dtype);
  });
  around(tf.Relu6, (call) => (xOf(call).dtype === 'float32' ? clamped(xOf(call), 0, 6) : undefined));
  inCase(tf.StridedSlice, through('float32', ['int32', 'bool']));
  inCase(tf.Reverse, through('int32', ['bool']));
  for (const name of [tf.IsNan, tf.IsInf]) {
    inCase(name, (call) => (xOf(call).dtype === 'float32' ? undefined : tf.zeros(xOf(call).shape, 'bool')));
  }
  inCase(tf.GatherV2, gather);
  for (const name of [tf.Prelu, tf.Tile, tf.Transpose]) {
    inCase(name, (call, original) => {
      const x = xOf(call);
      if (x.size > 0) return name === tf.Prelu ? prelu(call, original) : undefined;
      const {reps, perm} = (call.attrs ?? {}) as {reps?: number[]; perm?: number[]};
      const shape = perm ? perm.map((axis) => x.shape[axis]!) : x.shape.map((size, i) => size * (reps?.[i] ?? 1));
      return tf.zeros(shape, x.dtype);
    });
  }
  around(tf.BatchMatMul, productOfNone);
  around(
    tf._FusedMatMul,
    (call, original) => productOfNone(call, original) ?? biased(call, original) ?? unclamped(call, original),
  );
  inCase(tf.Select, chosen);
  inCase(tf.Dilation2D, dilated);
}
