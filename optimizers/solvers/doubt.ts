import type {Evaluations} from '../../lib/update/index.ts';
import {certificateProducts} from './certify.ts';
import type {Point, PointAhead} from './flat-loss.ts';

/** Of a loss, what its sum in float32 loses: less than this to go down counts as none where no step leads lower. */
const lost = 5e-6;

/** Iterations without a lower loss or a smaller gradient after which a solver has stalled. */
const patience = 8;

/** Whether a solve has come to its end, or comes to none. */
export class Doubt {
  readonly #tolerance: number;
  /** A loss that is not told from 0 beside that at the start. */
  readonly #nothing: number;
  #least = Infinity;
  #norm = Infinity;
  #idle = 0;
  #rest = 0;
  /** How much the last step lowered the loss. */
  #drop = Infinity;

  constructor(tolerance: number, {value}: Point) {
    this.#tolerance = tolerance;
    this.#nothing = 1e-12 * Math.abs(value);
  }

  /** Whether a gradient is so small that it pays to look closer, by products of the Hessian; a look rests for some iterations. */
  isSmall({value, norm, x}: Point, {gradient}: Evaluations): boolean {
    if (norm === 0) return true;
    if (this.#rest-- > 0 || norm > this.#tolerance * Math.max(1, Math.abs(value))) return false;
    // Early where it costs little beside the evaluations so far: the step that it gives often pays.
    const isCheap = certificateProducts(x.size) <= gradient / 4;
    if (!isCheap && Math.abs(value) > this.#nothing && !this.isDone({value}, this.#drop, false)) return false;
    this.#rest = 4;
    return true;
  }

  /** Whether what is left to go down is lost in the loss, or nothing is left of the loss itself. */
  isDone({value}: Pick<Point, 'value'>, decrement: number, isStuck: boolean): boolean {
    const size = Math.abs(value);
    if (decrement <= (isStuck ? lost : Math.max(this.#tolerance ** 2, 1e-7)) * size) return true;
    if (isStuck && size <= 1e-2 * this.#nothing) return true;
    // Towards a minimum of 0 the parabola takes half of the loss, or all: w^2, w^4, exp(-w). One that is not 0 is not there yet, and
    // a loss that crosses 0 has far to go.
    return size <= this.#nothing && decrement <= this.#nothing && decrement >= 0.4 * size;
  }

  /** Hears of a step; whether the last ones led nowhere. */
  isStuck(here: Point, ahead: PointAhead): boolean {
    this.#drop = here.value - ahead.value;
    const isLower = ahead.value < Math.min(here.value, this.#least) - 1e-7 * Math.abs(here.value);
    const isFlatter = ahead.norm < 0.99 * Math.min(here.norm, this.#norm);
    this.#least = Math.min(this.#least, here.value);
    this.#norm = Math.min(this.#norm, here.norm);
    this.#idle = isLower || isFlatter ? 0 : this.#idle + 1;
    return this.#idle >= patience;
  }
}
