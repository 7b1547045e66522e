import * as tf from '@tensorflow/tfjs';
import {conv3dBackpropInput} from '../gradients/convolution-3d.ts';
import {tapValues, windows3d} from '../gradients/windows.ts';
import {emptyResult} from './empty.ts';
import {lower, type Lowering} from './lowering.ts';
import {gradient, type Repair} from './repair.ts';
import {spread} from './spread.ts';
import {fitted, metOnly, type Reach, reaches3d, unfitted} from './window-padding.ts';

type Shape5 = [number, number, number, number, number];

const rows = (values: tf.Tensor): tf.Tensor2D => tf.reshape(values, [-1, values.shape.at(-1)!]);

/** One matrix of weights for each position of the filter. */
const positions = (filter: tf.Tensor): tf.Tensor2D[] =>
  tf.unstack(tf.reshape(filter, [-1, ...filter.shape.slice(3)])) as tf.Tensor2D[];

const isOne = (dilations: unknown): boolean => [dilations].flat().every((one) => one === 1);

/**
 * Convolutions in three dimensions as a sum of matrix products, one for each position of the filter.
 *
 * For dilation, which has no gradient and on tfjs-node no kernel, for numeric padding, which tfjs-node does not know, and on wasm
 * always, where the gradient's kernel adds to memory that is not cleared.
 */
const convolution: Lowering = lower<{x: tf.Tensor; filter: tf.Tensor}, tf.Conv3DAttrs>(
  tf.Conv3D,
  ({inputs: {x, filter}, attributes: {strides, pad, dilations}, backend}) => {
    const isPlain = typeof pad === 'string' && isOne(dilations);
    const info = tf.backend_util.computeConv3DInfo(x.shape as Shape5, filter.shape as Shape5, strides, dilations, pad);
    // To which TensorFlow gives the shape of the volumes.
    if (info.outShape.includes(0)) return emptyResult(info.outShape, [x, filter]);
    if (isPlain && backend === 'tensorflow') return undefined;
    if (isPlain && backend === 'cpu' && metOnly(x, reaches3d(info)) === x) return undefined;
    const windows = {...windows3d(info), before: [0, 0, 0], after: [0, 0, 0]};
    const weights = positions(filter);
    const parts = tapValues(fitted(x, reaches3d(info)), windows, 0).map((values, i) =>
      tf.matMul(rows(values), weights[i]!),
    );
    return tf.reshape(tf.addN(parts), info.outShape);
  },
);

/** Transposed convolutions: the products of each position go back to where its values came from. */
const transposed: Lowering = lower<{dy: tf.Tensor; filter: tf.Tensor}, tf.Conv3DBackpropInputV2Attrs>(
  tf.Conv3DBackpropInputV2,
  ({inputs: {dy, filter}, attributes: {strides, pad, inputShape}, backend}) => {
    if (typeof pad === 'string' && backend === 'tensorflow') return undefined;
    const info = tf.backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5, strides, 1, pad);
    const reaches = reaches3d(info);
    const whole = reaches.map(({out, stride, extent}) => (out - 1) * stride + extent);
    const [depth, height, width] = filter.shape as Shape5;
    const parts = positions(filter).map((weights, i) => {
      const sent = tf.reshape(tf.matMul(rows(dy), weights, false, true), [...dy.shape.slice(0, 4), inputShape[4]]);
      const place = [Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width];
      return placed(sent, reaches, place, whole);
    });
    if (parts.length !== depth * height * width)
      throw new Error('internal: a filter has as many positions as its size');
    return unfitted(tf.addN(parts), reaches);
  },
);

/** Values with the strides between them, behind as many zeros as the place says. */
function placed(values: tf.Tensor, reaches: readonly Reach[], place: number[], whole: number[]): tf.Tensor {
  const apart = reaches.reduce((rest, {stride}, i) => spread(rest, i + 1, stride), values);
  const room = place.map((front, i): [number, number] => [front, whole[i]! - front - apart.shape[i + 1]!]);
  return tf.pad(apart, [[0, 0], ...room, [0, 0]]);
}

export const convolutions3d: readonly Lowering[] = [convolution, transposed];

/** conv3dTranspose is the kernel that conv3d has for its gradient; alone it has none registered. */
export const transposedConvolution3d: Repair = gradient(conv3dBackpropInput as tf.GradConfig);
