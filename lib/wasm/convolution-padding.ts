import * as tf from '@tensorflow/tfjs';
import {attributesOf} from '../base/kernel-data.ts';
import {replaceKernel} from './kernels.ts';
import type {ConvolutionInfo} from './windows.ts';

type Shape4 = [number, number, number, number];

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: tf.Conv2DAttrs['pad'];
  readonly dilations?: [number, number] | number | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterSize?: [number, number] | number;
  readonly dataFormat?: 'NHWC' | 'NCHW';
}

function infoOf(kernelName: string, {inputs, attrs}: Parameters<tf.KernelFunc>[0]): ConvolutionInfo {
  const {strides, pad, dilations, dimRoundingMode, filterSize} = attributesOf<Attributes>(attrs);
  const {shape} = inputs['x'] as tf.TensorInfo;
  const depthwise = kernelName.includes('Depthwise');
  return filterSize === undefined
    ? tf.backend_util.computeConv2DInfo(
        shape as Shape4,
        (inputs['filter'] as tf.TensorInfo).shape as Shape4,
        strides,
        dilations ?? 1,
        pad,
        dimRoundingMode,
        depthwise,
      )
    : tf.backend_util.computePool2DInfo(shape as Shape4, filterSize, strides, 1, pad, dimRoundingMode);
}

/** Refuses windows for which the kernels read and write beyond their memory. */
function check(kernelName: string, info: ConvolutionInfo, pad: Attributes['pad']): void {
  const {inHeight, inWidth, outHeight, outWidth, effectiveFilterHeight, effectiveFilterWidth} = info;
  if (outHeight < 1 || outWidth < 1) {
    throw new RangeError(
      `${kernelName} on wasm: windows must fit into the padded rows and columns, received windows of ` +
        `${effectiveFilterHeight} x ${effectiveFilterWidth} on ${inHeight} x ${inWidth}`,
    );
  }
  const isSquare = effectiveFilterHeight === effectiveFilterWidth && info.strideHeight === info.strideWidth;
  if (typeof pad === 'number' && !isSquare) {
    // TensorFlow.js computes the width of the result from the height of the window.
    throw new RangeError(
      `${kernelName} on wasm: pad must be 'valid', 'same' or [[0, 0], [top, bottom], [left, right], [0, 0]] where the window or ` +
        `its strides are not square, received ${pad}`,
    );
  }
}

/**
 * The padding that 'same' means, in numbers, where a window is smaller than its stride: the kernels subtract the one from the
 * other without a sign there and give zeros.
 */
function inNumbers(info: ConvolutionInfo): tf.Conv2DAttrs['pad'] | null {
  const {effectiveFilterHeight, effectiveFilterWidth, strideHeight, strideWidth, padInfo} = info;
  if (effectiveFilterHeight >= strideHeight && effectiveFilterWidth >= strideWidth) return null;
  const {top, bottom, left, right} = padInfo;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

const convolutions = [tf.Conv2D, tf.FusedConv2D, tf.DepthwiseConv2dNative, tf.FusedDepthwiseConv2D];

/** Cuts off what windows shorter than their stride do not meet: their padding in three dimensions would be less than nothing. */
function metOnly(x: tf.Tensor, call: Parameters<tf.KernelFunc>[0]): tf.Tensor {
  const {filterSize, strides, dilations} = attributesOf<tf.AvgPool3DAttrs & {dilations?: number}>(call.attrs);
  const size = filterSize ?? (call.inputs['filter'] as tf.TensorInfo).shape.slice(0, 3);
  const shape = x.shape as [number, number, number, number, number];
  const info = tf.backend_util.computePool3DInfo(shape, size, strides, dilations ?? 1, 'same');
  const met = [
    Math.min(info.inDepth, (info.outDepth - 1) * info.strideDepth + info.effectiveFilterDepth),
    Math.min(info.inHeight, (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight),
    Math.min(info.inWidth, (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth),
  ];
  return tf.slice(x, [0, 0, 0, 0, 0], [shape[0], ...met, shape[4]]);
}

/** Gives convolutions and pooling of the WebAssembly backend padding with which their kernels are right. */
export function replaceConvolutionPadding(): void {
  for (const kernelName of [...convolutions, tf.MaxPool, tf.AvgPool]) {
    replaceKernel(kernelName, (original) => (call) => {
      const {pad, dataFormat = 'NHWC'} = attributesOf<Attributes>(call.attrs);
      // The kernels refuse channels first themselves.
      if (dataFormat !== 'NHWC') return original(call);
      const info = infoOf(kernelName, call);
      check(kernelName, info, pad);
      const numbers = pad === 'same' && convolutions.includes(kernelName) ? inNumbers(info) : null;
      if (numbers === null) return original(call);
      return original({...call, attrs: {...call.attrs, pad: numbers}});
    });
  }
  for (const kernelName of [tf.Conv3D, tf.AvgPool3D]) {
    replaceKernel(kernelName, (original) => (call) => {
      if (call.attrs!['pad'] !== 'same') return original(call);
      const met = metOnly(call.inputs['x'] as tf.Tensor, call);
      const result = original({...call, inputs: {...call.inputs, x: met}});
      met.dispose();
      return result;
    });
  }
}
