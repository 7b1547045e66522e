import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../base/kernel-data.ts';
import {registerComposedKernel, replaceKernel} from './kernels.ts';

const swapped = ({rank, shape}: tf.Tensor): number[] => [...shape.slice(0, -2).keys(), rank - 1, rank - 2];

/**
 * Replaces the matrix product of the WebAssembly backend by one that transposes its operands before multiplying.
 *
 * With a transpose flag that kernel multiplies number by number, without one through XNNPACK, which is many times as fast;
 * gradients of dense layers all carry such flags. The sums are the same up to their order.
 */
export function replaceMatMul(): void {
  replaceKernel(tf.BatchMatMul, (original) => ({inputs, attrs, backend}) => {
    const {transposeA, transposeB} = attributesOf<tf.BatchMatMulAttrs>(attrs);
    const {a, b} = inputsOf<{a: tf.Tensor; b: tf.Tensor}>(inputs);
    const before: tf.Tensor[] = [];
    const straight = (operand: tf.Tensor, flag: boolean): tf.Tensor => {
      if (!flag) return operand;
      const result = tf.transpose(operand, swapped(operand));
      before.push(result);
      return result;
    };
    const operands = {a: straight(a, transposeA), b: straight(b, transposeB)};
    const product = original({inputs: operands, attrs: {transposeA: false, transposeB: false}, backend});
    tf.dispose(before);
    return product;
  });
}

interface Counted {
  incRef(dataId: object): void;
}

/**
 * Replaces the copies that the WebAssembly backend makes for clones by one more reference to the same numbers, as its
 * reshape and the other backends have it; no kernel writes into its input.
 */
export function replaceIdentity(): void {
  replaceKernel(tf.Identity, (original) => (call) => {
    const x = call.inputs['x'] as tf.TensorInfo;
    if (x.dtype === 'string') return original(call);
    (call.backend as Counted).incRef(x.dataId);
    return {dataId: x.dataId, shape: x.shape, dtype: x.dtype};
  });
}

/** Composes the gradient of `gather` out of a scatter, which adds where indices repeat: `out[segmentIds[i]] += x[i]`. */
export function registerUnsortedSegmentSum(): void {
  registerComposedKernel(tf.UnsortedSegmentSum, (inputs, attributes) => {
    const {numSegments} = attributesOf<tf.UnsortedSegmentSumAttrs>(attributes);
    const x = inputs['x']!;
    const indices = tf.reshape(inputs['segmentIds']!, [-1, 1]);
    return tf.scatterND(tf.cast(indices, 'int32'), x, [numSegments, ...x.shape.slice(1)]);
  });
}
