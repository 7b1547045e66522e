import {addScaled, dot} from './vectors.ts';

/** A function with its gradient. */
export type Slope = (z: Float32Array) => Promise<{value: number; gradient: Float32Array}>;

const clamp = (z: Float64Array, bounds: Float32Array): Float32Array =>
  Float32Array.from(z, (value, i) => Math.min(bounds[i]!, Math.max(-bounds[i]!, value)));

/**
 * Climbs a function within a box by projected gradients with the step lengths of Barzilai and Borwein, from the middle.
 *
 * z <- P(z + t g), t = s's / -s'y; where the function curves upwards along the last step there is no such t, and the step goes as far
 * as the box allows. Birgin, Martinez and Raydan, 2000.
 *
 * @param bounds b: |z_i| <= b_i
 * @param fallback where to start if the gradient at the middle is zero, within the box
 * @returns the greatest value seen
 */
export async function boxMaximum(
  slope: Slope,
  {bounds, iterations, fallback}: {bounds: Float32Array; iterations: number; fallback: () => Float32Array},
): Promise<number> {
  let z: Float32Array = new Float32Array(bounds.length);
  let at = await slope(z);
  if (at.gradient.every((value) => value === 0)) {
    z = fallback();
    at = await slope(z);
  }
  // So far that every coordinate with a gradient reaches its bound, whatever its size in float32.
  const far = 1e20;
  let rate = far;
  let greatest = at.value;
  for (let iteration = 0; iteration < iterations; iteration++) {
    let next: {z: Float32Array; value: number; gradient: Float32Array} | null = null;
    const length = rate;
    for (let trial = 0; trial < 6 && next === null; trial++) {
      const moved = Float64Array.from(z);
      addScaled(moved, length, at.gradient);
      const target = clamp(moved, bounds);
      // After the first trial between here and there, so that a step from far outside shrinks at once.
      const share = 0.5 ** trial;
      const candidate = z.map((value, i) => value + share * (target[i]! - value));
      const there = await slope(candidate);
      if (there.value > at.value) next = {z: candidate, ...there};
    }
    if (next === null) break;
    const step = next.z.map((value, i) => value - z[i]!);
    const change = next.gradient.map((value, i) => value - at.gradient[i]!);
    const along = dot(step, change);
    rate = along < 0 ? dot(step, step) / -along : far;
    z = next.z;
    at = next;
    greatest = Math.max(greatest, at.value);
  }
  return greatest;
}
