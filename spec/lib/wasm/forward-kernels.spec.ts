import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {randomStream} from '../../../lib/base/random.ts';

type Shape = readonly number[];
type Case = readonly [name: string, run: () => tf.Tensor];
type Make = (shape: Shape, seed?: number) => tf.Tensor;

const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

const drawn =
  (dtype: 'float32' | 'int32' | 'bool', value: (normal: number) => number): Make =>
  (shape, seed = 1) => {
    const random = randomStream(seed, 'kernels', dtype);
    const values = Array.from({length: sizeOf(shape)}, () => value(random.normal()));
    return tf.tensor(values, [...shape], dtype);
  };

const floats = drawn('float32', (normal) => 2 * normal - 0.3);
const integers = drawn('int32', (normal) => Math.round(3 * normal));
const truths = drawn('bool', (normal) => Number(normal > 0));
const kinds: readonly (readonly [string, Make])[] = [
  ['float32', floats],
  ['int32', integers],
  ['bool', truths],
];
const numbers = kinds.slice(0, 2);

const int = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, 'int32');

const named = (name: string, ...rest: unknown[]): string =>
  [name, ...rest.map((each) => JSON.stringify(each))].join(' ');

type Pair = [number, number];
type Pad = 'valid' | 'same' | [Pair, Pair, Pair, Pair];

const explicit: Pad = [
  [0, 0],
  [1, 2],
  [0, 1],
  [0, 0],
];

/** Windows over rows and columns: sizes, strides, dilations, paddings, batches and channels. */
function windows(): Case[] {
  const cases: Case[] = [];
  const sizes: readonly Pair[] = [
    [1, 1],
    [2, 1],
    [1, 2],
    [3, 3],
    [1, 5],
    [4, 3],
  ];
  const images: readonly Shape[] = [
    [1, 6, 7, 3],
    [2, 9, 6, 1],
    [1, 2, 2, 1],
    [3, 5, 7, 2],
  ];
  for (const size of sizes) {
    for (const strides of [1, 2, [1, 2], [2, 1], 3] as (number | Pair)[]) {
      for (const pad of ['valid', 'same', explicit] as Pad[]) {
        for (const dilation of [1, [1, 2]] as (number | Pair)[]) {
          if (dilation !== 1 && strides !== 1) continue;
          for (const image of images) {
            const channels = image[3]!;
            const apart = typeof dilation === 'number' ? [dilation, dilation] : dilation;
            const reach = size.map((length, i) => (length - 1) * apart[i]! + 1);
            if (pad !== 'same' && (reach[0]! > image[1]! || reach[1]! > image[2]!)) continue;
            const about = [size, strides, pad === explicit ? 'explicit' : pad, dilation, image];
            const x = (): tf.Tensor4D => floats(image) as tf.Tensor4D;
            const filter = (outputs: number): tf.Tensor4D => floats([...size, channels, outputs], 2) as tf.Tensor4D;
            const options = {strides, pad: pad as 'same', dilations: dilation, dataFormat: 'NHWC' as const};
            cases.push(
              [named('conv2d', ...about), () => tf.conv2d(x(), filter(2), strides, pad, 'NHWC', dilation)],
              [
                named('depthwiseConv2d', ...about),
                () => tf.depthwiseConv2d(x(), filter(1), strides, pad, 'NHWC', dilation),
              ],
              [
                named('depthwiseConv2d of two', ...about),
                () => tf.depthwiseConv2d(x(), filter(2), strides, pad, 'NHWC', dilation),
              ],
              [
                named('fused.conv2d', ...about),
                () =>
                  tf.fused.conv2d({x: x(), filter: filter(2), bias: floats([2], 3), activation: 'relu', ...options}),
              ],
              [
                named('fused.depthwiseConv2d', ...about),
                () => {
                  const bias = floats([2 * channels], 3);
                  return tf.fused.depthwiseConv2d({x: x(), filter: filter(2), bias, activation: 'relu6', ...options});
                },
              ],
            );
            if (channels === 3) {
              const pointwise = (): tf.Tensor4D => floats([1, 1, 6, 2], 3) as tf.Tensor4D;
              cases.push([
                named('separableConv2d', ...about),
                () => tf.separableConv2d(x(), filter(2), pointwise(), strides, pad as 'same', dilation, 'NHWC'),
              ]);
            }
            if (dilation !== 1 || (pad === explicit && (size[0] < 3 || size[1] < 2))) continue;
            const below = (): tf.Tensor4D => tf.sub(x(), 9);
            cases.push(
              [named('maxPool', ...about), () => tf.maxPool(x(), size, strides, pad)],
              [named('maxPool of negative numbers', ...about), () => tf.maxPool(below(), size, strides, pad)],
              [named('avgPool', ...about), () => tf.avgPool(x(), size, strides, pad)],
            );
            if (pad === explicit) continue;
            cases.push([
              named('dilation2d', ...about),
              () => tf.dilation2d(below(), floats([...size, channels], 2) as tf.Tensor3D, strides, pad as 'same', 1),
            ]);
            const steps = [strides, strides].flat() as Pair;
            const [rows, columns] = [steps[0], steps.at(-1)!].map((step, i) =>
              pad === 'same' ? image[i + 1]! * step : (image[i + 1]! - 1) * step + size[i]!,
            ) as Pair;
            cases.push([
              named('conv2dTranspose', ...about),
              () =>
                tf.conv2dTranspose(
                  x(),
                  floats([...size, 2, channels], 2) as tf.Tensor4D,
                  [image[0]!, rows, columns, 2],
                  strides,
                  pad,
                ),
            ]);
          }
        }
      }
    }
  }
  for (const size of [1, 2, 5]) {
    for (const stride of [1, 2]) {
      for (const pad of ['valid', 'same'] as const) {
        cases.push([
          named('conv1d', size, stride, pad),
          () => tf.conv1d(floats([2, 7, 3]) as tf.Tensor3D, floats([size, 3, 2], 2) as tf.Tensor3D, stride, pad),
        ]);
      }
    }
  }
  return cases;
}

/** Windows in three dimensions that are no shorter than their strides, where the backend cpu is right. */
function windows3d(): Case[] {
  const sizes: readonly [number, number, number][] = [
    [1, 1, 1],
    [2, 2, 2],
    [2, 3, 2],
    [3, 2, 4],
  ];
  return sizes.flatMap((size) =>
    [1, 2].flatMap((stride) =>
      (['valid', 'same'] as const).flatMap((pad): Case[] => {
        if (size.some((length) => length < stride)) return [];
        const image = [2, 4, 5, 4, 2];
        const x = (): tf.Tensor5D => floats(image) as tf.Tensor5D;
        const about = [size, stride, pad];
        const out = [0, 1, 2].map((i) =>
          pad === 'same' ? image[i + 1]! * stride : (image[i + 1]! - 1) * stride + size[i]!,
        );
        const shape = [2, ...out, 3] as [number, number, number, number, number];
        return [
          [named('conv3d', ...about), () => tf.conv3d(x(), floats([...size, 2, 3], 2) as tf.Tensor5D, stride, pad)],
          [
            named('conv3dTranspose', ...about),
            () => tf.conv3dTranspose(x(), floats([...size, 3, 2], 2) as tf.Tensor5D, shape, stride, pad),
          ],
          [named('maxPool3d', ...about), () => tf.maxPool3d(tf.sub(x(), 9), size, stride, pad)],
          [named('avgPool3d', ...about), () => tf.avgPool3d(x(), size, stride, pad)],
        ];
      }),
    ),
  );
}

function products(): Case[] {
  const pairs: readonly (readonly [Shape, Shape])[] = [
    [
      [2, 3],
      [3, 4],
    ],
    [
      [1, 3],
      [3, 1],
    ],
    [
      [2, 0],
      [0, 3],
    ],
    [
      [0, 3],
      [3, 2],
    ],
    [
      [2, 2, 3],
      [2, 3, 4],
    ],
    [
      [1, 2, 3],
      [4, 3, 2],
    ],
    [
      [2, 2, 3],
      [3, 4],
    ],
  ];
  const swapped = (shape: Shape): Shape => [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];
  return pairs.flatMap(([left, right]) =>
    [false, true].flatMap((first) =>
      [false, true].flatMap((second): Case[] => {
        const a = (): tf.Tensor => floats(first ? swapped(left) : left);
        const b = (): tf.Tensor => floats(second ? swapped(right) : right, 2);
        const bias = (): tf.Tensor => floats([right.at(-1)!], 3);
        const activations = sizeOf(left) * sizeOf(right) === 0 ? [] : (['linear', 'relu', 'sigmoid'] as const);
        return [
          [named('matMul', left, right, first, second), () => tf.matMul(a(), b(), first, second)],
          ...activations.map((activation): Case => [
            named('fused.matMul', left, right, first, second, activation),
            () => tf.fused.matMul({a: a(), b: b(), transposeA: first, transposeB: second, bias: bias(), activation}),
          ]),
        ];
      }),
    ),
  );
}

const shapes: readonly Shape[] = [
  [],
  [1],
  [5],
  [0],
  [1, 1],
  [2, 3],
  [3, 1],
  [0, 3],
  [3, 0],
  [2, 0, 3],
  [2, 1, 3],
  [2, 2, 1, 3],
  [1, 2, 3, 1, 2],
];

/** Operations of single numbers. */
function elementwise(): Case[] {
  const operations: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
    abs: tf.abs,
    neg: tf.neg,
    exp: tf.exp,
    square: tf.square,
    sqrt: tf.sqrt,
    rsqrt: tf.rsqrt,
    reciprocal: tf.reciprocal,
    sin: tf.sin,
    cos: tf.cos,
    tan: tf.tan,
    tanh: tf.tanh,
    atan: tf.atan,
    erf: tf.erf,
    sigmoid: tf.sigmoid,
    softplus: tf.softplus,
    relu: tf.relu,
    relu6: tf.relu6,
    elu: tf.elu,
    selu: tf.selu,
    leakyRelu: tf.leakyRelu,
    logSigmoid: tf.logSigmoid,
    floor: tf.floor,
    ceil: tf.ceil,
    round: tf.round,
    sign: tf.sign,
    step: tf.step,
    log1p: tf.log1p,
    isNaN: tf.isNaN,
    isFinite: tf.isFinite,
  };
  return shapes.flatMap((shape) => [
    ...Object.entries(operations).map(([name, run]): Case => [
      named(name, shape),
      () => run(name === 'log1p' ? tf.abs(floats(shape)) : floats(shape)),
    ]),
    ...kinds.flatMap(([kind, make]): Case[] => [
      ...(['float32', 'int32', 'bool'] as const).map((dtype): Case => [
        named('cast', kind, dtype, shape),
        () => tf.cast(make(shape), dtype),
      ]),
      [named('where', kind, shape), () => tf.where(truths(shape), make(shape), make(shape, 2))],
      [named('isNaN', kind, shape), () => tf.isNaN(make(shape))],
    ]),
    [named('clipByValue', shape), () => tf.clipByValue(floats(shape), -0.5, 0.7)] as Case,
    [named('clipByValue of integers', shape), () => tf.clipByValue(integers(shape), -1, 2)] as Case,
  ]);
}

function binary(): Case[] {
  const pairs: readonly (readonly [Shape, Shape])[] = [
    [[], []],
    [[3], []],
    [[2, 3], [3]],
    [
      [2, 1],
      [1, 3],
    ],
    [
      [2, 1, 3],
      [4, 1],
    ],
    [
      [1, 2, 1, 2, 3],
      [2, 1, 3],
    ],
    [
      [0, 3],
      [1, 3],
    ],
    [[2, 0], [1]],
  ];
  const ofNumbers: Readonly<Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
    add: tf.add,
    sub: tf.sub,
    mul: tf.mul,
    maximum: tf.maximum,
    minimum: tf.minimum,
    squaredDifference: tf.squaredDifference,
    equal: tf.equal,
    notEqual: tf.notEqual,
    greater: tf.greater,
    greaterEqual: tf.greaterEqual,
    less: tf.less,
    lessEqual: tf.lessEqual,
  };
  const ofTruths: typeof ofNumbers = {logicalAnd: tf.logicalAnd, logicalOr: tf.logicalOr, logicalXor: tf.logicalXor};
  const positive = (make: Make, shape: Shape): tf.Tensor =>
    tf.add(tf.abs(make(shape, 2)), make(shape).dtype === 'int32' ? tf.scalar(1, 'int32') : 0.5);
  return pairs.flatMap(([a, b]) => [
    ...numbers.flatMap(([kind, make]): Case[] => [
      ...Object.entries(ofNumbers).map(([name, run]): Case => [
        named(name, kind, a, b),
        () => run(make(a), make(b, 2)),
      ]),
      [named('div', kind, a, b), () => tf.div(make(a), positive(make, b))],
      [named('mod', kind, a, b), () => tf.mod(make(a), positive(make, b))],
    ]),
    ...Object.entries(ofTruths).map(([name, run]): Case => [named(name, a, b), () => run(truths(a), truths(b, 2))]),
    [named('pow', a, b), () => tf.pow(tf.abs(floats(a)), floats(b, 2))] as Case,
  ]);
}

function reductions(): Case[] {
  return shapes.flatMap((shape) => {
    const rank = shape.length;
    const axes = rank === 0 ? [undefined] : [undefined, 0, -1, ...(rank > 1 ? [[0, -1]] : [])];
    const isEmpty = shape.includes(0);
    return axes.flatMap((axis) =>
      [false, true].flatMap((keepDims): Case[] => {
        const about = [shape, axis ?? 'all', keepDims];
        type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;
        const both: Readonly<Record<string, Reduction>> = {
          sum: tf.sum,
          prod: tf.prod,
          ...(!isEmpty && {mean: tf.mean, max: tf.max, min: tf.min}),
        };
        return [
          ...numbers.flatMap(([kind, make]) =>
            Object.entries(both).map(([name, run]): Case => [
              named(name, kind, ...about),
              () => run(make(shape), axis, keepDims),
            ]),
          ),
          [named('any', ...about), () => tf.any(truths(shape), axis, keepDims)],
          ...(isEmpty
            ? []
            : ([
                [named('all', ...about), () => tf.all(truths(shape), axis, keepDims)],
                [named('logSumExp', ...about), () => tf.logSumExp(floats(shape), axis, keepDims)],
              ] as Case[])),
        ];
      }),
    );
  });
}

function rearranging(): Case[] {
  return shapes
    .filter(({length}) => length > 0)
    .flatMap((shape) => {
      const rank = shape.length;
      const [first, last] = [shape[0]!, shape.at(-1)!];
      const every = (value: (size: number, i: number) => number): number[] => shape.map(value);
      const isEmpty = shape.includes(0);
      const slopes = every((size, i) => (i === rank - 1 ? size : 1));
      return [
        ...kinds.flatMap(([kind, make]): Case[] => {
          const x = (): tf.Tensor => make(shape);
          const about = [kind, shape];
          return [
            [
              named('tile', ...about),
              () =>
                tf.tile(
                  x(),
                  every((_, i) => (i % 2) + 1),
                ),
            ],
            [named('transpose', ...about), () => tf.transpose(x())],
            [
              named('slice', ...about),
              () =>
                tf.slice(
                  x(),
                  every((size) => Number(size > 1)),
                  every((size) => Math.max(0, size > 1 ? size - 1 : size)),
                ),
            ],
            [
              named('stridedSlice', ...about),
              () =>
                tf.stridedSlice(
                  x(),
                  every(() => 0),
                  [...shape],
                  every((_, i) => (i % 2) + 1),
                ),
            ],
            ...(rank < 5
              ? ([
                  [
                    named('pad', ...about),
                    () =>
                      tf.pad(
                        x(),
                        shape.map((_, i): Pair => [i % 2, 1]),
                        kind === 'bool' ? 0 : 2,
                      ),
                  ],
                ] as Case[])
              : []),
            [named('stack', ...about), () => tf.stack([x(), make(shape, 2)])],
            ...[...shape.keys()].flatMap((axis): Case[] => [
              [named('reverse', ...about, axis), () => tf.reverse(x(), axis)],
              [named('concat', ...about, axis), () => tf.concat([x(), make(shape, 2)], axis)],
              [named('gather of no place', ...about, axis), () => tf.gather(x(), int(), axis)],
              ...(shape[axis]! > 0
                ? ([
                    [named('gather', ...about, axis), () => tf.gather(x(), int(shape[axis]! - 1, 0, 0), axis)],
                    [named('unstack', ...about, axis), () => tf.unstack(x(), axis).at(-1)!],
                  ] as Case[])
                : []),
              ...(axis > 0 && shape[axis]! > 0 && first > 0
                ? ([
                    [
                      named('gather in batches', ...about, axis),
                      () => tf.gather(x(), tf.zeros([first, 2], 'int32'), axis, 1),
                    ],
                  ] as Case[])
                : []),
            ]),
            ...(isEmpty
              ? []
              : ([
                  [
                    named('stridedSlice backwards', ...about),
                    () =>
                      tf.stridedSlice(
                        x(),
                        every((size) => size - 1),
                        every((size) => -size - 1),
                        every(() => -1),
                      ),
                  ],
                  [
                    named('gatherND', ...about),
                    () => tf.gatherND(x(), tf.tensor2d([[first - 1], [0]], [2, 1], 'int32')),
                  ],
                ] as Case[])),
          ];
        }),
        ...[...shape.keys()].flatMap((axis): Case[] => [
          ...[false, true].map((exclusive): Case => [
            named('cumsum', shape, axis, exclusive),
            () => tf.cumsum(floats(shape), axis, exclusive, !exclusive),
          ]),
          ...(shape[axis]! > 0
            ? ([[named('argMax', shape, axis), () => tf.argMax(floats(shape), axis)]] as Case[])
            : []),
        ]),
        [named('prelu', shape), () => tf.prelu(floats(shape), floats(slopes, 2))] as Case,
        [named('prelu with slopes of its shape', shape), () => tf.prelu(floats(shape), floats(shape, 2))] as Case,
        [named('softmax', shape), () => tf.softmax(floats(shape))] as Case,
        ...(last > 0 ? ([[named('topk', shape), () => tf.topk(floats(shape), last).values]] as Case[]) : []),
        ...(isEmpty || rank < 2 || rank > 4
          ? []
          : ([
              [
                named('batchNorm', shape),
                () =>
                  tf.batchNorm(
                    floats(shape) as tf.Tensor2D,
                    floats([last]) as tf.Tensor1D,
                    tf.square(floats([last], 2)) as tf.Tensor1D,
                    floats([last], 3) as tf.Tensor1D,
                    floats([last], 4) as tf.Tensor1D,
                  ),
              ],
            ] as Case[])),
      ];
    });
}

function images(): Case[] {
  return [
    [1, 1],
    [2, 3],
    [6, 8],
    [5, 4],
  ].flatMap((size) =>
    [
      [false, false],
      [true, false],
      [false, true],
    ].flatMap(([aligned, half]): Case[] => [
      [
        named('resizeBilinear', size, aligned, half),
        () => tf.image.resizeBilinear(floats([2, 3, 5, 2]) as tf.Tensor4D, size as Pair, aligned, half),
      ],
      [
        named('resizeNearestNeighbor', size, aligned, half),
        () => tf.image.resizeNearestNeighbor(floats([2, 3, 5, 2]) as tf.Tensor4D, size as Pair, aligned, half),
      ],
    ]),
  );
}

interface Result {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What an operation gives; null where tfjs-node refuses it. */
function resultOf(run: () => tf.Tensor): Result | null {
  try {
    return tf.tidy(() => {
      const y = run();
      return {dtype: y.dtype, shape: y.shape, values: Array.from(y.dataSync())};
    });
  } catch (error) {
    if (tf.getBackend() === 'tensorflow') return null;
    throw error;
  }
}

/** What the backend of the suite does otherwise than cpu. */
function differences(cases: readonly Case[]): string[] {
  const backend = tf.getBackend();
  const found = cases.map(([, run]) => resultOf(run));
  void tf.setBackend('cpu');
  try {
    return cases.flatMap(([name, run], k) => {
      if (found[k] === null) return [];
      const expected = resultOf(run)!;
      const {dtype, shape, values} = found[k]!;
      if (dtype !== expected.dtype || shape.join() !== expected.shape.join()) {
        return [`${name}: ${dtype} [${shape.join()}] instead of ${expected.dtype} [${expected.shape.join()}]`];
      }
      const scale = Math.max(1e-3, ...expected.values.map(Math.abs).filter(Number.isFinite));
      const wrong = expected.values.findIndex(
        (value, i) => !Object.is(value, values[i]) && !(Math.abs(value - values[i]!) <= 3e-5 * scale),
      );
      return wrong < 0 ? [] : [`${name}: ${values[wrong]} instead of ${expected.values[wrong]} at ${wrong}`];
    });
  } finally {
    void tf.setBackend(backend);
  }
}

/**
 * What TensorFlow's own kernels get wrong, as FEATURES.md says: depthwise convolutions with unequal strides, and others with such
 * strides where there is one place along an axis.
 */
const isWrongOnNative = (name: string): boolean =>
  /^(depthwise|fused.depthwise|separable)\S* (of two )?\[\d,\d\] \[/.test(name) ||
  /^(fused\.)?conv2d \[1,5\] \[1,2\] ("valid"|"explicit") 1 \[2,9,6,1\]/.test(name);

const groups: Readonly<Record<string, () => Case[]>> = {
  windows,
  'windows in three dimensions': windows3d,
  'products of matrices': products,
  'operations of single numbers': elementwise,
  'operations of two numbers': binary,
  reductions,
  rearrangements: rearranging,
  images,
};

describe('forward kernels give what those of cpu give', () => {
  before(function () {
    if (tf.getBackend() === 'cpu') this.skip();
  });

  for (const [name, make] of Object.entries(groups)) {
    it(name, () => {
      const cases = make().filter(([each]) => tf.getBackend() === 'wasm' || !isWrongOnNative(each));
      const before = tf.memory().numTensors;
      const wrong = differences(cases);
      expect(wrong.slice(0, 5), `${wrong.length} of ${cases.length}`).to.deep.equal([]);
      expect(tf.memory().numTensors, 'tensors').to.equal(before);
    });
  }
});
