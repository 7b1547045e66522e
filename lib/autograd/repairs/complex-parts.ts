import * as tf from '@tensorflow/tfjs';
import {attributesOf} from '../../base/kernel-data.ts';
import {runKernel} from '../../base/run-kernel.ts';
import type {KernelCall} from './lowered-call.ts';

type Operands = Readonly<Record<string, tf.Tensor>>;
type Call = KernelCall<Operands, Record<string, unknown>>;

/** A complex tensor as two real ones; a real one has no imaginary part. */
interface Parts {
  readonly re: tf.Tensor;
  readonly im: tf.Tensor | null;
}

const isComplex = ({dtype}: tf.Tensor): boolean => dtype === 'complex64';

const partsOf = (z: tf.Tensor): Parts => (isComplex(z) ? {re: tf.real(z), im: tf.imag(z)} : {re: z, im: null});

const joined = (re: tf.Tensor, im: tf.Tensor): tf.Tensor => tf.complex(re, im);

/** u + factor v of parts that may be absent, which stand for zero. */
function combined(u: tf.Tensor | null, v: tf.Tensor | null, factor: 1 | -1): tf.Tensor | null {
  if (v === null) return u;
  if (u === null) return factor === 1 ? v : tf.neg(v);
  return factor === 1 ? tf.add(u, v) : tf.sub(u, v);
}

/** Parts of one shape, as operands that are repeated give them. */
function whole({re, im}: Parts): tf.Tensor {
  const shape = im === null ? re.shape : tf.backend_util.assertAndGetBroadcastShape(re.shape, im.shape);
  const filled = (part: tf.Tensor): tf.Tensor =>
    tf.util.arraysEqual(part.shape, shape) ? part : tf.broadcastTo(part, shape);
  return joined(filled(re), im === null ? tf.zeros(shape) : filled(im));
}

type Product = (u: tf.Tensor, v: tf.Tensor) => tf.Tensor;

/** (a + ib)(c + id) = ac - bd + i (ad + bc) for any product that is linear in both. */
function multiplied(a: Parts, b: Parts, product: Product): tf.Tensor {
  const times = (u: tf.Tensor | null, v: tf.Tensor | null): tf.Tensor | null =>
    u === null || v === null ? null : product(u, v);
  const re = combined(product(a.re, b.re), times(a.im, b.im), -1)!;
  return whole({re, im: combined(times(a.re, b.im), times(a.im, b.re), 1)});
}

const squared = ({re, im}: Parts): tf.Tensor => (im === null ? tf.square(re) : tf.add(tf.square(re), tf.square(im)));

const conjugate = ({re, im}: Parts): Parts => ({re, im: im && tf.neg(im)});

/** a / b = a conj(b) / |b|^2 */
function divided(a: Parts, b: Parts): tf.Tensor {
  if (b.im === null) return whole({re: tf.div(a.re, b.re), im: a.im && tf.div(a.im, b.re)});
  const square = squared(b);
  const {re, im} = conjugate(b);
  return multiplied(a, {re: tf.div(re, square), im: tf.div(im!, square)}, tf.mul);
}

const both = (name: string, {re, im}: Parts, rest: Operands, {attributes}: Call): tf.Tensor | tf.Tensor[] => {
  const each = (part: tf.Tensor): tf.Tensor | tf.Tensor[] =>
    tf.engine().runKernel(name, {...rest, ...one(name, part)}, attributes as tf.NamedAttrMap);
  const [reals, imaginaries] = [each(re), each(im!)];
  if (!Array.isArray(reals)) return joined(reals, imaginaries as tf.Tensor);
  return reals.map((real, i) => joined(real, (imaginaries as tf.Tensor[])[i]!));
};

/** The input along which a kernel is linear, where it is not called x. */
const linearInput: Readonly<Record<string, string>> = {
  [tf.ExpandDims]: 'input',
  [tf.GatherNd]: 'params',
  [tf.ScatterNd]: 'updates',
  [tf.Unpack]: 'value',
};

const one = (name: string, part: tf.Tensor): Operands => ({[linearInput[name] ?? 'x']: part});

/** Kernels that do the same to both parts. */
const linear = [
  tf.BatchToSpaceND,
  tf.Cumsum,
  tf.Diag,
  tf.ExpandDims,
  tf.GatherNd,
  tf.GatherV2,
  tf.Mean,
  tf.MirrorPad,
  tf.Neg,
  tf.Reshape,
  tf.Reverse,
  tf.ScatterNd,
  tf.Slice,
  tf.SpaceToBatchND,
  tf.SplitV,
  tf.StridedSlice,
  tf.Sum,
  tf.Tile,
  tf.Transpose,
  tf.Unpack,
  tf.UnsortedSegmentSum,
];

type Rule = (call: Call) => tf.Tensor | tf.Tensor[];

const ofOne =
  (work: (x: Parts, call: Call) => tf.Tensor): Rule =>
  (call) =>
    work(partsOf(call.inputs['x']!), call);

const ofTwo =
  (work: (a: Parts, b: Parts, call: Call) => tf.Tensor): Rule =>
  (call) =>
    work(partsOf(call.inputs['a']!), partsOf(call.inputs['b']!), call);

/** Kernels of a list of tensors, of which some may be real. */
const ofList =
  (name: string): Rule =>
  ({inputs, attributes}) => {
    const list = Object.values(inputs).map(partsOf);
    const each = (parts: readonly tf.Tensor[]): tf.Tensor => runKernel(name, parts, attributes);
    return joined(each(list.map(({re}) => re)), each(list.map(({re, im}) => im ?? tf.zerosLike(re))));
  };

const isEqual = (a: Parts, b: Parts): tf.Tensor => {
  const [left, right] = [a.im ?? tf.zerosLike(a.re), b.im ?? tf.zerosLike(b.re)];
  return tf.logicalAnd(tf.equal(a.re, b.re), tf.equal(left, right));
};

/** Operations of complex numbers out of operations of their parts. */
const rules = new Map<string, Rule>([
  ...linear.map((name): [string, Rule] => [
    name,
    (call) => {
      const key = linearInput[name] ?? 'x';
      return both(name, partsOf(call.inputs[key]!), call.inputs, call);
    },
  ]),
  ...[tf.AddN, tf.Concat, tf.Pack].map((name): [string, Rule] => [name, ofList(name)]),
  [tf.Add, ofTwo((a, b) => whole({re: tf.add(a.re, b.re), im: combined(a.im, b.im, 1)}))],
  [tf.Sub, ofTwo((a, b) => whole({re: tf.sub(a.re, b.re), im: combined(a.im, b.im, -1)}))],
  [tf.Multiply, ofTwo((a, b) => multiplied(a, b, tf.mul))],
  [tf.RealDiv, ofTwo(divided)],
  [
    tf.SquaredDifference,
    ofTwo((a, b) => {
      const im = combined(a.im, b.im, -1)!;
      return whole({re: tf.add(tf.square(tf.sub(a.re, b.re)), tf.square(im)), im: null});
    }),
  ],
  [
    tf.BatchMatMul,
    ofTwo((a, b, {attributes}) => {
      const {transposeA, transposeB} = attributesOf<tf.BatchMatMulAttrs>(attributes);
      return multiplied(a, b, (u, v) => tf.matMul(u, v, transposeA, transposeB));
    }),
  ],
  [tf.Equal, ofTwo(isEqual)],
  [tf.NotEqual, ofTwo((a, b) => tf.logicalNot(isEqual(a, b)))],
  [tf.Square, ofOne((x) => multiplied(x, x, tf.mul))],
  [tf.Reciprocal, ofOne((x) => divided({re: tf.onesLike(x.re), im: null}, x))],
  [tf.Exp, ofOne(({re, im}) => joined(tf.mul(tf.exp(re), tf.cos(im!)), tf.mul(tf.exp(re), tf.sin(im!))))],
  [
    tf.PadV2,
    ofOne(({re, im}, {attributes}) => {
      const {paddings, constantValue} = attributesOf<tf.PadV2Attrs>(attributes);
      return joined(tf.pad(re, paddings, constantValue), tf.pad(im!, paddings));
    }),
  ],
  [
    tf.Select,
    ({inputs}) => {
      const [t, e] = [partsOf(inputs['t']!), partsOf(inputs['e']!)];
      const chosen = (yes: tf.Tensor, no: tf.Tensor): tf.Tensor =>
        tf.engine().runKernel(tf.Select, {condition: inputs['condition']!, t: yes, e: no});
      return joined(chosen(t.re, e.re), chosen(t.im ?? tf.zerosLike(t.re), e.im ?? tf.zerosLike(e.re)));
    },
  ],
  [
    tf.Cast,
    ofOne(({re, im}, {attributes}) => {
      const dtype = attributes['dtype'] as tf.DataType;
      if (dtype === 'complex64') return im === null ? whole({re: tf.cast(re, 'float32'), im}) : joined(re, im);
      return tf.cast(re, dtype);
    }),
  ],
]);

/** Kernels that know complex numbers on every backend that has any, and those whose result has no derivative. */
const known: ReadonlySet<string> = new Set([
  tf.Complex,
  tf.ComplexAbs,
  tf.Einsum,
  tf.FFT,
  tf.IFFT,
  tf.Identity,
  tf.Imag,
  tf.OnesLike,
  tf.Real,
  tf.ZerosLike,
]);

/** Whether a call takes or makes complex numbers. */
export function involvesComplex(kernelName: string, inputs: Operands, attributes: Record<string, unknown>): boolean {
  if (kernelName === tf.Complex || (kernelName === tf.Cast && attributes['dtype'] === 'complex64')) return true;
  for (const name in inputs) if (inputs[name]?.dtype === 'complex64') return true;
  return false;
}

/**
 * What an operation that involves complex numbers is replaced by: the same in terms of real and imaginary parts, whose gradients are
 * right on every backend. Values are, too: `cpu` takes only one part or the wrong shape in many kernels, `tensorflow` takes the
 * conjugate where a product transposes, and both drop the imaginary part of a mean.
 *
 * @returns undefined for calls that stay
 * @throws Error naming the operation, for one of complex numbers that has no such form, where a gradient may be asked of it
 */
export function inParts(kernelName: string, call: Call): tf.Tensor | tf.Tensor[] | undefined {
  const {backend, taped} = call;
  if (kernelName === tf.Complex && backend === 'wasm') {
    throw new Error("Complex: the backend wasm has no complex numbers; use another backend, 'cpu' or 'tensorflow'");
  }
  if (known.has(kernelName)) return undefined;
  const rule = rules.get(kernelName);
  if (rule !== undefined) return rule(call);
  if (!taped) return undefined;
  throw new Error(
    `${kernelName}: no gradient is known for complex numbers; write it with their parts, tf.real(z) and tf.imag(z)`,
  );
}
