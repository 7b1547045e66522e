import * as tf from '@tensorflow/tfjs';
import {type CustomGradient, type Forward, lower, type Lowering} from './lowering.ts';

/** The operation without its own gradient, so that each of its steps is recorded. */
const steps = (forward: Forward, inputs: readonly tf.Tensor[]): tf.Tensor => forward(...inputs, () => undefined).value;

/** The losses' gradients hold only for labels that sum to 1, and for the labels themselves they have the wrong sign and terms. */
const crossEntropy = (_forward: Forward, inputs: readonly tf.Tensor[]): tf.Tensor => {
  const [labels, logits] = inputs as [tf.Tensor, tf.Tensor];
  return tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), -1));
};

/** Batches of different size are repeated in the product but not summed in its gradient. */
const product = (forward: Forward, inputs: readonly tf.Tensor[]): tf.Tensor | undefined =>
  inputs[0]!.shape[0] === inputs[1]!.shape[0] ? undefined : steps(forward, inputs);

/** Operations whose own gradient is wrong, lacks cases, or uses a tensor that is gone by then. */
export const customGradients: readonly CustomGradient[] = [
  {operation: 'logSigmoid', rule: steps},
  {operation: 'softmaxCrossEntropy', rule: crossEntropy},
  {operation: 'fusedMatMul', rule: product},
  {operation: 'fusedConv2d', rule: steps},
  {operation: 'fusedDepthwiseConv2d', rule: steps},
];

interface Fused {
  readonly x: tf.Tensor4D;
  readonly filter: tf.Tensor4D;
  readonly bias?: tf.Tensor;
}

interface FusedProduct {
  readonly a: tf.Tensor;
  readonly b: tf.Tensor;
  readonly bias?: tf.Tensor;
}

const withBias = (result: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor => (bias ? tf.add(result, bias) : result);

/** While gradients are recorded the fused operations are linear; recorded they are what they are made of. */
const isPlain = (taped: boolean, activation: unknown): boolean => taped && (activation ?? 'linear') === 'linear';

const fusedConvolution = (kernelName: string, convolve: typeof tf.conv2d): Lowering =>
  lower<Fused, tf.FusedConv2DAttrs>(kernelName, ({inputs: {x, filter, bias}, attributes, taped}) => {
    const {strides, pad, dataFormat, dilations, dimRoundingMode, activation} = attributes;
    if (!isPlain(taped, activation) || dataFormat !== 'NHWC') return undefined;
    return withBias(convolve(x, filter, strides, pad as 'valid', dataFormat, dilations, dimRoundingMode), bias);
  });

const fusedProduct: Lowering = lower<FusedProduct, tf._FusedMatMulAttrs>(
  tf._FusedMatMul,
  ({inputs: {a, b, bias}, attributes: {transposeA, transposeB, activation}, taped}) =>
    isPlain(taped, activation) ? withBias(tf.matMul(a, b, transposeA, transposeB), bias) : undefined,
);

export const fused: readonly Lowering[] = [
  fusedConvolution(tf.FusedConv2D, tf.conv2d),
  fusedConvolution(tf.FusedDepthwiseConv2D, tf.depthwiseConv2d),
  fusedProduct,
];
