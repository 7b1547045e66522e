import {checkOptions} from '../../base/arguments.ts';
import {flagOption, type OptionsOf, readValues, seedOption} from '../../base/options.ts';

export const functionTable = {
  seed: seedOption(
    'of what the loss draws at random (dropout, noise): each call draws the same numbers, so that products are of one function',
  ),
  batchStatistics: flagOption(
    false,
    'whether batch normalisation may run in training mode, where losses depend on the batch; the moving averages do not change',
  ),
};

/** What makes a loss the same function at each call. */
export interface FunctionOptions extends Readonly<OptionsOf<typeof functionTable>> {}

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
  checkOptions(owner, options, [...more, ...Object.keys(functionTable)]);
  readValues(owner, functionTable, options);
}
