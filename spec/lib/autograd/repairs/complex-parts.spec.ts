import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {gradientCase} from './gradient-case.ts';
import {broadcast, build, type Grid} from './grid.ts';

type Complex = readonly [number, number];
type Index = readonly number[];

const plus = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
const minus = (a: Complex, b: Complex): Complex => [a[0] - b[0], a[1] - b[1]];
const times = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
const over = (a: Complex, [re, im]: Complex): Complex => {
  const square = re * re + im * im;
  return times(a, [re / square, -im / square]);
};

/** The complex number at an index of two grids of its parts. */
const at = (re: Grid, im: Grid, index: Index): Complex => [broadcast(re, index), broadcast(im, index)];

/** Real and imaginary parts below each other. */
const parts = (z: tf.Tensor): tf.Tensor => tf.stack([tf.real(z), tf.imag(z)]);
const gridOf = (shape: readonly number[], value: (index: Index) => Complex): Grid =>
  build([2, ...shape], (part, ...index) => value(index)[part as 0 | 1]);

interface Case {
  readonly name: string;
  /** Of z and w. */
  readonly shapes: readonly (readonly number[])[];
  readonly operation: (z: tf.Tensor, w: tf.Tensor) => tf.Tensor;
  readonly shape: readonly number[];
  readonly values?: (value: number) => number;
  readonly value: (z: (...index: number[]) => Complex, w: (...index: number[]) => Complex, index: Index) => Complex;
}

/** An operation of one or two complex tensors, each out of two real ones. */
function complexCase({name, shapes, operation, shape, value, values = (v) => v}: Case): void {
  gradientCase({
    name,
    inScope: true,
    except: ['wasm'],
    values,
    shapes: shapes.flatMap((each) => [each, each]),
    operation: (...xs) => {
      const [z, w] = shapes.map((_, i) => tf.complex(xs[2 * i]!, xs[2 * i + 1]!));
      return parts(operation(z!, w!));
    },
    reference: (...xs) => {
      const [z, w] = shapes.map(
        (_, i) =>
          (...index: number[]) =>
            at(xs[2 * i]!, xs[2 * i + 1]!, index),
      );
      return gridOf(shape, (index) => value(z!, w!, index));
    },
  });
}

const sumOf = (terms: readonly Complex[]): Complex => terms.reduce(plus, [0, 0]);
const upTo = (count: number): number[] => Array.from({length: count}, (_, i) => i);

const two: readonly Case[] = [
  ['add', tf.add, plus],
  ['sub', tf.sub, minus],
  ['mul', tf.mul, times],
  ['div', tf.div, over],
  ['divNoNan', tf.divNoNan, over],
].flatMap(([name, operation, value]) =>
  [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3], [3]],
    [
      [1, 3],
      [2, 1],
    ],
    [[], [2, 3]],
  ].map((shapes) => ({
    name: `${name as string} of shapes [${shapes[0]!.join()}] and [${shapes[1]!.join()}]`,
    shapes,
    operation: operation as Case['operation'],
    shape: [2, 3],
    value: (z, w, index) => (value as typeof plus)(z(...index), w(...index)),
  })),
);

const others: readonly Case[] = [
  {
    name: 'addN',
    shapes: [
      [2, 2],
      [2, 2],
    ],
    operation: (z, w) => tf.addN([z, w, z]),
    shape: [2, 2],
    value: (z, w, i) => sumOf([z(...i), w(...i), z(...i)]),
  },
  {
    name: 'squaredDifference, |z - w|^2',
    shapes: [[3], [3]],
    operation: tf.squaredDifference,
    shape: [3],
    value: (z, w, i) => [minus(z(...i), w(...i)).reduce((sum, part) => sum + part * part, 0), 0],
  },
  {
    name: 'square and neg',
    shapes: [[3]],
    operation: (z) => tf.neg(tf.square(z)),
    shape: [3],
    value: (z, _, i) => minus([0, 0], times(z(...i), z(...i))),
  },
  {
    name: 'reciprocal',
    shapes: [[3]],
    operation: tf.reciprocal,
    values: (v) => v + 2,
    shape: [3],
    value: (z, _, i) => over([1, 0], z(...i)),
  },
  {
    name: 'exp',
    shapes: [[3]],
    operation: tf.exp,
    shape: [3],
    value: (z, _, i) => {
      const [re, im] = z(...i);
      return [Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im)];
    },
  },
  {
    name: 'a real number times, plus, minus and over a complex one',
    shapes: [[2]],
    operation: (z) => tf.div(tf.sub(2, tf.add(tf.mul(tf.real(z), z), 1)), tf.imag(z)),
    shape: [2],
    value: (z, _, i) => {
      const [re, im] = z(...i);
      return over(minus([2, 0], plus(times([re, 0], [re, im]), [1, 0])), [im, 0]);
    },
  },
  {
    name: 'products with both matrices straight',
    shapes: [
      [2, 3],
      [3, 2],
    ],
    operation: (z, w) => tf.matMul(z, w),
    shape: [2, 2],
    value: (z, w, [i, j]) => sumOf(upTo(3).map((k) => times(z(i!, k), w(k, j!)))),
  },
  {
    name: 'products with both matrices transposed, in batches',
    shapes: [
      [2, 3, 2],
      [2, 2, 3],
    ],
    operation: (z, w) => tf.matMul(z, w, true, true),
    shape: [2, 2, 2],
    value: (z, w, [b, i, j]) => sumOf(upTo(3).map((k) => times(z(b!, k, i!), w(b!, j!, k)))),
  },
  {
    name: 'einsum',
    shapes: [
      [2, 3],
      [2, 3],
    ],
    operation: (z, w) => tf.einsum('ij,ij->i', z, w),
    shape: [2],
    value: (z, w, [i]) => sumOf(upTo(3).map((k) => times(z(i!, k), w(i!, k)))),
  },
  {
    name: 'sum over an axis',
    shapes: [[2, 3]],
    operation: (z) => tf.sum(z, -1),
    shape: [2],
    value: (z, _, [i]) => sumOf(upTo(3).map((k) => z(i!, k))),
  },
  {
    name: 'mean of all, which keeps the imaginary part',
    shapes: [[2, 3]],
    operation: (z) => tf.mean(z),
    shape: [],
    value: (z) => over(sumOf(upTo(6).map((k) => z(Math.floor(k / 3), k % 3))), [6, 0]),
  },
  {
    name: 'cumsum',
    shapes: [[2, 3]],
    operation: (z) => tf.cumsum(z, 0),
    shape: [2, 3],
    value: (z, _, [i, j]) => sumOf(upTo(i! + 1).map((k) => z(k, j!))),
  },
  {
    name: 'reshape and transpose',
    shapes: [[2, 3]],
    operation: (z) => tf.reshape(tf.transpose(z), [6]),
    shape: [6],
    value: (z, _, [i]) => z(i! % 2, Math.floor(i! / 2)),
  },
  {
    name: 'concat of complex and real tensors',
    shapes: [
      [2, 1],
      [2, 2],
    ],
    operation: (z, w) => tf.concat([z, w, tf.cast(tf.real(w), 'complex64')], 1),
    shape: [2, 5],
    value: (z, w, [i, j]) => (j! < 1 ? z(i!, j!) : j! < 3 ? w(i!, j! - 1) : [w(i!, j! - 3)[0], 0]),
  },
  {
    name: 'stack',
    shapes: [[2], [2]],
    operation: (z, w) => tf.stack([z, w], 1),
    shape: [2, 2],
    value: (z, w, [i, j]) => (j === 0 ? z(i!) : w(i!)),
  },
  {
    name: 'unstack and split',
    shapes: [[2, 4]],
    operation: (z) => tf.split(tf.unstack(z)[1]!, 2)[1]!,
    shape: [2],
    value: (z, _, [i]) => z(1, i! + 2),
  },
  {
    name: 'slice and stridedSlice',
    shapes: [[3, 4]],
    operation: (z) => tf.stridedSlice(tf.slice(z, [1, 0], [2, 4]), [0, 1], [2, 4], [1, 2]),
    shape: [2, 2],
    value: (z, _, [i, j]) => z(i! + 1, 2 * j! + 1),
  },
  {
    name: 'pad with a number',
    shapes: [[2]],
    operation: (z) => tf.pad(z, [[1, 1]], 3),
    shape: [4],
    value: (z, _, [i]) => (i! % 3 === 0 ? [3, 0] : z(i! - 1)),
  },
  {
    name: 'mirrorPad, reverse and tile',
    shapes: [[3]],
    operation: (z) => tf.tile(tf.reverse(tf.mirrorPad(z, [[1, 0]], 'reflect')), [2]),
    shape: [8],
    value: (z, _, [i]) => z([2, 1, 0, 1][i! % 4]!),
  },
  {
    name: 'gather, with places that repeat',
    shapes: [[3, 2]],
    operation: (z) => tf.gather(z, tf.tensor1d([2, 0, 2], 'int32')),
    shape: [3, 2],
    value: (z, _, [i, j]) => z([2, 0, 2][i!]!, j!),
  },
  {
    name: 'where',
    shapes: [[3], [3]],
    operation: (z, w) => tf.where(tf.tensor1d([1, 0, 1], 'bool'), z, w),
    shape: [3],
    value: (z, w, [i]) => (i === 1 ? w(i) : z(i!)),
  },
  {
    name: 'casts there and back',
    shapes: [[3]],
    operation: (z) => tf.mul(tf.cast(tf.cast(z, 'float32'), 'complex64'), z),
    shape: [3],
    value: (z, _, i) => times([z(...i)[0], 0], z(...i)),
  },
  {
    name: 'magnitude',
    shapes: [[2, 2]],
    operation: (z) => tf.cast(tf.abs(z), 'complex64'),
    shape: [2, 2],
    value: (z, _, i) => [Math.hypot(...z(...i)), 0],
  },
];

/** e^(2 pi i k / n) */
const root = (k: number, n: number): Complex => [Math.cos((2 * Math.PI * k) / n), Math.sin((2 * Math.PI * k) / n)];

const shapes: readonly (readonly number[])[] = [[4], [1], [5], [2, 3], [2, 1, 4], [2, 1, 2, 3], [1, 2, 2, 2]];

const transforms: readonly Case[] = shapes.flatMap((shape) => {
  const n = shape.at(-1)!;
  const line = (z: (...index: number[]) => Complex, index: Index): Complex[] =>
    upTo(n).map((k) => z(...index.slice(0, -1), k));
  const fourier = (values: readonly Complex[], k: number, sign: 1 | -1): Complex =>
    sumOf(values.map((value, j) => times(value, root(sign * j * k, n))));
  const half = Math.floor(n / 2) + 1;
  const at = (index: Index): number => index.at(-1)!;
  const longer = n === 1 ? 1 : 2 * (n - 1);
  // Of one row the backward transform of real numbers has two axes, as TensorFlow.js gives it.
  const inverse = [...(shape.length === 1 ? [1] : shape.slice(0, -1)), longer];
  const name = `of shape [${shape.join()}]`;
  return [
    {
      name: `fft ${name}`,
      shapes: [shape],
      operation: tf.fft,
      shape,
      value: (z, _, i) => fourier(line(z, i), at(i), -1),
    },
    {
      name: `ifft ${name}`,
      shapes: [shape],
      operation: tf.ifft,
      shape,
      value: (z, _, i) => over(fourier(line(z, i), at(i), 1), [n, 0]),
    },
    {
      name: `rfft ${name}`,
      shapes: [shape],
      values: (v) => v + 1,
      operation: (z) => tf.spectral.rfft(tf.mul(tf.real(z), tf.imag(z))),
      shape: [...shape.slice(0, -1), half],
      value: (z, _, i) =>
        fourier(
          line(z, i).map(([re, im]) => [re * im, 0]),
          at(i),
          -1,
        ),
    },
    {
      name: `irfft ${name}`,
      shapes: [shape],
      operation: (z) => tf.complex(tf.spectral.irfft(z), (tf.square(z) as tf.Tensor & {irfft(): tf.Tensor}).irfft()),
      shape: inverse,
      value: (z, _, index) => {
        const values = line(z, shape.length === 1 ? index.slice(1) : index);
        const back = (list: readonly Complex[]): number => {
          if (n === 1) return list[0]![0];
          const all = [
            ...list,
            ...list
              .slice(1, -1)
              .reverse()
              .map(([re, im]): Complex => [re, -im]),
          ];
          return sumOf(all.map((value, j) => times(value, root(j * at(index), longer))))[0] / longer;
        };
        return [back(values), back(values.map((value) => times(value, value)))];
      },
    },
  ] satisfies Case[];
});

describe('operations of complex numbers', () => {
  for (const each of [...two, ...others]) complexCase(each);
});

describe('Fourier transforms', () => {
  for (const each of transforms) complexCase(each);
});

describe('complex numbers that have no gradient', () => {
  it('are refused by the name of the operation', function () {
    if (tf.getBackend() === 'wasm') this.skip();
    const f = (x: tf.Tensor): tf.Tensor => tf.real(tf.pow(tf.complex(x, x), tf.complex(x, x)));
    expect(() => tf.tidy(() => secondOrder(() => tf.grad(f)(tf.tensor1d([1]))))).to.throw(/^Pow: .*complex/);
  });

  it('a loss that is complex is refused', function () {
    if (tf.getBackend() === 'wasm') this.skip();
    const f = (x: tf.Tensor): tf.Tensor => tf.complex(x, x);
    expect(() => tf.tidy(() => secondOrder(() => tf.grad(f)(tf.tensor1d([1]))))).to.throw(TypeError, /tf\.real/);
  });

  it('on wasm all of them are, with the way out', function () {
    if (tf.getBackend() !== 'wasm') this.skip();
    const f = (x: tf.Tensor): tf.Tensor => tf.real(tf.complex(x, x));
    expect(() => tf.tidy(() => secondOrder(() => tf.grad(f)(tf.tensor1d([1]))))).to.throw(/^Complex: the backend wasm/);
  });

  it('the gradient with respect to a complex tensor is dL/dx + i dL/dy', function () {
    if (tf.getBackend() === 'wasm') this.skip();
    tf.tidy(() => {
      const z = tf.complex(tf.tensor1d([3]), tf.tensor1d([4]));
      const [gradient] = secondOrder(() => [tf.grad((w: tf.Tensor) => tf.sum(tf.square(tf.abs(w))))(z)]);
      expect([...gradient.dataSync()].map(Math.round)).to.deep.equal([6, 8]);
    });
  });
});
