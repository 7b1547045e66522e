import type * as tf from '@tensorflow/tfjs';
import {engine} from './engine.ts';

/**
 * The attributes that a kernel or the gradient of one is called with, in the type of its kernel.
 *
 * The registry of TensorFlow.js holds all kernels under one type, a map of anything; which one is called is known where it is registered.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it gives the attributes their type
export const typedAttributes = <Attributes extends object>(attributes: object | undefined): Attributes =>
  attributes as Attributes;

/** The inputs that a kernel is called with, in the type of its kernel, which the registry does not know either. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it gives the inputs their type
export const typedInputs = <Inputs extends object>(inputs: object): Inputs => inputs as Inputs;

/** Runs a kernel of one output as an operation that gradients pass through; some take a list of inputs. */
export const runKernel = (
  kernelName: string,
  inputs: Record<string, tf.Tensor> | readonly tf.Tensor[],
  attributes: object,
): tf.Tensor =>
  engine().runKernel(kernelName, inputs as Record<string, tf.Tensor>, attributes as tf.NamedAttrMap) as tf.Tensor;
