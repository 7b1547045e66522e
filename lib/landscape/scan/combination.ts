import * as tf from '@tensorflow/tfjs';

/**
 * The combination of tensors with numbers as coefficients.
 *
 * sum_b c_b B_b
 *
 * A tensor whose coefficient is 0 is left out and one whose coefficient is 1 is taken as it is, so that the ends of a path are
 * exact, also where the other end is not finite.
 *
 * @param tensors B_b, of one shape
 * @param coefficients c_b
 * @returns a new tensor that the caller disposes
 */
export function combine(tensors: readonly tf.Tensor[], coefficients: readonly number[]): tf.Tensor {
  return tf.tidy(() => {
    const terms = tensors.flatMap((tensor, b) => {
      const coefficient = coefficients[b]!;
      if (coefficient === 0) return [];
      return [coefficient === 1 ? tensor : tf.mul(tensor, coefficient)];
    });
    const [first, ...others] = terms;
    if (first === undefined) return tf.zerosLike(tensors[0]!);
    return others.length === 0 ? tf.clone(first) : others.reduce((sum, term) => tf.add(sum, term), first);
  });
}

/**
 * The same with coefficients that are tensors, for compiled functions.
 *
 * @param tensors B_b, of one shape
 * @param coefficients c_b, scalars; every tensor is used, so all must be finite
 */
export function combineScalars(tensors: readonly tf.Tensor[], coefficients: readonly tf.Scalar[]): tf.Tensor {
  return tensors.map((tensor, b) => tf.mul(tensor, coefficients[b]!)).reduce((sum, term) => tf.add(sum, term));
}

/** Gives variables the values of a point: variable i becomes sum_b c_b basis[b][i]. */
export function place(
  variables: readonly tf.Variable[],
  basis: readonly (readonly tf.Tensor[])[],
  coefficients: readonly number[],
): void {
  for (const [i, variable] of variables.entries()) {
    const value = combine(
      basis.map((tensors) => tensors[i]!),
      coefficients,
    );
    variable.assign(value);
    value.dispose();
  }
}
