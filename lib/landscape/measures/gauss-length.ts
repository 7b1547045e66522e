import {checkNumbers, show} from '../../base/arguments.ts';

/** The angle between two vectors of an array, in radians, 0 where one of them is zero; right also for angles near 0 and pi. */
function angle(u: Float64Array, v: Float64Array): number {
  const [lengthU, lengthV] = [u, v].map((vector) => Math.hypot(...vector)) as [number, number];
  if (lengthU === 0 || lengthV === 0) return 0;
  let [minus, plus] = [0, 0];
  for (const [i, value] of u.entries()) {
    const [a, b] = [value / lengthU, v[i]! / lengthV];
    minus += (a - b) ** 2;
    plus += (a + b) ** 2;
  }
  return 2 * Math.atan2(Math.sqrt(minus), Math.sqrt(plus));
}

/**
 * How much the outputs of a model turn along a path: the length of their Gauss map, the angles between successive steps summed up,
 * averaged over the examples. 0 for outputs that move on straight lines, as those of a linear model.
 *
 * sum_k angle(z_(k+1) - z_k, z_k - z_(k-1)), in radians
 *
 * @param outputs z_k: for each point of the path the outputs of all examples, row by row
 * @param size outputs of an example
 * @throws TypeError, RangeError for fewer than three points and outputs of different lengths
 * @example
 * gaussLength([[0, 0], [1, 0], [1, 1]], 2); // pi / 2
 *
 * Lucas et al., Analyzing monotonic linear interpolation in neural network loss landscapes, 2021.
 */
export function gaussLength(outputs: readonly ArrayLike<number>[], size: number): number {
  checkNumbers('gaussLength', {size}, {from: 1, whole: true});
  if (outputs.length < 3) {
    throw new RangeError(`gaussLength: outputs must have at least three points, received ${outputs.length}`);
  }
  const none = outputs.findIndex((point) => typeof (point as Partial<ArrayLike<number>> | null)?.length !== 'number');
  if (none >= 0) {
    throw new TypeError(`gaussLength: outputs[${none}] must be an array of numbers, received ${show(outputs[none])}`);
  }
  const {length} = outputs[0]!;
  const wrong = outputs.find((point) => point.length !== length || length === 0 || length % size !== 0);
  if (wrong) {
    throw new RangeError(
      `gaussLength: outputs must have the same number of values at every point, a multiple of size ${show(size)}, ` +
        `received ${length} and ${wrong.length}`,
    );
  }
  const examples = length / size;
  const stepOf = (k: number, example: number): Float64Array =>
    Float64Array.from(
      {length: size},
      (_, j) => outputs[k + 1]![example * size + j]! - outputs[k]![example * size + j]!,
    );
  let sum = 0;
  for (let example = 0; example < examples; example++) {
    let step = stepOf(0, example);
    for (let k = 1; k < outputs.length - 1; k++) {
      const next = stepOf(k, example);
      sum += angle(step, next);
      step = next;
    }
  }
  return sum / examples;
}
