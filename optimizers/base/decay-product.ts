/**
 * The weight that t updates have given to the starting value 0 of a moving average, and its complement, in float64.
 *
 * `1 - beta^t`, or `1 - product of beta(0), ..., beta(t - 1)` where beta changes
 *
 * An average that starts at 0 is too small by this factor; dividing by it is the bias correction.
 */
export class DecayProduct {
  readonly #valueAt: (step: number) => number;
  readonly #constant: number | null;
  #updates = 0;
  #product = 1;

  /**
   * @param constant the decay rate, null where it changes from step to step
   * @param valueAt its checked value at a step
   */
  constructor(constant: number | null, valueAt: (step: number) => number) {
    this.#constant = constant;
    this.#valueAt = valueAt;
  }

  /**
   * @param t updates done, the present one included; >= 1
   */
  complement(t: number): number {
    if (this.#constant !== null) return 1 - this.#constant ** t;
    // A product of changing values is kept from update to update; after a restore it is made again from the first step.
    if (t < this.#updates) {
      this.#updates = 0;
      this.#product = 1;
    }
    for (; this.#updates < t; this.#updates++) this.#product *= this.#valueAt(this.#updates);
    return 1 - this.#product;
  }
}
