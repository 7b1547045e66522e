import {checkNumbers, show} from '../base/arguments.ts';
import type {ProbeOptions} from './probe-options.ts';

/**
 * A symmetric matrix of which only products with vectors are known, such as the Hessian of a loss.
 *
 * Vectors are flat and in float32, as networks compute; sums over them are taken in float64.
 *
 * @example
 * const diagonal: SymmetricOperator = {size: 3, apply: (v) => v.map((value, i) => (i + 1) * value)};
 */
export interface SymmetricOperator {
  /** Number of rows and columns, >= 1. */
  readonly size: number;
  /** The product with a vector of `size` numbers, which it must not change; the result is the caller's own. */
  apply(vector: Float32Array): Float32Array | Promise<Float32Array>;
}

/** An operator as the probes use it: it counts its products, checks them, tells of them and can be stopped. */
export interface ProbedOperator extends SymmetricOperator {
  /** Products done. */
  readonly products: number;
  apply(vector: Float32Array): Promise<Float32Array>;
}

/**
 * Makes an operator one that a probe uses: a product of the wrong length, or with a number that is not finite, is an error.
 *
 * @param owner whose operator it is, the first word of messages
 * @param options `signal` and `onProgress` of the probe; `expected`: how many products it is going to take
 * @throws TypeError, RangeError for what is no operator
 */
export function probedOperator(
  owner: string,
  operator: SymmetricOperator,
  {signal, onProgress, expected}: Pick<ProbeOptions, 'signal' | 'onProgress'> & {expected: () => number},
): ProbedOperator {
  if (typeof (operator as Partial<SymmetricOperator> | undefined)?.apply !== 'function') {
    throw new TypeError(`${owner}: operator must be {size, apply(vector)}, received ${show(operator)}`);
  }
  const {size} = operator;
  checkNumbers(`${owner}: operator`, {size}, {from: 1, whole: true});
  let products = 0;
  return {
    size,
    get products() {
      return products;
    },
    async apply(vector) {
      signal?.throwIfAborted();
      const product = await operator.apply(vector);
      products += 1;
      checkProduct(owner, product, size);
      await onProgress?.({products, expected: Math.max(products, expected())});
      return product;
    },
  };
}

function checkProduct(owner: string, product: unknown, size: number): void {
  if (!(product instanceof Float32Array) || product.length !== size) {
    const received = product instanceof Float32Array ? `${product.length} numbers` : show(product);
    throw new RangeError(`${owner}: a product must be a Float32Array of ${size} numbers, received ${received}`);
  }
  const wrong = product.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  throw new RangeError(
    `${owner}: a product must be finite, received ${product[wrong]} at ${wrong}; ` +
      'the loss or its curvature overflows at these weights',
  );
}
