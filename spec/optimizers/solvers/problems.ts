import * as tf from '@tensorflow/tfjs';

/** Vectors, in which one number stands for as many as are needed; what the problems are written in. */
export interface Algebra<T> {
  readonly list: (values: readonly number[]) => T;
  readonly add: (a: T, b: T | number) => T;
  readonly sub: (a: T | number, b: T | number) => T;
  readonly mul: (a: T, b: T | number) => T;
  readonly div: (a: T, b: T | number) => T;
  readonly atan2: (a: T, b: T) => T;
  readonly exp: (a: T) => T;
  readonly log: (a: T) => T;
  readonly sin: (a: T) => T;
  readonly cos: (a: T) => T;
  readonly sqrt: (a: T) => T;
  /** One number. */
  readonly sum: (a: T) => T;
  readonly concat: (...parts: T[]) => T;
  readonly slice: (a: T, from: number, count: number) => T;
}

/** In tensors, as a solver sees a problem. */
const tensors: Algebra<tf.Tensor1D> = {
  list: (values) => tf.tensor1d([...values]),
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  atan2: (a, b) => tf.atan2(a, b),
  exp: (a) => tf.exp(a),
  log: (a) => tf.log(a),
  sin: (a) => tf.sin(a),
  cos: (a) => tf.cos(a),
  sqrt: (a) => tf.sqrt(a),
  sum: (a) => tf.sum(a, 0, true),
  concat: (...parts) => tf.concat(parts),
  slice: (a, from, count) => tf.slice(a, from, count),
};

type Numbers = readonly number[];

const map = (a: Numbers, f: (value: number) => number): Numbers => a.map((value) => f(value));

function zip(a: Numbers | number, b: Numbers | number, f: (a: number, b: number) => number): Numbers {
  const [left, right] = [[a].flat(), [b].flat()];
  const at = (values: Numbers, i: number): number => values[values.length === 1 ? 0 : i]!;
  return Array.from({length: Math.max(left.length, right.length)}, (_, i) => f(at(left, i), at(right, i)));
}

/** In float64, in which values are judged. */
const float64: Algebra<Numbers> = {
  list: (values) => values,
  add: (a, b) => zip(a, b, (x, y) => x + y),
  sub: (a, b) => zip(a, b, (x, y) => x - y),
  mul: (a, b) => zip(a, b, (x, y) => x * y),
  div: (a, b) => zip(a, b, (x, y) => x / y),
  atan2: (a, b) => zip(a, b, Math.atan2),
  exp: (a) => map(a, Math.exp),
  log: (a) => map(a, Math.log),
  sin: (a) => map(a, Math.sin),
  cos: (a) => map(a, Math.cos),
  sqrt: (a) => map(a, Math.sqrt),
  sum: (a) => [a.reduce((sum, value) => sum + value, 0)],
  concat: (...parts) => parts.flat(),
  slice: (a, from, count) => a.slice(from, from + count),
};

export interface Problem {
  readonly name: string;
  readonly start: readonly number[];
  /** Values of its minima, local ones too. */
  readonly minima: readonly number[];
  /** One number. */
  readonly loss: <T>(x: T, algebra: Algebra<T>) => T;
}

/** The loss of a problem, at a variable. */
export function lossOf({loss}: Problem, x: tf.Variable): () => tf.Scalar {
  return () => tf.tidy(() => tf.reshape(loss(x as unknown as tf.Tensor1D, tensors), []));
}

/** The loss of a problem in float64. */
export const lossAt = ({loss}: Problem, x: ArrayLike<number>): number => loss(Array.from(x), float64)[0]!;

/** Whether a loss is within 1e-5 of a minimum, relative, or where that is 0 below 1e-8 of the loss at the start. */
export function isSolved(problem: Problem, loss: number): boolean {
  const start = lossAt(problem, problem.start);
  return problem.minima.some((minimum) =>
    minimum === 0 ? loss <= 1e-8 * start : Math.abs(loss - minimum) <= 1e-5 * Math.abs(minimum),
  );
}

/** The sum of the squares of residuals, as a problem. */
function squares(
  name: string,
  start: readonly number[],
  minima: readonly number[],
  residuals: <T>(x: T, algebra: Algebra<T>) => T,
): Problem {
  const loss = <T>(x: T, algebra: Algebra<T>): T => {
    const r = residuals(x, algebra);
    return algebra.sum(algebra.mul(r, r));
  };
  return {name, start, minima, loss};
}

/** f(1), ..., f(n). */
const range = (n: number, f: (i: number) => number): number[] => Array.from({length: n}, (_, i) => f(i + 1));

/** The numbers of x, each by itself. */
const each = <T>(x: T, {slice}: Algebra<T>, n: number): T[] => Array.from({length: n}, (_, i) => slice(x, i, 1));

/** `10 (b - a^2)` and `1 - a`. */
function valley<T>(a: T, b: T, {concat, mul, sub}: Algebra<T>): T {
  return concat(mul(sub(b, mul(a, a)), 10), sub(1, a));
}

const rosenbrockStart = (n: number): number[] => range(n, (i) => (i % 2 === 1 ? -1.2 : 1));

/**
 * Problems of Moré, Garbow and Hillstrom, 1981, and of the reports named beside them.
 *
 * Moré, Garbow and Hillstrom, Testing unconstrained optimization software, 1981, with their starts; Himmelblau 1972. Minima that
 * they do not give: the chained function of Rosenbrock (Toint 1978), the second ones of trigonometric and of Biggs.
 */
export const problems: readonly Problem[] = [
  squares('Rosenbrock', [-1.2, 1], [0], (x, of) => {
    const [a, b] = each(x, of, 2) as [typeof x, typeof x];
    return valley(a, b, of);
  }),
  squares('extended Rosenbrock', rosenbrockStart(20), [0], (x, of) => {
    const all = each(x, of, 20);
    const half = (rest: number): typeof x => of.concat(...all.filter((_, i) => i % 2 === rest));
    return valley(half(0), half(1), of);
  }),
  squares('chained Rosenbrock', rosenbrockStart(20), [0, 3.9866238], (x, of) =>
    valley(of.slice(x, 0, 19), of.slice(x, 1, 19), of),
  ),
  squares('Freudenstein-Roth', [0.5, -2], [0, 48.9842537], (x, of) => {
    const {add, concat, mul, sub} = of;
    const [a, b] = each(x, of, 2) as [typeof x, typeof x];
    return concat(
      add(add(a, mul(sub(mul(sub(5, b), b), 2), b)), -13),
      add(add(a, mul(sub(mul(add(b, 1), b), 14), b)), -29),
    );
  }),
  squares('Beale', [1, 1], [0], (x, of) => {
    const {concat, list, mul, sub} = of;
    const [a, b] = each(x, of, 2) as [typeof x, typeof x];
    const b2 = mul(b, b);
    return sub(list([1.5, 2.25, 2.625]), mul(sub(1, concat(b, b2, mul(b2, b))), a));
  }),
  squares('helical valley', [-1, 0, 0], [0], (x, of) => {
    const {add, atan2, concat, mul, sqrt, sub} = of;
    const [a, b, c] = each(x, of, 3) as [typeof x, typeof x, typeof x];
    // The turn from the axis of a, cut where a = 0 and b < 0.
    const turn = add(mul(atan2(mul(a, -1), b), 1 / (2 * Math.PI)), 0.25);
    return concat(mul(sub(c, mul(turn, 10)), 10), mul(sub(sqrt(add(mul(a, a), mul(b, b))), 1), 10), c);
  }),
  squares('Bard', [1, 1, 1], [8.2148773e-3], (x, of) => {
    const {add, div, list, mul, sub} = of;
    const [a, b, c] = each(x, of, 3) as [typeof x, typeof x, typeof x];
    const u = range(15, (i) => i);
    const v = range(15, (i) => 16 - i);
    const w = range(15, (i) => Math.min(i, 16 - i));
    const y = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];
    return sub(list(y), add(div(list(u), add(mul(list(v), b), mul(list(w), c))), a));
  }),
  squares('Powell singular', [3, -1, 0, 1], [0], (x, of) => {
    const {add, concat, mul, sub} = of;
    const [a, b, c, d] = each(x, of, 4) as [typeof x, typeof x, typeof x, typeof x];
    const [bc, ad] = [sub(b, mul(c, 2)), sub(a, d)];
    return concat(add(a, mul(b, 10)), mul(sub(c, d), Math.sqrt(5)), mul(bc, bc), mul(mul(ad, ad), Math.sqrt(10)));
  }),
  squares('Wood', [-3, -1, -3, -1], [0], (x, of) => {
    const {add, concat, mul, sub} = of;
    const [a, b, c, d] = each(x, of, 4) as [typeof x, typeof x, typeof x, typeof x];
    return concat(
      mul(sub(b, mul(a, a)), 10),
      sub(1, a),
      mul(sub(d, mul(c, c)), Math.sqrt(90)),
      sub(1, c),
      mul(sub(add(b, d), 2), Math.sqrt(10)),
      mul(sub(b, d), Math.sqrt(0.1)),
    );
  }),
  squares('Kowalik-Osborne', [0.25, 0.39, 0.415, 0.39], [3.0750561e-4], (x, of) => {
    const {add, div, list, mul, sub} = of;
    const [a, b, c, d] = each(x, of, 4) as [typeof x, typeof x, typeof x, typeof x];
    const y = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
    const times = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
    const [u, u2] = [list(times), list(times.map((t) => t * t))];
    return sub(list(y), div(mul(add(u2, mul(u, b)), a), add(add(u2, mul(u, c)), d)));
  }),
  squares('Brown-Dennis', [25, 5, -5, -1], [85822.2016], (x, of) => {
    const {add, list, mul, sub} = of;
    const [a, b, c, d] = each(x, of, 4) as [typeof x, typeof x, typeof x, typeof x];
    const t = range(20, (i) => i / 5);
    const left = sub(add(mul(list(t), b), a), list(t.map(Math.exp)));
    const right = sub(add(mul(list(t.map(Math.sin)), d), c), list(t.map(Math.cos)));
    return add(mul(left, left), mul(right, right));
  }),
  squares('Biggs EXP6', [1, 2, 1, 1, 1, 1], [0, 5.6556499e-3, 0.30636677], (x, of) => {
    const {add, exp, list, mul, sub} = of;
    const [a, b, c, d, e, f] = each(x, of, 6) as [typeof x, typeof x, typeof x, typeof x, typeof x, typeof x];
    const t = range(13, (i) => 0.1 * i);
    const decay = (rate: typeof x): typeof x => exp(mul(list(t.map((time) => -time)), rate));
    const y = t.map((time) => Math.exp(-time) - 5 * Math.exp(-10 * time) + 3 * Math.exp(-4 * time));
    return sub(add(sub(mul(decay(a), c), mul(decay(b), d)), mul(decay(e), f)), list(y));
  }),
  squares(
    'Watson',
    range(6, () => 0),
    [2.28767005e-3],
    (x, of) => {
      const {add, concat, list, mul, sub} = of;
      const all = each(x, of, 6);
      const t = range(29, (i) => i / 29);
      const power = (j: number): number[] => t.map((time) => time ** j);
      const total = (parts: (typeof x)[]): typeof x => parts.reduce((sum, part) => add(sum, part));
      const value = total(all.map((each, j) => mul(list(power(j)), each)));
      const derivative = total(all.slice(1).map((each, j) => mul(list(power(j).map((p) => (j + 1) * p)), each)));
      const [a, b] = all as [typeof x, typeof x];
      return concat(sub(sub(derivative, mul(value, value)), 1), a, sub(sub(b, mul(a, a)), 1));
    },
  ),
  squares(
    'penalty I',
    range(10, (i) => i),
    [7.0876517e-5],
    (x, {concat, mul, sub, sum}) => concat(mul(sub(x, 1), Math.sqrt(1e-5)), sub(sum(mul(x, x)), 0.25)),
  ),
  squares(
    'variably dimensioned',
    range(10, (i) => 1 - i / 10),
    [0],
    (x, {concat, list, mul, sub, sum}) => {
      const away = sub(x, 1);
      const weighed = sum(mul(list(range(10, (i) => i)), away));
      return concat(away, weighed, mul(weighed, weighed));
    },
  ),
  squares(
    'trigonometric',
    range(10, () => 0.1),
    [0, 2.7950561e-5, 4.2186339e-5],
    (x, {add, cos, list, mul, sin, sub, sum}) => {
      const c = cos(x);
      return sub(add(mul(sub(1, c), list(range(10, (i) => i))), sub(10, sum(c))), sin(x));
    },
  ),
  squares(
    'Broyden tridiagonal',
    range(10, () => -1),
    [0],
    (x, {add, concat, list, mul, slice, sub}) => {
      const [before, after] = [concat(list([0]), slice(x, 0, 9)), concat(slice(x, 1, 9), list([0]))];
      return add(sub(sub(mul(sub(3, mul(x, 2)), x), before), mul(after, 2)), 1);
    },
  ),
  squares('Himmelblau', [0, 0], [0], (x, of) => {
    const {add, concat, mul} = of;
    const [a, b] = each(x, of, 2) as [typeof x, typeof x];
    return concat(add(add(mul(a, a), b), -11), add(add(a, mul(b, b)), -7));
  }),
];

/** Answers of a row of a table that look random and are the same everywhere. */
const wave = (i: number, j: number): number => Math.sin(7.31 * i + 12.9898 * j + Math.sin(78.233 * i * j));

/** Atoms in space attract and repel each other; each pair is worth -1 at the distance 2^(1/6). */
function lennardJones<T>(x: T, of: Algebra<T>): T {
  const atoms = [0, 3, 6].map((from) => of.slice(x, from, 3));
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([i, j]) => {
    const apart = of.sub(atoms[i!]!, atoms[j!]!);
    const square = of.sum(of.mul(apart, apart));
    const six = of.div(of.list([1]), of.mul(square, of.mul(square, square)));
    return of.mul(of.sub(of.mul(six, six), six), 4);
  });
  return of.sum(of.concat(...pairs));
}

/**
 * Calls of SciPy 1.17.1 in float64 until the greatest element of the gradient is 1e-5: L-BFGS-B, CG, products of Newton-CG; infinite where it did not get there.
 */
export const scipyCalls: Readonly<Record<string, readonly [number, number, number]>> = {
  Rosenbrock: [45, 78, 146],
  'extended Rosenbrock': [49, 53, 146],
  'chained Rosenbrock': [158, 728, 641],
  'Freudenstein-Roth': [21, 34, 18],
  Beale: [16, 41, 24],
  'helical valley': [33, 88, 49],
  Bard: [24, 31, 37],
  'Powell singular': [31, 112, Infinity],
  Wood: [112, 115, 2174],
  'Kowalik-Osborne': [36, 93, 45],
  'Brown-Dennis': [28, Infinity, 28],
  'Biggs EXP6': [42, 264, 434],
  Watson: [55, 613, 77],
  'penalty I': [45, 223, Infinity],
  'variably dimensioned': [20, Infinity, 15],
  trigonometric: [30, 48, 56],
  'Broyden tridiagonal': [20, 46, 35],
  Himmelblau: [16, 22, 13],
};

/** Problems in which a solver may be led to say too much: of the same book, and others. */
export const others: readonly Problem[] = [
  squares('Jennrich-Sampson', [0.3, 0.4], [124.36218], (x, of) => {
    const {add, exp, list, mul, sub} = of;
    const [a, b] = each(x, of, 2) as [typeof x, typeof x];
    const i = range(10, (k) => k);
    return sub(list(i.map((k) => 2 + 2 * k)), add(exp(mul(list(i), a)), exp(mul(list(i), b))));
  }),
  squares('Gaussian', [0.4, 1, 0], [1.12793277e-8], (x, of) => {
    const {exp, list, mul, sub} = of;
    const [a, b, c] = each(x, of, 3) as [typeof x, typeof x, typeof x];
    const half = [9e-4, 4.4e-3, 0.0175, 0.054, 0.1295, 0.242, 0.3521];
    const apart = sub(list(range(15, (i) => (8 - i) / 2)), c);
    const bell = exp(mul(mul(mul(apart, apart), b), -0.5));
    return sub(mul(bell, a), list([...half, 0.3989, ...half.toReversed()]));
  }),
  squares('Meyer, scaled', [8.85, 4, 2.5], [8.7945855e-5], (x, of) => {
    const {add, div, exp, list, mul, sub} = of;
    const [a, b, c] = each(x, of, 3) as [typeof x, typeof x, typeof x];
    const y = [
      34.78, 28.61, 23.65, 19.63, 16.37, 13.72, 11.54, 9.744, 8.261, 7.03, 6.005, 5.147, 4.427, 3.82, 3.307, 2.872,
    ];
    const power = div(mul(b, 10), add(list(range(16, (i) => 0.45 + 0.05 * i)), c));
    return sub(mul(exp(add(power, -13)), a), list(y));
  }),
  squares('Box', [0, 10, 20], [0], (x, of) => {
    const {exp, list, mul, sub} = of;
    const [a, b, c] = each(x, of, 3) as [typeof x, typeof x, typeof x];
    const t = range(10, (i) => 0.1 * i);
    const decay = (rate: typeof x): typeof x => exp(mul(list(t.map((time) => -time)), rate));
    return sub(sub(decay(a), decay(b)), mul(list(t.map((time) => Math.exp(-time) - Math.exp(-10 * time))), c));
  }),
  squares(
    'Brown almost linear',
    range(10, () => 0.5),
    [0, 1],
    (x, of) => {
      const {add, concat, slice, sub, sum} = of;
      const product = each(x, of, 10).reduce((all, one) => of.mul(all, one));
      return concat(add(slice(x, 0, 9), sub(sum(x), 11)), sub(product, 1));
    },
  ),
  squares(
    'discrete boundary value',
    range(10, (i) => (i / 11) * (i / 11 - 1)),
    [0],
    (x, {add, concat, list, mul, slice, sub}) => {
      const [before, after] = [concat(list([0]), slice(x, 0, 9)), concat(slice(x, 1, 9), list([0]))];
      const s = add(add(x, list(range(10, (i) => i / 11))), 1);
      return add(sub(sub(mul(x, 2), before), after), mul(mul(mul(s, s), s), 0.5 / 121));
    },
  ),
  squares(
    'Chebyquad',
    range(8, (i) => i / 9),
    [3.5168737e-3],
    (x, of) => {
      const {concat, list, mul, sub, sum} = of;
      const y = sub(mul(x, 2), 1);
      const polynomials = [y, sub(mul(mul(y, y), 2), 1)];
      for (let i = 2; i < 8; i++) polynomials.push(sub(mul(mul(y, polynomials[i - 1]!), 2), polynomials[i - 2]!));
      const integrals = range(8, (i) => (i % 2 === 1 ? 0 : -1 / (i * i - 1)));
      return sub(mul(concat(...polynomials.map((p) => sum(p))), 1 / 8), list(integrals));
    },
  ),
  squares('Booth', [-8, 9], [0], (x, of) => {
    const {add, concat, mul} = of;
    const [a, b] = each(x, of, 2) as [typeof x, typeof x];
    return concat(add(add(a, mul(b, 2)), -7), add(add(mul(a, 2), b), -5));
  }),
  // Twenty residuals of one number: the minima are a plane, m (m - 1) / (2 (2 m + 1)) high.
  squares(
    'linear, of rank 1',
    range(5, () => 1),
    [190 / 41],
    (x, {list, mul, sub, sum}) => sub(mul(list(range(20, (i) => i)), sum(mul(x, list(range(5, (j) => j))))), 1),
  ),
  squares('Osborne 1', [0.5, 1.5, -1, 0.01, 0.02], [5.4648947e-5], (x, of) => {
    const {add, exp, list, mul, sub} = of;
    const [a, b, c, d, e] = each(x, of, 5) as [typeof x, typeof x, typeof x, typeof x, typeof x];
    const y = [
      0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603,
      0.58, 0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42, 0.414, 0.411,
      0.406,
    ];
    const decay = (rate: typeof x): typeof x => exp(mul(list(range(33, (i) => -10 * (i - 1))), rate));
    return sub(list(y), add(add(mul(decay(d), b), mul(decay(e), c)), a));
  }),
  {name: 'Lennard-Jones', start: [0, 0, 0, 1.5, 0.2, 0, 0.3, 1.7, 0.5], minima: [-3], loss: lennardJones},
  {
    // Logistic regression of 40 answers on 6 numbers, with a penalty.
    name: 'logistic regression',
    start: range(6, () => 0),
    minima: [0.3688801145],
    loss: <T>(x: T, of: Algebra<T>): T => {
      const {add, exp, list, log, mul, sum} = of;
      const all = each(x, of, 6);
      const score = all
        .map((weight, j) => mul(list(range(40, (i) => wave(i, j + 1))), weight))
        .reduce((total, part) => add(total, part));
      const answers = list(range(40, (i) => (wave(i, 1) + wave(i, 2) + wave(i, 9) > 0 ? -1 : 1)));
      const losses = log(add(exp(mul(score, answers)), 1));
      return add(mul(sum(losses), 1 / 40), mul(sum(mul(x, x)), 5e-3));
    },
  },
];
