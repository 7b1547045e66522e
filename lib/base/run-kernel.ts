import type * as tf from '@tensorflow/tfjs';
import {engine} from './engine.ts';

/** Runs a kernel of one output as an operation that gradients pass through; some take a list of inputs. */
export const runKernel = (
  kernelName: string,
  inputs: Record<string, tf.Tensor> | readonly tf.Tensor[],
  attributes: object,
): tf.Tensor =>
  engine().runKernel(kernelName, inputs as Record<string, tf.Tensor>, attributes as tf.NamedAttrMap) as tf.Tensor;
