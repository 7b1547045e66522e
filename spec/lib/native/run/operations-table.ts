import * as tf from '@tensorflow/tfjs';
import {wave} from '../native-only.ts';

export type Images = (x: tf.Tensor4D) => tf.Tensor | tf.Tensor[];

const filter = (shape: [number, number, number, number]): tf.Tensor4D =>
  tf.tensor4d(wave(5, tf.util.sizeFromShape(shape)), shape);
const matrix = (): tf.Tensor2D => tf.tensor2d(wave(6, 72), [18, 4]);
const gradient =
  (f: (x: tf.Tensor4D) => tf.Tensor): Images =>
  (x) =>
    tf.grad(f as (x: tf.Tensor) => tf.Tensor)(x);

/** Operations of TensorFlow.js by kind; the argument has the shape [2, 6, 6, 3]. */
export const table: Record<string, Images> = {
  arithmetic: (x) => x.add(1).mul(2).sub(x.square()).div(x.abs().add(3)).neg(),
  'integer division and remainder': (x) => [tf.floorDiv(x, 0.3), tf.mod(x, 0.3)],
  powers: (x) => [tf.pow(x.abs(), 1.5), tf.sqrt(x.abs()), tf.rsqrt(x.abs().add(1)), tf.reciprocal(x.add(2))],
  exponentials: (x) => [tf.exp(x), tf.expm1(x), tf.log(x.abs().add(1)), tf.log1p(x.abs())],
  'trigonometric functions': (x) => [
    tf.sin(x),
    tf.cos(x),
    tf.tan(x),
    tf.asin(x),
    tf.acos(x),
    tf.atan(x),
    tf.atan2(x, x.add(2)),
  ],
  'hyperbolic functions': (x) => [
    tf.sinh(x),
    tf.cosh(x),
    tf.tanh(x),
    tf.asinh(x),
    tf.acosh(x.add(3)),
    tf.atanh(x.mul(0.5)),
  ],
  activations: (x) => [
    tf.relu(x),
    tf.relu6(x),
    tf.elu(x),
    tf.selu(x),
    tf.leakyRelu(x),
    tf.prelu(x, tf.ones([1, 1, 1, 3]).mul(0.2)),
    tf.softplus(x),
  ],
  'sigmoid and softmax': (x) => [tf.sigmoid(x), tf.softmax(x), tf.logSoftmax(x), tf.erf(x)],
  rounding: (x) => [tf.round(x.mul(9)), tf.ceil(x), tf.floor(x), tf.sign(x), tf.step(x), tf.clipByValue(x, -0.5, 0.5)],
  comparisons: (x) => [x.greater(0), x.greaterEqual(0), x.less(0), x.lessEqual(0), x.equal(0), x.notEqual(0)],
  logic: (x) => [x.greater(0).logicalAnd(x.less(0.5)), x.greater(0).logicalOr(x.less(-0.5)), x.greater(0).logicalNot()],
  'tests of numbers': (x) => [tf.isNaN(x), tf.isInf(x), tf.isFinite(x)],
  choices: (x) => [
    tf.where(x.greater(0), x, x.mul(2)),
    tf.maximum(x, 0.1),
    tf.minimum(x, 0.1),
    tf.squaredDifference(x, 0.1),
  ],
  reductions: (x) => [
    tf.sum(x),
    tf.mean(x, [1, 2]),
    tf.max(x, -1),
    tf.min(x, 0),
    tf.prod(x, 3),
    tf.logSumExp(x, 1),
    tf.norm(x),
  ],
  'tests of all and any': (x) => [tf.all(x.greater(-2)), tf.any(x.greater(0.9), 1)],
  positions: (x) => [tf.argMax(x, 3), tf.argMin(x, 1)],
  'cumulative sums': (x) => [tf.cumsum(x, 3), tf.cumprod(x, 3)],
  shapes: (x) => [
    tf.reshape(x, [-1]),
    tf.expandDims(x, 2),
    tf.squeeze(x.slice([0, 0, 0, 0], [1, 6, 6, 3])),
    tf.transpose(x),
  ],
  'parts and wholes': (x) => [
    tf.concat([x, x], 3),
    tf.stack([x, x]),
    ...tf.split(x, 2, 1),
    ...tf.unstack(x, 0),
    tf.tile(x, [1, 2, 1, 1]),
  ],
  padding: (x) => [
    tf.pad(x, [
      [0, 0],
      [1, 1],
      [0, 2],
      [0, 0],
    ]),
    tf.mirrorPad(
      x,
      [
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 0],
      ],
      'reflect',
    ),
    tf.reverse(x, 1),
  ],
  slices: (x) => [
    tf.slice(x, [0, 1, 1, 0], [2, 2, 2, 3]),
    tf.stridedSlice(x, [0, 0, 0, 0], [2, 6, 6, 3], [1, 2, 2, 1]),
  ],
  indices: (x) => [tf.gather(x, tf.tensor1d([2, 0], 'int32'), 1), tf.oneHot(tf.argMax(x, 3), 3), tf.topk(x, 2).values],
  'scattered indices': (x) => [
    tf.gatherND(
      x,
      tf.tensor2d(
        [
          [0, 1],
          [1, 2],
        ],
        [2, 2],
        'int32',
      ),
    ),
    tf.scatterND(tf.tensor2d([[1], [0]], [2, 1], 'int32'), x, [3, 6, 6, 3]),
  ],
  segments: (x) => tf.unsortedSegmentSum(x, tf.tensor1d([1, 0], 'int32'), 3),
  products: (x) => [
    tf.matMul(x, x, false, true),
    tf.matMul(x.reshape([12, 18]), matrix()),
    tf.dot(x.flatten(), x.flatten()),
  ],
  einsum: (x) => tf.einsum('bijc,bijd->cd', x, x),
  convolutions: (x) => [
    tf.conv2d(x, filter([3, 3, 3, 4]), 1, 'same'),
    tf.conv2d(x, filter([3, 3, 3, 4]), 2, 'valid'),
    tf.depthwiseConv2d(x, filter([3, 3, 3, 2]), 1, 'same'),
  ],
  'transposed convolution': (x) => tf.conv2dTranspose(x, filter([3, 3, 4, 3]), [2, 12, 12, 4], 2, 'same'),
  pooling: (x) => [tf.maxPool(x, 2, 2, 'same'), tf.avgPool(x, 2, 2, 'valid')],
  normalisation: (x) => [
    tf.batchNorm(x, x.mean([0, 1, 2]), tf.ones([3]), tf.zeros([3]), tf.ones([3])),
    tf.localResponseNormalization(x),
  ],
  resizing: (x) => [tf.image.resizeBilinear(x, [4, 4]), tf.image.resizeNearestNeighbor(x, [9, 9])],
  'space and batch': (x) => [
    tf.spaceToBatchND(
      x,
      [2, 2],
      [
        [0, 0],
        [0, 0],
      ],
    ),
    tf.batchToSpaceND(
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [0, 0],
        ],
      ),
      [2, 2],
      [
        [0, 0],
        [0, 0],
      ],
    ),
  ],
  types: (x) => [x.cast('int32'), x.greater(0).cast('float32'), x.cast('int32').add(3).mul(2)],
  constants: (x) => [
    tf.zerosLike(x),
    tf.onesLike(x),
    tf.fill(x.shape, 3),
    tf.zeros([50, 50]).add(x.sum()),
    tf.eye(3),
    tf.range(0, 5),
    tf.linspace(0, 1, 5),
  ],
  fused: (x) => [
    tf.fused.matMul({a: x.reshape([12, 18]), b: matrix(), bias: tf.ones([4]), activation: 'relu'}),
    tf.fused.conv2d({x, filter: filter([3, 3, 3, 4]), strides: 1, pad: 'same', bias: tf.ones([4]), activation: 'relu'}),
  ],
  'gradients of a convolution': gradient((y) =>
    tf
      .maxPool(tf.relu(tf.conv2d(y, filter([3, 3, 3, 4]), 1, 'same')), 2, 2, 'same')
      .square()
      .sum(),
  ),
  'gradients of pooling and softmax': gradient((y) =>
    tf
      .logSoftmax(tf.avgPool(y, 2, 2, 'same'))
      .square()
      .sum(),
  ),
  complex: (x) => [tf.real(tf.fft(tf.complex(x, x))), tf.imag(tf.fft(tf.complex(x, x)))],
};
