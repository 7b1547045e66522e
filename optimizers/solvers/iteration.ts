import type * as tf from '@tensorflow/tfjs';
import type {Reading} from '../../lib/base/reading.ts';
import {type Certificate, certify, type LookAtWhole} from './certify.ts';
import type {Doubt} from './doubt.ts';
import {disposePoint, type FlatLoss, type Point, type PointAhead} from './flat-loss.ts';
import type {LineSearch} from './line-search/line.ts';
import {type ReadLine, searchAlong} from './line-search/search-along.ts';
import {strongWolfe} from './line-search/strong-wolfe.ts';
import {dot, Held} from './vectors.ts';

/** A direction in which the loss falls, the slope along it, and the step to try first. */
export interface Direction {
  readonly direction: tf.Tensor1D;
  readonly slope: number;
  readonly first: number;
}

/** What a kind of solver adds to an iteration. */
export interface Method {
  /** The direction of the next step, from what was learnt; the vectors are held. */
  direct(loss: FlatLoss, here: Point, held: Held): Reading<Direction>;
  /** Learns from a step; what it wants to have later is released. */
  learn(here: Point, ahead: PointAhead, direction: Direction, held: Held): Reading<void>;
  /** Frees what was learnt: the next direction is that of steepest descent. */
  forget(): void;
  /** Whether nothing was learnt. */
  readonly isFresh: boolean;
}

/** The search away from a saddle, where slopes say nothing: it goes by values in the end. */
const escape = strongWolfe();

/** From one point to the next: a direction, a search along it, what is learnt; and whether a point is the last one. */
export class Iteration {
  readonly #method: Method;
  readonly #search: LineSearch;
  #isEndless = false;

  constructor(method: Method, search: LineSearch) {
    this.#method = method;
    this.#search = search;
  }

  /** Whether the last search went on and on, and the loss fell as steeply there as at the start. */
  get isEndless(): boolean {
    return this.#isEndless;
  }

  /** One iteration from a point; the variables end at the point that it returns, or anywhere where that is null. */
  *step(loss: FlatLoss, here: Point, towards?: tf.Tensor1D): Reading<PointAhead | null> {
    const ahead = yield* this.#along(loss, here, towards);
    if (ahead !== null || (this.#method.isFresh && towards === undefined)) return ahead;
    this.#method.forget();
    return yield* this.#along(loss, here);
  }

  *#along(loss: FlatLoss, here: Point, towards?: tf.Tensor1D): Reading<PointAhead | null> {
    const held = new Held();
    const seen: PointAhead[] = [];
    let reached: PointAhead | null = null;
    try {
      const way = yield* towards === undefined ? this.#method.direct(loss, here, held) : along(here, towards);
      const {direction, slope, first} = way;
      if (!(slope <= 0 && Number.isFinite(slope))) return null;
      const line: ReadLine = {
        *at(step) {
          const point = yield* loss.along(here.x, direction, step);
          seen.push(point);
          return point;
        },
        *curvature() {
          const product = held.make(() => loss.hessian(here, direction));
          return yield* dot(direction, product);
        },
      };
      const search = towards === undefined ? this.#search : escape;
      const found = yield* searchAlong(search, line, {step: 0, value: here.value, slope}, first);
      const ahead = seen.find((point) => point === found);
      this.#isEndless = ahead !== undefined && ahead.step > 1e10 * first && ahead.slope <= 0.9 * slope;
      // A search that does not compare losses may end above its start.
      if (ahead === undefined || !(ahead.value <= here.value + 1e-5 * Math.abs(here.value))) return null;
      if (seen.at(-1) !== ahead) loss.move(ahead);
      yield* this.#method.learn(here, ahead, way, held);
      reached = ahead;
      return ahead;
    } finally {
      for (const point of seen) if (point !== reached) disposePoint(point);
      held.dispose();
    }
  }

  /** Whether a point is a minimum as far as float32 tells; else a direction to try next, which belongs to the caller. */
  *judge(
    loss: FlatLoss,
    here: Point,
    doubt: Doubt,
    isStuck: boolean,
    look: LookAtWhole | null,
  ): Reading<'minimum' | tf.Tensor1D | null> {
    let certificate: Certificate;
    try {
      certificate = yield* certify(loss, here, (decrement) => doubt.isDone(here, decrement, isStuck), look);
    } catch {
      // An operation has no second derivative: what the solver itself expects has to do.
      const held = new Held();
      try {
        const {slope, first} = yield* this.#method.direct(loss, here, held);
        return doubt.isDone(here, (-slope * first) / 2, isStuck) ? 'minimum' : null;
      } finally {
        held.dispose();
      }
    }
    const {direction, isSaddle, decrement} = certificate;
    if (isSaddle || !doubt.isDone(here, decrement, isStuck)) return direction;
    direction.dispose();
    return 'minimum';
  }
}

/** The slope along a direction that somebody gives, who has thought about its length. */
function* along({gradient}: Point, direction: tf.Tensor1D): Reading<Direction> {
  return {direction, slope: Math.min(0, yield* dot(gradient, direction)), first: 1};
}
