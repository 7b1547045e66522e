/**
 * How one of TensorFlow's kernels does an update.
 *
 * The inputs of the kernel are the variable, the states, and `inputs`, in this order.
 */
export interface FusedKernel<Slot extends string = string> {
  /** Such as 'ResourceApplyAdam'. */
  readonly operation: string;
  /** Which slots are its states; 'scratch' is memory that starts as a copy of the gradient and is given up afterwards. */
  readonly states: readonly (Slot | 'scratch')[];
  /** The numbers that follow, and where the gradient stands among them. */
  readonly inputs: readonly (number | 'gradient')[];
  /** What the gradient is multiplied by first, 1 by default. */
  readonly gain?: number;
  /** Whether to look ahead as Nesterov does, default false. */
  readonly nesterov?: boolean;
  /** Whether the squares of the gradient must be finite, else the plain path is taken; default false. */
  readonly finiteSquares?: boolean;
  /** A kernel of this package's own build with the same states, which is taken where that build is. */
  readonly own?: {readonly operation: string; readonly inputs: readonly (number | 'gradient')[]};
}
