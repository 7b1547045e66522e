import * as tf from '@tensorflow/tfjs';
import {runKernel} from '../../base/run-kernel.ts';
import {emptyResult} from './empty.ts';
import type {KernelCall} from './lowered-call.ts';
import {lower, type Lowering} from './lowering.ts';
import {fitted, inPairs, reaches2d, unfitted} from './window-padding.ts';

type Shape4 = [number, number, number, number];
type Pair = [number, number];
type Pad = tf.Conv2DAttrs['pad'];

interface Convolution {
  readonly kernelName: string;
  readonly x: tf.Tensor;
  readonly filter: tf.Tensor;
  readonly attributes: Omit<tf.Conv2DAttrs, 'pad' | 'dimRoundingMode'>;
}

const isNamed = (pad: Pad): boolean => pad === 'valid' || pad === 'same';
/** Layers give null for no dilation. */
const pair = (value: number | Pair | null): Pair => (typeof value === 'number' ? [value, value] : (value ?? [1, 1]));
const isOne = (value: number | Pair | null): boolean => pair(value).every((one) => one === 1);

const toLast = (x: tf.Tensor): tf.Tensor => tf.transpose(x, [0, 2, 3, 1]);
const toFirst = (x: tf.Tensor): tf.Tensor => tf.transpose(x, [0, 3, 1, 2]);

/** The convolution with the values of each residue of the places together, so that dilation is none. */
function dilated({kernelName, x, filter, attributes}: Convolution, out: Pair): tf.Tensor {
  const blocks = pair(attributes.dilations);
  const room = blocks.map((block, i): Pair => [0, (block - (x.shape[i + 1]! % block)) % block]);
  const phases = tf.spaceToBatchND(x, blocks, room);
  const result = runKernel(kernelName, {x: phases, filter}, {...attributes, pad: 'valid', dilations: [1, 1]});
  const crops = blocks.map((block, i): Pair => [0, result.shape[i + 1]! * block - out[i]!]);
  return tf.batchToSpaceND(result, blocks, crops);
}

/** Every place with stride 1, of which the strides pick some. */
function strided({kernelName, x, filter, attributes}: Convolution, strides: Pair): tf.Tensor {
  const all = runKernel(kernelName, {x, filter}, {...attributes, pad: 'valid', strides: 1});
  return tf.stridedSlice(all, [0, 0, 0, 0], [...all.shape], [1, ...strides, 1]);
}

/**
 * Convolutions as no gradient or kernel gets them wrong: channels last, padding by name, without dilation.
 *
 * Gradients forget the rounding of numeric padding and refuse dilation; tfjs-node refuses numeric padding, dilated depthwise
 * convolutions and unequal strides of these, and gives a result without elements the shape of the images; most backends know one
 * order of the channels only.
 */
function convolution({
  inputs: {x, filter},
  attributes,
  kernelName,
  backend,
  operations,
}: KernelCall<{x: tf.Tensor; filter: tf.Tensor}, tf.Conv2DAttrs> & {kernelName: string}): tf.Tensor | undefined {
  const {strides, dimRoundingMode, dataFormat, dilations} = attributes;
  const depthwise = kernelName === tf.DepthwiseConv2dNative;
  if (dataFormat === 'NCHW') {
    return toFirst(runKernel(kernelName, {x: toLast(x), filter}, {...attributes, dataFormat: 'NHWC'}));
  }
  // A sequence is one row, around which nothing is to be padded.
  const {pad: given, dimRoundingMode: _rounding, ...rest} = attributes;
  const pad: Pad =
    operations.at(-2) === 'conv1d' && typeof given === 'number'
      ? [
          [0, 0],
          [0, 0],
          [given, given],
          [0, 0],
        ]
      : inPairs(given);
  const [row, column] = pair(strides);
  const isUneven = depthwise && backend === 'tensorflow' && row !== column;
  const isSkewed = !depthwise && backend === 'tensorflow' && row !== column;
  // No examples, or windows that do not fit.
  const mayBeEmpty =
    backend === 'tensorflow' && (x.size === 0 || [1, 2].some((i) => filter.shape[i - 1]! > x.shape[i]!));
  if (isNamed(pad) && isOne(dilations) && !isUneven && !isSkewed && !mayBeEmpty) return undefined;
  const [shape, taps] = [x.shape as Shape4, filter.shape as Shape4];
  const info = tf.backend_util.computeConv2DInfo(
    shape,
    taps,
    strides,
    pair(dilations),
    pad,
    dimRoundingMode,
    depthwise,
  );
  if (mayBeEmpty && info.outShape.includes(0)) return emptyResult(info.outShape, [x, filter]);
  const isSingle = info.outHeight === 1 || info.outWidth === 1;
  if (isNamed(pad) && isOne(dilations) && !isUneven && !(isSkewed && isSingle)) return undefined;
  const one: Convolution = {kernelName, x: fitted(x, reaches2d(info)), filter, attributes: rest};
  if (!isOne(dilations)) return dilated(one, [info.outHeight, info.outWidth]);
  if (isUneven) return strided(one, [row, column]);
  // Along an axis with one place any stride is the same, and TensorFlow takes places of other rows where strides differ there.
  const even = isSkewed && isSingle ? {strides: info.outHeight === 1 ? column : row} : {};
  return runKernel(kernelName, {x: one.x, filter}, {...rest, ...even, pad: 'valid'});
}

const convolutionOf = (kernelName: string): Lowering =>
  lower<{x: tf.Tensor; filter: tf.Tensor}, tf.Conv2DAttrs>(kernelName, (call) => convolution({...call, kernelName}));

/** The same for transposed convolutions: cut from one that is not padded. */
const transposed: Lowering = lower<{dy: tf.Tensor; filter: tf.Tensor}, tf.Conv2DBackpropInputAttrs>(
  tf.Conv2DBackpropInput,
  ({inputs: {dy, filter}, attributes}) => {
    const {strides, pad, dimRoundingMode, dataFormat, inputShape} = attributes;
    if (dataFormat === 'NCHW') {
      const [batch, channels, height, width] = inputShape;
      const last = {...attributes, dataFormat: 'NHWC', inputShape: [batch, height, width, channels]};
      return toFirst(runKernel(tf.Conv2DBackpropInput, {dy: toLast(dy), filter}, last));
    }
    if (isNamed(pad)) return undefined;
    const taps = filter.shape as Shape4;
    const info = tf.backend_util.computeConv2DInfo(inputShape, taps, strides, 1, inPairs(pad), dimRoundingMode);
    const reaches = reaches2d(info);
    const whole = reaches.map(({out, stride, extent}) => (out - 1) * stride + extent);
    const valid = {...attributes, pad: 'valid', dimRoundingMode: undefined};
    const padded = {...valid, inputShape: [inputShape[0], ...whole, inputShape[3]]};
    return unfitted(runKernel(tf.Conv2DBackpropInput, {dy, filter}, padded), reaches);
  },
);

export const convolutions: readonly Lowering[] = [
  convolutionOf(tf.Conv2D),
  convolutionOf(tf.DepthwiseConv2dNative),
  transposed,
];
