import * as tf from '@tensorflow/tfjs';
import type {Elementwise} from './program.ts';
import {NotElementwise, type RecordingBackend} from './recording-backend.ts';

/** The name of the recording backend, which is never the one that is chosen. */
export const recordingName = 'optim-recorder';

type Inputs = Readonly<Record<string, tf.TensorInfo>>;
type Attributes = Readonly<Record<string, unknown>>;
type Kernel = (backend: RecordingBackend, inputs: Inputs, attributes: Attributes) => tf.TensorInfo;

/** An operation of one argument, as a step of its result. */
function unary(make: (backend: RecordingBackend, x: number) => number, dtype?: tf.DataType): Kernel {
  return (backend, inputs) => {
    const x = inputs['x']!;
    return backend.info(make(backend, backend.stepOf(x)), x.shape, dtype ?? x.dtype);
  };
}

function binary(make: (backend: RecordingBackend, a: number, b: number) => number, dtype?: tf.DataType): Kernel {
  return (backend, inputs) => {
    const [a, b] = [inputs['a']!, inputs['b']!];
    const shape = tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
    const step = make(backend, backend.stepOf(a), backend.stepOf(b));
    return backend.info(step, shape, dtype ?? a.dtype);
  };
}

const one = (operation: Elementwise): Kernel => unary((backend, x) => backend.operation(operation, x));
const two = (operation: Elementwise, dtype?: tf.DataType): Kernel =>
  binary((backend, a, b) => backend.operation(operation, a, b), dtype);

/** The sum of all elements, of a tensor that has one of each. */
function total(backend: RecordingBackend, {x}: Inputs, attributes: Attributes): {step: number; shape: number[]} {
  const {axis, keepDims} = attributes as {axis: number | number[]; keepDims?: boolean};
  const step = backend.stepOf(x!);
  const axes = tf.util.parseAxisParam(axis, x!.shape);
  const shape = x!.shape.flatMap((size, i) => (axes.includes(i) ? (keepDims === true ? [1] : []) : [size]));
  const isOfElements = !backend.isSingle(step);
  if (tf.util.sizeFromShape(shape) !== 1 || !(isOfElements || tf.util.sizeFromShape(x!.shape) === 1)) {
    throw new NotElementwise();
  }
  return {step: isOfElements ? backend.add({kind: 'sum', step}) : step, shape};
}

const same = unary((_, x) => x);
const uniform =
  (number: number): Kernel =>
  (backend, {x}) =>
    backend.info(backend.number(number), x!.shape, x!.dtype);

/** Kernels of TensorFlow.js, as steps of a program; each rounds as TensorFlow's operation of this name. */
const kernels: Readonly<Record<string, Kernel>> = {
  Abs: one('abs'),
  Neg: one('neg'),
  Sign: one('sign'),
  Sqrt: one('sqrt'),
  Square: one('square'),
  Exp: one('exp'),
  Log: one('log'),
  Tanh: one('tanh'),
  Sigmoid: one('sigmoid'),
  Rsqrt: unary((backend, x) => backend.operation('div', backend.number(1), backend.operation('sqrt', x))),
  Reciprocal: unary((backend, x) => backend.operation('div', backend.number(1), x)),
  IsNan: unary((backend, x) => backend.operation('notEqual', x, x), 'bool'),
  LogicalNot: unary((backend, x) => backend.operation('equal', x, backend.number(0)), 'bool'),
  Add: two('add'),
  Sub: two('sub'),
  Multiply: two('mul'),
  RealDiv: two('div'),
  Maximum: two('max'),
  Minimum: two('min'),
  Pow: binary((backend, a, b) => {
    const exponent = backend.steps[b]!;
    const isSquare = exponent.kind === 'number' && backend.numbers[exponent.index] === 2;
    return isSquare ? backend.operation('square', a) : backend.operation('pow', a, b);
  }),
  SquaredDifference: binary((backend, a, b) => backend.operation('square', backend.operation('sub', a, b))),
  Less: two('less', 'bool'),
  LessEqual: two('lessEqual', 'bool'),
  Greater: binary((backend, a, b) => backend.operation('less', b, a), 'bool'),
  GreaterEqual: binary((backend, a, b) => backend.operation('lessEqual', b, a), 'bool'),
  Equal: two('equal', 'bool'),
  NotEqual: two('notEqual', 'bool'),
  LogicalAnd: two('min', 'bool'),
  LogicalOr: two('max', 'bool'),
  Select: (backend, {condition, t, e}) => {
    const step = backend.operation('select', backend.stepOf(condition!), backend.stepOf(t!), backend.stepOf(e!));
    return backend.info(step, t!.shape, t!.dtype);
  },
  ClipByValue: (backend, {x}, {clipValueMin, clipValueMax}) => {
    const least = backend.operation('max', backend.stepOf(x!), backend.number(Math.fround(clipValueMin as number)));
    return backend.info(backend.operation('min', least, backend.number(Math.fround(clipValueMax as number))), x!.shape);
  },
  Step: (backend, {x}, {alpha}) => {
    const value = backend.stepOf(x!);
    const [zero, above, below] = [0, 1, Math.fround(alpha as number)].map((each) => backend.number(each));
    const step = backend.operation('select', backend.operation('less', zero!, value), above!, below!);
    return backend.info(backend.operation('select', backend.operation('equal', value, value), step, value), x!.shape);
  },
  Identity: same,
  ZerosLike: uniform(0),
  OnesLike: uniform(1),
  Fill: (backend, _, attributes) => {
    const {shape, value, dtype} = attributes as {shape: number[]; value: number; dtype: tf.DataType};
    if (typeof value !== 'number') throw new NotElementwise();
    return backend.info(backend.number(Math.fround(dtype === 'int32' ? Math.trunc(value) : value)), shape, dtype);
  },
  BroadcastTo: (backend, {x}, {shape}) => backend.info(backend.stepOf(x!), shape as number[], x!.dtype),
  Tile: (backend, {x}, {reps}) =>
    backend.info(
      backend.stepOf(x!),
      x!.shape.map((size, i) => size * (reps as number[])[i]!),
      x!.dtype,
    ),
  Cast: (backend, {x}, attributes) => {
    const {dtype} = attributes as {dtype: tf.DataType};
    const step = backend.stepOf(x!);
    if (dtype === x!.dtype || (dtype === 'float32' && x!.dtype === 'bool')) return backend.info(step, x!.shape, dtype);
    if (dtype === 'bool') return backend.info(backend.operation('notEqual', step, backend.number(0)), x!.shape, dtype);
    // Whole numbers of JavaScript.
    if (dtype === 'float32' && x!.dtype === 'int32' && backend.steps[step]!.kind === 'number') {
      return backend.info(step, x!.shape, dtype);
    }
    throw new NotElementwise();
  },
  Reshape: (backend, {x}, attributes) => {
    const {shape} = attributes as {shape: number[]};
    return backend.info(
      backend.stepOf(x!),
      tf.util.inferFromImplicitShape(shape, tf.util.sizeFromShape(x!.shape)),
      x!.dtype,
    );
  },
  Sum: (backend, inputs, attributes) => {
    const {step, shape} = total(backend, inputs, attributes);
    return backend.info(step, shape);
  },
  Mean: (backend, inputs, attributes) => {
    const {step, shape} = total(backend, inputs, attributes);
    const count = backend.number(Math.fround(tf.util.sizeFromShape(inputs['x']!.shape)));
    return backend.info(backend.operation('div', step, count), shape);
  },
};

let isRegistered = false;

/** Makes the kernels known to TensorFlow.js, once. */
export function registerRecording(): void {
  if (isRegistered) return;
  isRegistered = true;
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    tf.registerKernel({
      kernelName,
      backendName: recordingName,
      // TensorFlow.js hands over the backend that runs, which is the recording one.
      kernelFunc: ({inputs, backend, attrs}) => kernel(backend as RecordingBackend, inputs as Inputs, attrs ?? {}),
    });
  }
}
