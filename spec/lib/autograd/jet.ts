/**
 * A float64 number with its derivatives: by each of n parameters (g), along a vector v (t), and both (h).
 *
 * Computing a loss in jets gives its gradient g and its Hessian-vector product h without any backward sweep.
 */
export interface Jet {
  readonly x: number;
  readonly g: Float64Array;
  readonly t: number;
  readonly h: Float64Array;
}

const zip = (n: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({length: n}, (_, i) => value(i));

/** Parameter i of n, which moves by v_i along the vector. */
export const parameter = (x: number, i: number, n: number, v: number): Jet => ({
  x,
  g: zip(n, (k) => Number(k === i)),
  t: v,
  h: new Float64Array(n),
});

export const constant = (x: number, n: number): Jet => ({x, g: new Float64Array(n), t: 0, h: new Float64Array(n)});

/** f(a), given f, f' and f'' at a. */
export const mapped = (a: Jet, [f, first, second]: readonly [number, number, number]): Jet => ({
  x: f,
  g: zip(a.g.length, (i) => first * a.g[i]!),
  t: first * a.t,
  h: zip(a.g.length, (i) => first * a.h[i]! + second * a.t * a.g[i]!),
});

export const add = (a: Jet, b: Jet): Jet => ({
  x: a.x + b.x,
  g: zip(a.g.length, (i) => a.g[i]! + b.g[i]!),
  t: a.t + b.t,
  h: zip(a.g.length, (i) => a.h[i]! + b.h[i]!),
});

export const multiply = (a: Jet, b: Jet): Jet => ({
  x: a.x * b.x,
  g: zip(a.g.length, (i) => a.g[i]! * b.x + a.x * b.g[i]!),
  t: a.t * b.x + a.x * b.t,
  h: zip(a.g.length, (i) => a.h[i]! * b.x + a.g[i]! * b.t + a.t * b.g[i]! + a.x * b.h[i]!),
});

export const scale = (a: Jet, factor: number): Jet => mapped(a, [factor * a.x, factor, 0]);
export const shift = (a: Jet, by: number): Jet => mapped(a, [a.x + by, 1, 0]);
export const exp = (a: Jet): Jet => mapped(a, [Math.exp(a.x), Math.exp(a.x), Math.exp(a.x)]);
export const log = (a: Jet): Jet => mapped(a, [Math.log(a.x), 1 / a.x, -1 / a.x ** 2]);
export const sum = (terms: readonly Jet[]): Jet => terms.reduce(add);
