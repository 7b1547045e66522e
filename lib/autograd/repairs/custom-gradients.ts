import * as tf from '@tensorflow/tfjs';
import type {Forward} from '../../base/engine.ts';
import {type CustomGradient, lower, type Lowering} from './lowering.ts';

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
  readonly preluActivationWeights?: tf.Tensor;
}

interface FusedProduct {
  readonly a: tf.Tensor;
  readonly b: tf.Tensor;
  readonly bias?: tf.Tensor;
  readonly preluActivationWeights?: tf.Tensor;
}

const withBias = (result: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor => (bias ? tf.add(result, bias) : result);

type Attributes = tf.FusedConv2DAttrs;

const activations: Readonly<Record<string, (x: tf.Tensor, slope: number, slopes?: tf.Tensor) => tf.Tensor>> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  elu: (x) => tf.elu(x),
  sigmoid: (x) => tf.sigmoid(x),
  leakyrelu: (x, slope) => tf.leakyRelu(x, slope),
  prelu: (x, _slope, slopes) => tf.prelu(x, slopes!),
};

/** What a fused operation is made of, where it is recorded, and where tfjs-node does not know its padding. */
const fusedConvolution = (kernelName: string, convolve: typeof tf.conv2d): Lowering =>
  lower<Fused, Attributes>(kernelName, ({inputs, attributes, taped, backend}) => {
    const {strides, pad, dataFormat, dilations, dimRoundingMode, activation, leakyreluAlpha = 0.2} = attributes;
    const isUnknown = backend === 'tensorflow' && typeof pad !== 'string';
    const activate = activations[activation];
    if (!(taped || isUnknown) || dataFormat !== 'NHWC' || activate === undefined) return undefined;
    const {x, filter, bias, preluActivationWeights} = inputs;
    const result = convolve(x, filter, strides, pad, dataFormat, dilations, dimRoundingMode);
    return activate(withBias(result, bias), leakyreluAlpha, preluActivationWeights);
  });

const fusedProduct: Lowering = lower<FusedProduct, tf._FusedMatMulAttrs>(
  tf._FusedMatMul,
  ({inputs: {a, b, bias, preluActivationWeights}, attributes, taped, backend}) => {
    const {transposeA, transposeB, activation, leakyreluAlpha = 0.2} = attributes;
    // The kernel of wasm adds a bias right to one matrix only, and knows no bias that is a single number.
    const isWrong = backend === 'wasm' && bias !== undefined && (bias.rank !== 1 || a.shape[0] !== 1);
    const activate = activations[activation];
    if (!(taped || isWrong) || activate === undefined) return undefined;
    return activate(withBias(tf.matMul(a, b, transposeA, transposeB), bias), leakyreluAlpha, preluActivationWeights);
  },
);

export const fused: readonly Lowering[] = [
  fusedConvolution(tf.FusedConv2D, tf.conv2d),
  fusedConvolution(tf.FusedDepthwiseConv2D, tf.depthwiseConv2d),
  fusedProduct,
];
