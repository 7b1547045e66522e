import * as tf from '@tensorflow/tfjs';
import {numberOption, type OptionsOf} from '../../lib/base/options.ts';
import {kept, type Reading} from '../../lib/base/reading.ts';
import {compiledSteadily} from '../../lib/update/index.ts';
import {describeSolver} from './describe-solver.ts';
import {readClassOptions} from '../base/class-options.ts';
import type {FlatLoss, Point, PointAhead} from './flat-loss.ts';
import {lineSearchOption} from './line-search/from-config.ts';
import {strongWolfe} from './line-search/strong-wolfe.ts';
import type {Direction} from './iteration.ts';
import {sampledOption, Solver} from './solver.ts';
import {type Held, inner, numbersOf} from './vectors.ts';

const table = {
  memory: numberOption({from: 1, to: 100, whole: true}, 10, 'pairs of steps and changes of the gradient that are kept'),
  lineSearch: lineSearchOption('how a step is found, strongWolfe() by default'),
  sampled: sampledOption,
};

/** Options of {@link lbfgs}. */
export interface LbfgsOptions extends OptionsOf<typeof table> {}

/** A step s and the change y of the gradient over it. */
interface Pair {
  readonly step: tf.Tensor1D;
  readonly change: tf.Tensor1D;
  /** 1 / (s' y). */
  readonly rho: number;
  /** (s' y) / (y' y), the scale of the Hessian's inverse. */
  readonly gamma: number;
}

/** Of |s| |y|: below it the curvature s' y is rounding alone. */
const leastCurvature = 1e-6;

/**
 * L-BFGS: the direction of a Newton step, as the last pairs of steps and changes of the gradient tell the Hessian.
 *
 * `d = -H g`, H by the two loops from `(s' y / y' y) I` and the last `memory` pairs `s = x_(k+1) - x_k`, `y = g_(k+1) - g_k`
 *
 * Memory: 2 `memory` + 4 numbers a weight. The first step has length 1 or less. A pair with a curvature s' y that is not above
 * rounding is left out.
 *
 * Reference: Liu and Nocedal, On the limited memory BFGS method for large scale optimization, 1989.
 */
export class Lbfgs extends Solver {
  readonly #memory: number;
  readonly #loops = compiledSteadily(twoLoops);
  #pairs: Pair[] = [];

  static get className(): string {
    return 'OptimLbfgs';
  }

  /**
   * @param options see {@link LbfgsOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: LbfgsOptions = {}) {
    const {memory, lineSearch = strongWolfe(), sampled} = readClassOptions('Lbfgs', table, options);
    super({lineSearch, sampled});
    this.#memory = memory;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {memory: this.#memory, ...super.getConfig()};
  }

  protected override get isFresh(): boolean {
    return this.#pairs.length === 0;
  }

  protected override *direct(_: FlatLoss, {gradient, norm}: Point, held: Held): Reading<Direction> {
    if (this.#pairs.length === 0) {
      return {direction: held.make(() => tf.neg(gradient)), slope: -norm * norm, first: Math.min(1, 1 / norm)};
    }
    // Each number of pairs would be a graph of its own.
    const loops = this.#pairs.length === this.#memory ? this.#loops : twoLoops;
    const [direction, slope] = kept(() =>
      loops(
        gradient,
        tf.tensor1d(this.#pairs.map(({rho}) => rho)),
        tf.scalar(this.#pairs.at(-1)!.gamma),
        this.#pairs.map(({step}) => step),
        this.#pairs.map(({change}) => change),
      ),
    ) as [tf.Tensor1D, tf.Tensor];
    held.take(direction);
    return {direction, slope: (yield slope)[0]!, first: 1};
  }

  protected override *learn(here: Point, ahead: PointAhead, _: Direction, held: Held): Reading<void> {
    const step = held.make<tf.Tensor1D>(() => tf.sub(ahead.x, here.x));
    const change = held.make<tf.Tensor1D>(() => tf.sub(ahead.gradient, here.gradient));
    const products = () => [inner(step, change), inner(step, step), inner(change, change)];
    const [sy, ss, yy] = (yield* numbersOf(products)) as [number, number, number];
    if (!(sy > leastCurvature * Math.sqrt(ss * yy))) return;
    // As float32 holds them, so that saved pairs are the same.
    const [rho, gamma] = [Math.fround(1 / sy), Math.fround(sy / yy)];
    this.#pairs.push({step: held.release(step), change: held.release(change), rho, gamma});
    for (const old of this.#pairs.splice(0, this.#pairs.length - this.#memory)) tf.dispose([old.step, old.change]);
  }

  protected override forget(): void {
    this.#loops.dispose();
    tf.dispose(this.#pairs.flatMap(({step, change}) => [step, change]));
    this.#pairs = [];
  }

  protected override stateNames() {
    const of = (name: string): string[] => Array.from({length: this.#memory}, (_, i) => `${name}${i}`);
    return {vectors: [...of('step'), ...of('change')], numbers: [...of('rho'), ...of('gamma')]};
  }

  protected override state(): Record<string, tf.Tensor1D | number> {
    return Object.fromEntries(
      this.#pairs.flatMap((pair, i) => Object.entries(pair).map(([name, value]) => [`${name}${i}`, value])),
    );
  }

  protected override recall(state: Readonly<Record<string, tf.Tensor1D | number>>): void {
    this.forget();
    for (let i = 0; `step${i}` in state; i++) {
      const [step, change] = [state[`step${i}`], state[`change${i}`]] as [tf.Tensor1D, tf.Tensor1D | undefined];
      if (change === undefined) {
        throw new RangeError(`Lbfgs: the restored state has a step${i} without its change${i}; restore the whole list`);
      }
      const [rho, gamma] = [state[`rho${i}`], state[`gamma${i}`]] as [number, number];
      this.#pairs.push({step, change, rho, gamma});
    }
  }
}

/**
 * `-H g`, and the slope along it; Nocedal and Wright, Numerical optimization, 2006, algorithm 7.4.
 *
 * @param rhos of the pairs, the oldest first
 * @param steps the steps, then the changes
 */
function twoLoops(
  gradient: tf.Tensor,
  rhos: tf.Tensor,
  gamma: tf.Tensor,
  steps: tf.Tensor[],
  changes: tf.Tensor[],
): tf.Tensor[] {
  const rho = tf.unstack(rhos);
  const alphas: tf.Tensor[] = [];
  let q = gradient;
  for (let i = steps.length - 1; i >= 0; i--) {
    alphas[i] = tf.mul(inner(steps[i]!, q), rho[i]!);
    q = tf.sub(q, tf.mul(changes[i]!, alphas[i]!));
  }
  let r = tf.mul(q, gamma);
  for (const [i, step] of steps.entries()) {
    r = tf.add(r, tf.mul(step, tf.sub(alphas[i]!, tf.mul(inner(changes[i]!, r), rho[i]!))));
  }
  const direction = tf.neg(r);
  return [direction, inner(direction, gradient)];
}

tf.serialization.registerClass(Lbfgs);

/**
 * Makes an L-BFGS solver.
 *
 * `d = -H g`, H from the last pairs of steps and changes of the gradient
 *
 * @param options see {@link LbfgsOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const w = tf.variable(tf.tensor1d([-1.2, 1]));
 * const rosenbrock = () => {
 *   const [a, b] = tf.unstack(w);
 *   return tf.add(tf.mul(100, tf.square(tf.sub(b, tf.square(a)))), tf.square(tf.sub(1, a)));
 * };
 * const {stopped} = await lbfgs().solve(rosenbrock, [w]); // 'tolerance', and w is [1, 1]
 */
export function lbfgs(options: LbfgsOptions = {}): Lbfgs {
  return new Lbfgs(options);
}

export const lbfgsDescription = describeSolver(Lbfgs, table, {
  formula: 'd = -H g, H by two loops over the last memory pairs of steps and changes of the gradient',
  state: '2 numbers a weight for each of `memory` pairs',
  reference: 'Liu and Nocedal 1989',
});
