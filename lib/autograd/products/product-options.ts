import {checkFlags, checkNumbers, checkOptions} from '../../base/arguments.ts';

/** What makes a loss the same function at each call. */
export interface FunctionOptions {
  /**
   * Seed of what the loss draws at random (dropout, noise), default 0. Each call of the loss draws the same numbers, so that
   * repeated products are of one function.
   */
  readonly seed?: number;
  /**
   * Whether batch normalisation may run in training mode, where an example's loss depends on the batch it is in; default false:
   * refused. The moving averages do not change.
   */
  readonly batchStatistics?: boolean;
}

/** How products are formed. */
export interface ProductOptions<Batch = void> extends FunctionOptions {
  /**
   * The data in pieces, each handed to the loss in turn: the product is that of the mean loss over all examples, because each
   * piece counts with its number of examples. Default: the loss is called once, without an argument.
   */
  readonly batches?: readonly Batch[];
  /** The number of examples of a batch; default the first dimension of the first tensor in it. */
  readonly size?: (batch: Batch) => number;
}

/**
 * Refuses options that are not known or that make no sense.
 *
 * @param more names of options beside those of FunctionOptions
 */
export function checkProductOptions(owner: string, options: FunctionOptions, more: readonly string[] = []): void {
  checkOptions(owner, options, [...more, 'seed', 'batchStatistics']);
  const {seed = 0, batchStatistics = false} = options;
  checkNumbers(owner, {seed}, {});
  checkFlags(owner, {batchStatistics});
}
