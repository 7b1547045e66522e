import * as tf from '@tensorflow/tfjs';
import {notNegative, show} from '../../lib/base/arguments.ts';
import {choiceOption, flagOption, numberOption, type OptionsOf} from '../../lib/base/options.ts';
import type {Reading} from '../../lib/base/reading.ts';
import {ggnvp, hvp, type OutputLoss} from '../../lib/autograd/index.ts';
import {describeSolver} from './describe-solver.ts';
import {readClassOptions} from '../base/class-options.ts';
import type {FlatLoss, Point, PointAhead} from './flat-loss.ts';
import {lineSearchOption} from './line-search/from-config.ts';
import {strongWolfe} from './line-search/strong-wolfe.ts';
import type {Direction} from './iteration.ts';
import {sampledOption, Solver} from './solver.ts';
import {dot, type Held, inner, numbersOf} from './vectors.ts';

const table = {
  product: choiceOption(['hessian', 'gauss-newton'], 'the matrix; gauss-newton needs `curvature` of solve'),
  damping: numberOption(notNegative, 0, 'lambda at the start; 0 is none at all'),
  products: numberOption({from: 1, whole: true}, 200, 'products an iteration at most'),
  backtracking: flagOption(false, 'take the earlier iterate of conjugate gradients whose loss is least'),
  lineSearch: lineSearchOption('how a step is found, strongWolfe() by default'),
  sampled: sampledOption,
};

/** Options of {@link newtonCG}. */
export interface NewtonCGOptions extends OptionsOf<typeof table> {}

/** What `solve` takes beside the options of every solver. */
export interface NewtonCGSolve {
  /**
   * What the products are taken of: a loss in the place of f, such as f on some of the examples; or, for the Gauss-Newton matrix,
   * the outputs of the model and the name of their loss.
   */
  curvature?: (() => tf.Scalar) | {readonly outputs: () => tf.Tensor; readonly loss: OutputLoss};
}

/** An iterate of conjugate gradients, and how much lower the parabola is there. */
interface Iterate {
  readonly z: tf.Tensor1D;
  /** g' z + z' (H + lambda) z / 2, below 0. */
  readonly model: number;
}

/** Of the greatest curvature seen: nearer to 0 is rounding. */
const significant = 1e-6;

/**
 * Newton's method with conjugate gradients, Hessian-free.
 *
 * `(H + lambda) d = -g` by conjugate gradients until `|r| <= min(0.5, sqrt(|g| / |g_1|)) |g|`, then a line search along d
 *
 * H comes in products with vectors alone: the Hessian's own, exact, or those that `solve` is given, of the Gauss-Newton matrix for
 * example. A direction in which the loss bends downwards ends the conjugate gradients and is part of the step. With
 * `damping` > 0 lambda follows Levenberg and Marquardt: times 3/2 where the loss fell by less than a quarter of what the parabola
 * said, times 2/3 where by more than three quarters. With `backtracking` the iterates at steps 1.3^k are tried from the last one
 * back, as long as the loss gets less.
 * Memory: 6 numbers a weight during an iteration, none after it; with `backtracking` one more for each iterate kept.
 *
 * Reference: Dembo and Steihaug, Truncated-Newton algorithms for large-scale unconstrained optimization, 1983; Martens, Deep
 * learning via Hessian-free optimization, 2010.
 */
export class NewtonCG extends Solver<NewtonCGSolve> {
  readonly #options: {
    readonly product: 'hessian' | 'gauss-newton';
    readonly damping: number;
    readonly products: number;
    readonly backtracking: boolean;
  };
  #damping: number;
  /** |g| of the first iteration. */
  #scale = 0;
  #model = 0;

  static get className(): string {
    return 'OptimNewtonCG';
  }

  /**
   * @param options see {@link NewtonCGOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: NewtonCGOptions = {}) {
    const {lineSearch = strongWolfe(), sampled, ...own} = readClassOptions('NewtonCG', table, options);
    super({lineSearch, sampled});
    this.#options = own;
    this.#damping = own.damping;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {...this.#options, ...super.getConfig()};
  }

  protected override get isFresh(): boolean {
    return true;
  }

  /** The damping of the next iteration. */
  get damping(): number {
    return this.#damping;
  }

  protected override get solveNames(): readonly string[] {
    return ['curvature'];
  }

  protected override multiply(
    variables: readonly tf.Variable[],
    {curvature}: NewtonCGSolve,
  ): ((vectors: tf.Tensor[]) => tf.Tensor[]) | undefined {
    const list = [...variables];
    if (this.#options.product === 'gauss-newton') {
      if (typeof curvature !== 'object' || curvature === null) {
        throw new TypeError(
          `NewtonCG: product 'gauss-newton' needs the outputs of the model; call solve(f, variables, {curvature: {outputs, loss}}), ` +
            `received ${show(curvature)}`,
        );
      }
      const {outputs, loss} = curvature;
      return (vectors) => ggnvp(outputs, loss, list, vectors);
    }
    if (curvature === undefined) return undefined;
    if (typeof curvature !== 'function') {
      throw new TypeError(
        `NewtonCG: solve: curvature must be a loss () => scalar for the product 'hessian', received ${show(curvature)}`,
      );
    }
    return (vectors) => hvp(curvature, list, vectors);
  }

  protected override *direct(loss: FlatLoss, here: Point, held: Held): Reading<Direction> {
    if (this.#scale === 0) this.#scale = Math.fround(here.norm);
    const {gradient, norm} = here;
    const end = Math.min(0.5, Math.sqrt(norm / this.#scale)) * norm;
    const iterates = yield* this.#conjugate(loss, here, end, held);
    const chosen = this.#options.backtracking ? yield* this.#lowest(loss, here, iterates) : iterates.at(-1)!;
    for (const {z} of iterates) if (z !== chosen.z) held.free(z);
    this.#model = chosen.model;
    return {direction: chosen.z, slope: yield* dot(gradient, chosen.z), first: 1};
  }

  /** The iterates to choose from, the last one last; that with a direction of negative curvature alone where one came. */
  *#conjugate(loss: FlatLoss, here: Point, end: number, held: Held): Reading<Iterate[]> {
    const {gradient} = here;
    const kept: Iterate[] = [];
    let z = held.make(() => tf.zerosLike(gradient));
    let r = held.make(() => tf.neg(gradient));
    let p = held.make(() => tf.clone(r));
    let rr = here.norm ** 2;
    let model = 0;
    let greatest = 0;
    let keepAt = 1;
    for (let i = 1; i <= Math.min(this.#options.products, 2 * gradient.size + 2); i++) {
      const hp = held.make(() => tf.add(loss.product(here, p), tf.mul(p, this.#damping)));
      const [php, pp] = (yield* numbersOf(() => [inner(p, hp), inner(p, p)])) as [number, number];
      greatest = Math.max(greatest, Math.abs(php) / pp);
      // Nearer to 0 it is not told from 0. Downwards the step is as long as the parabola upwards would have it.
      const bend = Math.max(Math.abs(php), significant * greatest * pp);
      const alpha = bend > 0 ? rr / bend : 1 / Math.sqrt(pp);
      const before = z;
      z = held.make(() => tf.add(before, tf.mul(p, alpha)));
      if (kept.at(-1)?.z !== before) held.free(before);
      r = held.replace(r, () => tf.sub(r, tf.mul(hp, alpha)));
      held.free(hp);
      model -= (alpha * rr) / 2;
      if (!(php > significant * greatest * pp)) return [{z, model}];
      const next = yield* dot(r, r);
      if (this.#options.backtracking && i >= keepAt) {
        kept.push({z, model});
        keepAt = Math.ceil(keepAt * 1.3);
      }
      if (!(Math.sqrt(next) > end)) break;
      p = held.replace(p, () => tf.add(r, tf.mul(p, next / rr)));
      rr = next;
    }
    held.free(r);
    held.free(p);
    if (kept.at(-1)?.z !== z) kept.push({z, model});
    return kept;
  }

  /** From the last iterate back, as long as the loss there gets less. */
  *#lowest(loss: FlatLoss, here: Point, iterates: readonly Iterate[]): Reading<Iterate> {
    let best: {iterate: Iterate; value: number} | null = null;
    for (const iterate of iterates.toReversed()) {
      const {x, value, gradient} = yield* loss.along(here.x, iterate.z, 1);
      tf.dispose([x, gradient]);
      if (best !== null && !(value < best.value)) break;
      if (Number.isFinite(value)) best = {iterate, value};
    }
    return best?.iterate ?? iterates.at(-1)!;
  }

  // eslint-disable-next-line require-yield -- this one needs to read nothing
  protected override *learn(here: Point, ahead: PointAhead): Reading<void> {
    if (this.#options.damping === 0) return;
    // A step that the search has changed says less of the parabola.
    const ratio = (ahead.value - here.value) / this.#model;
    if (ratio < 0.25) this.#damping = Math.fround(this.#damping * 1.5);
    else if (ratio > 0.75) this.#damping = Math.fround(this.#damping / 1.5);
  }

  protected override forget(): void {
    this.#damping = Math.fround(this.#options.damping);
    this.#scale = 0;
  }

  protected override stateNames() {
    return {vectors: [], numbers: ['damping', 'scale']};
  }

  protected override state(): Record<string, number> {
    return {damping: this.#damping, scale: this.#scale};
  }

  protected override recall(state: Readonly<Record<string, tf.Tensor1D | number>>): void {
    this.#damping = (state['damping'] as number | undefined) ?? Math.fround(this.#options.damping);
    this.#scale = (state['scale'] as number | undefined) ?? 0;
  }
}

tf.serialization.registerClass(NewtonCG);

/**
 * Makes a solver by Newton's method with conjugate gradients.
 *
 * `(H + lambda) d = -g`
 *
 * @param options see {@link NewtonCGOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const w = tf.variable(tf.tensor1d([3, -2]));
 * const loss = () => tf.sum(tf.add(tf.square(w), tf.pow(w, 4)));
 * const {stopped} = await newtonCG().solve(loss, [w]); // 'tolerance', and w is [0, 0]
 */
export function newtonCG(options: NewtonCGOptions = {}): NewtonCG {
  return new NewtonCG(options);
}

export const newtonCGDescription = describeSolver(NewtonCG, table, {
  formula: '(H + lambda) d = -g by conjugate gradients on products of the Hessian',
  state: '2 numbers in all, lambda and the first norm of the gradient; none a weight',
  reference: 'Dembo and Steihaug 1983; Martens 2010',
});
