import type * as tf from '@tensorflow/tfjs';
import {nativeBackend, nativeTypes} from '../../native/binding.ts';
import type {Windows} from './windows.ts';

/** TensorFlow's own kernel that picks from u at the maxima of x; null on other backends and for padding that it does not know. */
export function nativeGradGrad(
  kernelName: 'MaxPoolGradGrad' | 'MaxPool3DGradGrad',
  input: tf.Tensor,
  output: tf.Tensor,
  u: tf.Tensor,
  {filter, strides}: Windows,
  pad: unknown,
): tf.Tensor | null {
  const backend = nativeBackend();
  if (backend === null || typeof pad !== 'string') return null;
  const {TF_ATTR_INT, TF_ATTR_STRING, TF_ATTR_TYPE} = backend.binding;
  const attributes = [
    {name: 'T', type: TF_ATTR_TYPE, value: nativeTypes.float32},
    {name: 'ksize', type: TF_ATTR_INT, value: [1, ...filter, 1]},
    {name: 'strides', type: TF_ATTR_INT, value: [1, ...strides, 1]},
    {name: 'padding', type: TF_ATTR_STRING, value: pad.toUpperCase()},
    {name: 'data_format', type: TF_ATTR_STRING, value: filter.length === 2 ? 'NHWC' : 'NDHWC'},
  ];
  return backend.executeSingleOutput(kernelName, attributes, [input, output, u]);
}
