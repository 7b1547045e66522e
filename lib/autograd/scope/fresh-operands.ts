import * as tf from '@tensorflow/tfjs';
import {attributesOf, inputsOf} from '../../base/kernel-data.ts';
import {kernel, type Repair} from '../repairs/repair.ts';

/** Gives a matrix product of the WebAssembly backend a right operand of its own. */
const fresh = (kernelName: string): Repair =>
  kernel(
    kernelName,
    (original) => (call) => {
      const {b} = inputsOf<{b: tf.Tensor}>(call.inputs);
      if (attributesOf<tf.BatchMatMulAttrs>(call.attrs).transposeB) return original(call);
      const copy = tf.slice(
        b,
        b.shape.map(() => 0),
        b.shape,
      );
      const product = original({...call, inputs: {...call.inputs, b: copy}});
      copy.dispose();
      return product;
    },
    ['wasm'],
  );

/**
 * Copies the right operand of each matrix product on the WebAssembly backend.
 *
 * The backend prepares the operand once and finds it again by its data, whatever the shape: a vector that was a column in one product
 * and is a row in the next, as in the gradients of outer products, gives wrong numbers there or reads beyond its memory.
 */
export const freshOperands: readonly Repair[] = [fresh(tf.BatchMatMul), fresh(tf._FusedMatMul)];
