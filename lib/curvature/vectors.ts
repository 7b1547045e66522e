import type {RandomStream} from '../base/random.ts';

type Vector = Float32Array | Float64Array;

/** x'y, in float64; four sums at a time, which is quicker and rounds less. */
export function dot(x: Vector, y: Vector): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = x.length - (x.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += x[i]! * y[i]!;
    b += x[i + 1]! * y[i + 1]!;
    c += x[i + 2]! * y[i + 2]!;
    d += x[i + 3]! * y[i + 3]!;
  }
  for (let i = whole; i < x.length; i++) a += x[i]! * y[i]!;
  return a + b + (c + d);
}

/** |x|, the Euclidean norm. */
export const norm = (x: Vector): number => Math.sqrt(dot(x, x));

/** y <- y + a x */
export function addScaled(y: Vector, a: number, x: Vector): void {
  for (let i = 0; i < y.length; i++) y[i]! += a * x[i]!;
}

/** a x, a new vector in float32. */
export function scaled(x: Vector, a: number): Float32Array {
  const result = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = a * x[i]!;
  return result;
}

/** The sum of c_j x_j, a new vector in float32, summed in float64. */
export function combination(coefficients: ArrayLike<number>, vectors: readonly Vector[], size: number): Float32Array {
  const sum = new Float64Array(size);
  for (const [j, vector] of vectors.entries()) addScaled(sum, coefficients[j]!, vector);
  return Float32Array.from(sum);
}

/**
 * Takes the parts along orthonormal vectors away from x, in place: x <- x - q q'x for each q, twice.
 *
 * The second pass removes what rounding left of the first ("twice is enough", Kahan and Parlett).
 */
export function orthogonalize(x: Float64Array, basis: readonly Vector[]): void {
  for (let pass = 0; pass < 2; pass++) for (const q of basis) addScaled(x, -dot(q, x), q);
}

/** A vector of independent signs, each +1 or -1 with equal odds (Rademacher). */
export function randomSigns(size: number, random: RandomStream): Float32Array {
  return Float32Array.from({length: size}, () => (random.uniform() < 0.5 ? -1 : 1));
}

/** A vector of independent standard normal numbers. */
export function randomNormal(size: number, random: RandomStream): Float32Array {
  return Float32Array.from({length: size}, () => random.normal());
}
