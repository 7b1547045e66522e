import * as tf from '@tensorflow/tfjs';
import {broadcast, build, type Grid, total} from './grid.ts';
import {gradientCase} from './gradient-case.ts';

const SHAPES: [number[], number[], number[]][] = [
  [[3, 5], [5], [3, 5]],
  [[5], [3, 5], [3, 5]],
  [
    [2, 1, 3],
    [4, 1],
    [2, 4, 3],
  ],
  [[], [4, 4], [4, 4]],
  [
    [4, 4],
    [1, 1],
    [4, 4],
  ],
];

const elementwise: Record<string, [(a: tf.Tensor, b: tf.Tensor) => tf.Tensor, (a: number, b: number) => number]> = {
  maximum: [tf.maximum, Math.max],
  minimum: [tf.minimum, Math.min],
  squaredDifference: [tf.squaredDifference, (a, b) => (a - b) ** 2],
};

describe('gradients of operands that are repeated', () => {
  for (const [name, [operation, reference]] of Object.entries(elementwise)) {
    for (const [a, b, out] of SHAPES) {
      gradientCase({
        name: `${name} of [${a.join()}] and [${b.join()}]`,
        shapes: [a, b],
        operation: (x, y) => operation(x, y),
        reference: (x, y) => build(out, (...index) => reference(broadcast(x, index), broadcast(y, index))),
      });
    }
  }
});

/** A grid with its last two axes the other way round. */
const turned = (x: Grid): Grid =>
  build([...x.shape.slice(0, -2), x.shape.at(-1)!, x.shape.at(-2)!], (...index) =>
    x.at([...index.slice(0, -2), index.at(-1)!, index.at(-2)!]),
  );

const batchIndex = (shape: readonly number[], batch: readonly number[]): number[] => {
  const own = shape.slice(0, -2);
  return own.map((size, axis) => (size === 1 ? 0 : batch[axis + batch.length - own.length]!));
};

const product = (a: Grid, b: Grid, batch: readonly number[]): Grid =>
  build([...batch, a.shape.at(-2)!, b.shape.at(-1)!], (...index) => {
    const [outer, row, column] = [index.slice(0, -2), index.at(-2)!, index.at(-1)!];
    return total([a.shape.at(-1)!], (k) => {
      const left = a.at([...batchIndex(a.shape, outer), row, k]);
      return left * b.at([...batchIndex(b.shape, outer), k, column]);
    });
  });

describe('gradients of matrix products over batches of different shape', () => {
  const batches: [number[], number[], number[]][] = [
    [[2], [], [2]],
    [[], [2], [2]],
    [
      [2, 1],
      [1, 3],
      [2, 3],
    ],
    [[1], [3], [3]],
  ];
  for (const [a, b, out] of batches) {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      gradientCase({
        name: `[${a.join()}] and [${b.join()}], transposed ${transposeA} ${transposeB}`,
        shapes: [
          [...a, ...(transposeA ? [3, 2] : [2, 3])],
          [...b, ...(transposeB ? [2, 3] : [3, 2])],
        ],
        operation: (x, y) => tf.matMul(x, y, transposeA, transposeB),
        reference: (x, y) => product(transposeA ? turned(x) : x, transposeB ? turned(y) : y, out),
      });
    }
  }

  gradientCase({
    name: 'fused',
    shapes: [[2, 2, 3], [3, 2], [2]],
    operation: (a, b, bias) => tf.fused.matMul({a: a, b: b, bias: bias}),
    reference: (a, b, bias) => {
      const plain = product(a, b, [2]);
      return build(plain.shape, (...index) => plain.at(index) + bias.at([index[2]!]));
    },
  });
});
