import type * as tf from '@tensorflow/tfjs';

/** One call of a kernel, before it runs. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
  readonly backend: string;
  /** Whether a gradient may be asked of the result. */
  readonly taped: boolean;
  /** The names of the operations that this call is part of, the innermost last. */
  readonly operations: readonly string[];
  /** Runs the kernel itself, with other inputs or attributes if given. */
  readonly run: (inputs?: Inputs, attributes?: Attributes) => tf.Tensor;
}
