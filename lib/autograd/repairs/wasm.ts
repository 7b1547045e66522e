import * as tf from '@tensorflow/tfjs';
import {lower, type Lowering} from './lowering.ts';

/** Slopes that are not one for each channel: the kernel walks them in the order of the values. */
const prelu: Lowering = lower<{x: tf.Tensor; alpha: tf.Tensor}, object>(tf.Prelu, ({inputs: {x, alpha}, backend}) =>
  backend === 'wasm' ? tf.sub(tf.relu(x), tf.mul(alpha, tf.relu(tf.neg(x)))) : undefined,
);

/** Numbers as truth values: the kernel keeps the bytes of the numbers. */
const truth: Lowering = lower<{x: tf.Tensor}, tf.CastAttrs>(tf.Cast, ({inputs: {x}, attributes: {dtype}, backend}) =>
  backend === 'wasm' && dtype === 'bool' && x.dtype !== 'bool' ? tf.notEqual(x, tf.zerosLike(x)) : undefined,
);

function refuse(operation: string, what: string, instead: string): never {
  throw new Error(`${operation}: the backend wasm ${what}; ${instead}`);
}

const cropAndResize: Lowering = lower<Record<string, tf.Tensor>, tf.CropAndResizeAttrs>(
  tf.CropAndResize,
  ({attributes: {method}, backend, taped}) =>
    backend === 'wasm' && (taped || method === 'nearest')
      ? refuse(tf.CropAndResize, 'takes values of other places', "use another backend, 'cpu' or 'tensorflow'")
      : undefined,
);

const maxPoolWithArgmax: Lowering = lower<Record<string, tf.Tensor>, object>(tf.MaxPoolWithArgmax, ({backend}) =>
  backend === 'wasm' ? refuse(tf.MaxPoolWithArgmax, 'gives wrong maxima', 'use maxPool') : undefined,
);

/** What the WebAssembly backend computes wrongly already without a gradient. */
export const wasmForward: readonly Lowering[] = [prelu, truth, cropAndResize, maxPoolWithArgmax];
