import * as tf from '@tensorflow/tfjs';
import {checkLists, checkNumbers, show} from '../../base/arguments.ts';
import {checkProductOptions, type ProductOptions} from './product-options.ts';

/** The first dimension of the first tensor in a batch. */
function examplesOf(owner: string, batch: unknown): number {
  const [first] = tensorsIn(batch);
  if (first === undefined || first.rank === 0) {
    throw new TypeError(
      `${owner}: a batch must hold a tensor whose first dimension counts examples; or give the option size`,
    );
  }
  return first.shape[0];
}

function tensorsIn(value: unknown): tf.Tensor[] {
  if (value instanceof tf.Tensor) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(tensorsIn);
}

/**
 * The mean of a product over batches, weighted by their numbers of examples; the product alone where there are none.
 *
 * sum_b n_b p_b / sum_b n_b
 */
export function overBatches<Batch>(
  owner: string,
  options: ProductOptions<Batch>,
  product: (batch: Batch) => tf.Tensor[],
): tf.Tensor[] {
  checkProductOptions(owner, options, ['batches', 'size']);
  const {batches, size = (batch) => examplesOf(owner, batch)} = options;
  if (batches === undefined) return product(undefined as Batch);
  checkLists(owner, {batches}, 1);
  if (typeof size !== 'function') {
    throw new TypeError(
      `${owner}: size must be a function of a batch that returns its number of examples, received ${show(size)}`,
    );
  }
  const sizes = batches.map(size);
  for (const each of sizes) checkNumbers(owner, {size: each}, {above: 0});
  const all = sizes.reduce((sum, each) => sum + each, 0);
  let sum: tf.Tensor[] = [];
  try {
    for (const [i, batch] of batches.entries()) {
      const next = tf.tidy(() => {
        const terms = product(batch).map((term) => tf.mul(term, sizes[i]! / all));
        return i === 0 ? terms : terms.map((term, k) => tf.add(sum[k]!, term));
      });
      tf.dispose(sum);
      sum = next;
    }
    return sum;
  } catch (error) {
    tf.dispose(sum);
    throw error;
  }
}
