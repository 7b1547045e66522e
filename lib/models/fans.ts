/** How many inputs and outputs a unit of a layer has. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * Counts the connections of a unit from the shape of its layer's kernel.
 *
 * dense `[in, out]`: fanIn = in, fanOut = out; convolution `[...window, in, out]`: both times the positions of the window;
 * a vector `[n]`: fanIn = fanOut = n; a scalar: 1
 *
 * @param shape of the kernel, as tfjs lays it out
 * @example
 * fans([5, 5, 32, 64]); // {fanIn: 800, fanOut: 1600}
 */
export function fans(shape: readonly number[]): Fans {
  const last = shape.at(-1) ?? 1;
  const field = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return {fanIn: field * (shape.at(-2) ?? last), fanOut: field * last};
}
