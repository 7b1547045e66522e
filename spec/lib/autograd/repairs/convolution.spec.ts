import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {build, type Grid} from './grid.ts';
import {gradientCase} from './gradient-case.ts';
import {overWindows, type Windows} from './windows.ts';

const convolved = (x: Grid, w: Grid, windows: Omit<Windows, 'filter'>): Grid =>
  overWindows(x, {...windows, filter: w.shape.slice(0, 2)}, w.shape[3]!, (batch, taps, channel) =>
    taps.reduce((sum, {position, index}) => {
      for (let c = 0; c < w.shape[2]!; c++) sum += x.at([batch, ...index, c], 0) * w.at([...position, c, channel]);
      return sum;
    }, 0),
  );

const depthwise = (x: Grid, w: Grid, windows: Omit<Windows, 'filter'>): Grid => {
  const multiplier = w.shape[3]!;
  return overWindows(x, {...windows, filter: w.shape.slice(0, 2)}, w.shape[2]! * multiplier, (batch, taps, channel) => {
    const [c, q] = [Math.floor(channel / multiplier), channel % multiplier];
    return taps.reduce((sum, {position, index}) => sum + x.at([batch, ...index, c], 0) * w.at([...position, c, q]), 0);
  });
};

const withBias = (y: Grid, bias: Grid): Grid => build(y.shape, (...index) => y.at(index) + bias.at([index[3]!]));
const ones = (n: number): [number, number][] => [
  [n, n],
  [n, n],
];

type Pad = 'same' | 'valid' | number;
const kinds: [string, Pad, number, number, Windows['pad']][] = [
  ['dilated', 'valid', 1, 2, ones(0)],
  ['dilated, same', 'same', 1, 2, ones(2)],
  ['numeric padding', 1, 1, 1, ones(1)],
  ['numeric padding with strides that do not fit', 1, 2, 1, ones(1)],
];

describe('gradients of convolutions', () => {
  for (const [name, pad, stride, dilation, room] of kinds) {
    const rounding = typeof pad === 'number' ? 'floor' : undefined;
    const windows = {stride, dilation, ...(room && {pad: room})};
    gradientCase({
      name: `conv2d, ${name}`,
      shapes: [
        [2, 6, 5, 2],
        [3, 3, 2, 2],
      ],
      operation: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad, 'NHWC', dilation, rounding),
      reference: (x, w) => convolved(x, w, windows),
    });
    gradientCase({
      name: `depthwiseConv2d, ${name}`,
      shapes: [
        [2, 6, 5, 2],
        [3, 3, 2, 2],
      ],
      operation: (x, w) =>
        tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad, 'NHWC', dilation, rounding),
      reference: (x, w) => depthwise(x, w, windows),
    });
    gradientCase({
      name: `fused conv2d with bias, ${name}`,
      shapes: [[2, 6, 5, 2], [3, 3, 2, 2], [2]],
      operation: (x, filter, bias) =>
        tf.fused.conv2d({
          x: x as tf.Tensor4D,
          filter: filter as tf.Tensor4D,
          bias: bias,
          strides: stride,
          pad,
          dilations: dilation,
          ...(rounding && {dimRoundingMode: rounding}),
        }),
      reference: (x, w, bias) => withBias(convolved(x, w, windows), bias),
    });
  }

  gradientCase({
    name: 'fused depthwiseConv2d, dilated, of one image',
    shapes: [
      [6, 5, 2],
      [3, 2, 2, 2],
    ],
    operation: (x, filter) =>
      tf.fused.depthwiseConv2d({
        x: x as tf.Tensor3D,
        filter: filter as tf.Tensor4D,
        strides: 1,
        pad: 'valid',
        dilations: 2,
      }),
    reference: (x, w) => {
      const y = depthwise(
        build([1, 6, 5, 2], (_, ...index) => x.at(index)),
        w,
        {dilation: 2},
      );
      return build(y.shape.slice(1), (...index) => y.at([0, ...index]));
    },
  });

  gradientCase({
    name: 'conv2d, explicit padding',
    shapes: [
      [1, 5, 4, 2],
      [3, 2, 2, 2],
    ],
    operation: (x, w) =>
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, [
        [0, 0],
        [1, 0],
        [2, 1],
        [0, 0],
      ] as unknown as number),
    reference: (x, w) =>
      convolved(x, w, {
        pad: [
          [1, 0],
          [2, 1],
        ],
      }),
  });

  const first = (x: Grid): Grid =>
    build([x.shape[0]!, x.shape[3]!, x.shape[1]!, x.shape[2]!], (b, c, i, j) => x.at([b, i, j, c]));
  const last = (x: Grid): Grid =>
    build([x.shape[0]!, x.shape[2]!, x.shape[3]!, x.shape[1]!], (b, i, j, c) => x.at([b, c, i, j]));
  for (const [name, operation, reference] of [
    ['conv2d', tf.conv2d, convolved],
    ['depthwiseConv2d', tf.depthwiseConv2d, depthwise],
  ] as const) {
    gradientCase({
      name: `${name}, channels first`,
      shapes: [
        [2, 2, 5, 4],
        [3, 2, 2, 2],
      ],
      operation: (x, w) => operation(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same', 'NCHW'),
      reference: (x, w) => first(reference(last(x), w, {pad: 'same'})),
    });
  }

  gradientCase({
    name: 'depthwiseConv2d, different strides',
    shapes: [
      [1, 6, 5, 2],
      [3, 2, 2, 1],
    ],
    operation: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, [2, 1], 'valid'),
    reference: (x, w) => {
      const all = depthwise(x, w, {});
      return build([1, 2, 4, 2], (b, i, j, c) => all.at([b, 2 * i, j, c]));
    },
  });

  gradientCase({
    name: 'conv1d, numeric padding',
    shapes: [
      [2, 7, 2],
      [3, 2, 2],
    ],
    operation: (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 1, 1, 'NWC', 1, 'floor'),
    reference: (x, w) =>
      overWindows(x, {filter: [3], pad: [[1, 1]]}, 2, (batch, taps, channel) =>
        taps.reduce((sum, {position, index}) => {
          for (let c = 0; c < 2; c++) sum += x.at([batch, ...index, c], 0) * w.at([...position, c, channel]);
          return sum;
        }, 0),
      ),
  });

  gradientCase({
    name: 'conv2dTranspose, numeric padding',
    shapes: [
      [2, 3, 3, 2],
      [3, 3, 2, 2],
    ],
    operation: (x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 6, 6, 2], 2, 1, 'floor'),
    reference: (x, w) =>
      build([2, 6, 6, 2], (batch, row, column, channel) => {
        let sum = 0;
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            const [up, left] = [(row + 1 - i) / 2, (column + 1 - j) / 2];
            if (!Number.isInteger(up) || !Number.isInteger(left)) continue;
            for (let c = 0; c < 2; c++) sum += x.at([batch, up, left, c], 0) * w.at([i, j, channel, c]);
          }
        }
        return sum;
      }),
  });

  for (const [name, convolve, reference] of [
    ['conv2d', tf.conv2d, convolved],
    ['depthwiseConv2d', tf.depthwiseConv2d, depthwise],
  ] as const) {
    gradientCase({
      name: `${name}, one number of padding around a window that is not square`,
      shapes: [
        [1, 4, 3, 2],
        [3, 1, 2, 2],
      ],
      operation: (x, w) => convolve(x as tf.Tensor4D, w as tf.Tensor4D, 1, 1, 'NHWC', 1, 'floor'),
      reference: (x, w) => reference(x, w, {pad: ones(1)}),
    });

    gradientCase({
      name: `${name}, with unequal strides along an axis with one place`,
      shapes: [
        [2, 4, 4, 2],
        [1, 3, 2, 2],
      ],
      operation: (x, w) => convolve(x as tf.Tensor4D, w as tf.Tensor4D, [1, 2], 'valid'),
      reference: (x, w) =>
        build([2, 4, 1, w.shape[3]! * (name === 'conv2d' ? 1 : 2)], (...index) => reference(x, w, {}).at(index)),
    });

    gradientCase({
      name: `${name}, same, with windows shorter than their stride`,
      shapes: [
        [1, 5, 4, 2],
        [2, 1, 2, 2],
      ],
      operation: (x, w) => convolve(x as tf.Tensor4D, w as tf.Tensor4D, 3, 'same'),
      reference: (x, w) => reference(x, w, {stride: 3, pad: 'same'}),
    });
  }
});

describe('convolutions whose result has no elements', () => {
  type Convolve = (x: tf.Tensor, w: tf.Tensor) => tf.Tensor;
  const conv2d: Convolve = (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid');
  const depthwise: Convolve = (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid');
  const conv3d: Convolve = (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, 'valid');
  for (const [name, convolve, images, filter, expected] of [
    ['conv2d of no examples', conv2d, [0, 5, 4, 2], [2, 2, 2, 3], [0, 4, 3, 3]],
    ['depthwiseConv2d of no examples', depthwise, [0, 5, 4, 2], [2, 2, 2, 3], [0, 4, 3, 6]],
    ['conv3d of no examples', conv3d, [0, 4, 4, 4, 2], [2, 2, 2, 2, 3], [0, 3, 3, 3, 3]],
    ['conv2d with windows wider than the images', conv2d, [2, 4, 1, 2], [2, 2, 2, 3], [2, 3, 0, 3]],
    ['depthwiseConv2d with windows wider than the images', depthwise, [2, 4, 1, 2], [2, 2, 2, 3], [2, 3, 0, 6]],
  ] as const) {
    it(name, () => {
      // Refused there by name.
      if (tf.getBackend() === 'wasm' && name.includes('wider')) return;
      tf.tidy(() => {
        const [x, w] = [tf.ones([...images]), tf.ones([...filter])];
        const run = (): tf.Tensor[] => [convolve(x, w), ...tf.grads((a, b) => tf.sum(convolve(a, b)))([x, w])];
        const [result, ofImages, ofFilter] = secondOrder(run);
        expect(result!.shape).to.deep.equal(expected);
        expect(ofImages!.shape).to.deep.equal(images);
        expect(ofFilter!.shape).to.deep.equal(filter);
        expect(Math.max(...ofFilter!.dataSync())).to.equal(0);
      });
    });
  }
});
