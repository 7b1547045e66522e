import type * as tf from '@tensorflow/tfjs';
import {engine} from './engine.ts';

/** Runs a kernel of one output as an operation that gradients pass through. */
export const runKernel = (kernelName: string, inputs: Record<string, tf.Tensor>, attributes: object): tf.Tensor =>
  engine().runKernel(kernelName, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;
