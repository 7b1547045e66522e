const exempt = /(?:^|\/)(?:bias|gamma|beta)(?:_\d+)?$/;

/**
 * Whether weight decay applies to a variable: to all but biases and the scales and offsets of normalisation layers.
 *
 * The last segment of the name decides: `bias`, `gamma` and `beta`, with or without the `_1` that makes it unique.
 *
 * @param name such as 'dense_Dense1/kernel'
 * @example
 * isDecayed('dense_Dense1/kernel'); // true
 * isDecayed('dense_Dense1/bias_1'); // false
 */
export function isDecayed(name: string): boolean {
  return !exempt.test(name);
}
