import * as tf from '@tensorflow/tfjs';
import {choiceOption, type OptionsOf} from '../../lib/base/options.ts';
import type {Reading} from '../../lib/base/reading.ts';
import {describeSolver} from './describe-solver.ts';
import {readClassOptions} from '../base/class-options.ts';
import type {FlatLoss, Point, PointAhead} from './flat-loss.ts';
import {lineSearchOption} from './line-search/from-config.ts';
import {strongWolfe} from './line-search/strong-wolfe.ts';
import type {Direction} from './iteration.ts';
import {sampledOption, Solver} from './solver.ts';
import {type Held, inner, numbersOf} from './vectors.ts';

const variants = ['hager-zhang', 'fletcher-reeves', 'polak-ribiere', 'hestenes-stiefel', 'dai-yuan'] as const;

const table = {
  variant: choiceOption(variants, 'how much of the last direction is taken again'),
  lineSearch: lineSearchOption(
    'how a step is found, strongWolfe({curvature: 0.4}) by default, and 0.1 for fletcher-reeves',
  ),
  sampled: sampledOption,
};

/** Options of {@link conjugateGradient}. */
export interface ConjugateGradientOptions extends OptionsOf<typeof table> {}

type Variant = (typeof variants)[number];

/** Inner products of the new gradient g, the old one o, y = g - o, and the last direction d. */
interface Products {
  readonly gg: number;
  readonly oo: number;
  readonly go: number;
  readonly gy: number;
  readonly yy: number;
  readonly dy: number;
  readonly gd: number;
  readonly dd: number;
}

/** The share of the last direction, by variant. */
const shares: Readonly<Record<Variant, (products: Products) => number>> = {
  'fletcher-reeves': ({gg, oo}) => gg / oo,
  'polak-ribiere': ({gy, oo}) => Math.max(0, gy / oo),
  'hestenes-stiefel': ({gy, dy}) => gy / dy,
  'dai-yuan': ({gg, dy}) => gg / dy,
  'hager-zhang': ({gy, dy, yy, gd, dd, gg}) => {
    const beta = (gy - (2 * yy * gd) / dy) / dy;
    // Not so far below 0 that the direction turns against itself.
    return Math.max(beta, -1 / (Math.sqrt(dd) * Math.min(0.01, Math.sqrt(gg))));
  },
};

/** What the last step left. */
interface Last {
  readonly direction: tf.Tensor1D;
  readonly gradient: tf.Tensor1D;
  readonly step: number;
  readonly slope: number;
  /** Directions since the last one of steepest descent. */
  readonly since: number;
}

/**
 * Nonlinear conjugate gradients.
 *
 * `d = -g + beta d_old`, with y = g - g_old:
 *
 * - hager-zhang: `beta = (y - 2 d_old |y|^2 / d_old' y)' g / d_old' y`, bounded from below
 * - fletcher-reeves: `|g|^2 / |g_old|^2`
 * - polak-ribiere: `max(0, g' y / |g_old|^2)`
 * - hestenes-stiefel: `g' y / d_old' y`
 * - dai-yuan: `|g|^2 / d_old' y`
 *
 * With the exact step, `exactQuadratic()`, all are the method of Hestenes and Stiefel on a quadratic: n steps for n weights. The
 * direction is -g again after n steps (6 n for hager-zhang, as in CG_DESCENT), where it does not lead down, and, but for hager-zhang, where successive gradients are far
 * from orthogonal (Powell: `|g' g_old| >= 0.2 |g|^2`). The first step tried is where the parabola of the last pair is least.
 * Memory: 5 numbers a weight.
 *
 * Reference: Fletcher and Reeves 1964; Polak and Ribiere 1969; Hestenes and Stiefel 1952; Dai and Yuan 1999; Hager and Zhang, A new
 * conjugate gradient method with guaranteed descent and an efficient line search, 2005; Powell, Restart procedures, 1977.
 */
export class ConjugateGradient extends Solver {
  readonly #variant: Variant;
  #last: Last | null = null;

  static get className(): string {
    return 'OptimConjugateGradient';
  }

  /**
   * @param options see {@link ConjugateGradientOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for another variant
   */
  constructor(options: ConjugateGradientOptions = {}) {
    const {variant, lineSearch, sampled} = readClassOptions('ConjugateGradient', table, options);
    // Fletcher and Reeves lead down surely where steps are near the least point.
    super({lineSearch: lineSearch ?? strongWolfe({curvature: variant === 'fletcher-reeves' ? 0.1 : 0.4}), sampled});
    this.#variant = variant;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {variant: this.#variant, ...super.getConfig()};
  }

  protected override get isFresh(): boolean {
    return this.#last === null;
  }

  *#steepest({x, gradient, norm}: Point, held: Held): Reading<Direction> {
    const [length] = (yield* numbersOf(() => [tf.norm(x)])) as [number];
    const first =
      this.#last === null
        ? Math.min(1, (length > 0 ? 0.01 * length : 0.01) / norm)
        : Math.abs(this.#last.step * this.#last.slope) / (norm * norm);
    this.forget();
    return {direction: held.make(() => tf.neg(gradient)), slope: -norm * norm, first};
  }

  protected override *direct(_: FlatLoss, here: Point, held: Held): Reading<Direction> {
    const last = this.#last;
    const most = this.#variant === 'hager-zhang' ? 6 * here.x.size : here.x.size;
    if (last === null || last.since >= most) return yield* this.#steepest(here, held);
    const products = yield* productsOf(here.gradient, last);
    const {gg, go, gd} = products;
    if (this.#variant !== 'hager-zhang' && Math.abs(go) >= 0.2 * gg) return yield* this.#steepest(here, held);
    const beta = shares[this.#variant](products);
    const slope = beta * gd - gg;
    if (!(Number.isFinite(beta) && slope < -1e-6 * gg)) return yield* this.#steepest(here, held);
    const direction = held.make<tf.Tensor1D>(() => tf.sub(tf.mul(last.direction, beta), here.gradient));
    const first = -slope / bend(products, beta, last.step);
    const fallback = Math.abs((last.step * last.slope) / slope);
    return {direction, slope, first: first > 0 && Number.isFinite(first) ? first : fallback};
  }

  // eslint-disable-next-line require-yield -- this one needs to read nothing
  protected override *learn(here: Point, ahead: PointAhead, {direction, slope}: Direction): Reading<void> {
    const since = (this.#last?.since ?? 0) + 1;
    this.forget();
    this.#last = {
      direction: tf.keep(tf.clone(direction)),
      gradient: tf.keep(tf.clone(here.gradient)),
      // As float32 holds them, so that saved ones are the same.
      step: Math.fround(ahead.step),
      slope: Math.fround(slope),
      since,
    };
  }

  protected override forget(): void {
    if (this.#last !== null) tf.dispose([this.#last.direction, this.#last.gradient]);
    this.#last = null;
  }

  protected override stateNames() {
    return {vectors: ['direction', 'gradient'], numbers: ['step', 'slope', 'since']};
  }

  protected override state(): Record<string, tf.Tensor1D | number> {
    return {...this.#last};
  }

  protected override recall(state: Readonly<Record<string, tf.Tensor1D | number>>): void {
    this.forget();
    if ('direction' in state !== 'gradient' in state) {
      throw new RangeError('ConjugateGradient: the restored state lacks direction or gradient; restore the whole list');
    }
    if ('direction' in state) this.#last = state as unknown as Last;
  }
}

/** All inner products, in one read. */
function* productsOf(g: tf.Tensor1D, {direction: d, gradient: o}: Last): Reading<Products> {
  const [gg, oo, go, gy, yy, dy, gd, dd] = (yield* numbersOf(() => {
    const y = tf.sub(g, o);
    return [inner(g, g), inner(o, o), inner(g, o), inner(g, y), inner(y, y), inner(d, y), inner(g, d), inner(d, d)];
  })) as [number, number, number, number, number, number, number, number];
  return {gg, oo, go, gy, yy, dy, gd, dd};
}

/** `d' B d` for d = beta d_old - g: B the Hessian by one step of BFGS from `(|y|^2 / s' y) I`, s = step d_old. */
function bend({gg, gy, yy, dy, gd, dd}: Products, beta: number, step: number): number {
  const [sd, yd] = [step * (beta * dd - gd), beta * dy - gy];
  const [ss, sy] = [step * step * dd, step * dy];
  const square = gg - 2 * beta * gd + beta * beta * dd;
  return (yy / sy) * (square - (sd * sd) / ss) + (yd * yd) / sy;
}

tf.serialization.registerClass(ConjugateGradient);

/**
 * Makes a solver by conjugate gradients.
 *
 * `d = -g + beta d_old`
 *
 * @param options see {@link ConjugateGradientOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for another variant
 * @example
 * const w = tf.variable(tf.tensor1d([10, 1]));
 * const loss = () => tf.mul(0.5, tf.sum(tf.mul(tf.square(w), [1, 10])));
 * const solver = conjugateGradient({variant: 'fletcher-reeves', lineSearch: exactQuadratic()});
 * const {iterations} = await solver.solve(loss, [w]); // 2, one for each weight
 */
export function conjugateGradient(options: ConjugateGradientOptions = {}): ConjugateGradient {
  return new ConjugateGradient(options);
}

export const conjugateGradientDescription = describeSolver(ConjugateGradient, table, {
  formula: 'd = -g + beta d_old, beta by variant',
  state: '2 numbers a weight',
  reference: 'Hager and Zhang 2005; Fletcher and Reeves 1964',
});
