import * as tf from '@tensorflow/tfjs';
import {numberOption, type OptionsOf} from '../../lib/base/options.ts';
import type {OwnWords, UpdatePlan} from '../../lib/update/index.ts';
import type {VariableGradient} from '../base/gradients.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {readClassOptions} from '../base/class-options.ts';
import {optimizerOption} from './inner-optimizer.ts';
import {around, handOn, ownerOf, Wrapper} from './wrapper.ts';

export const lookaheadTable = {
  steps: numberOption({from: 1, whole: true}, 5, 'updates of the fast weights for one of the slow ones'),
  rate: numberOption({above: 0, to: 1}, 0.5, 'share of the way to the fast weights that the slow ones go'),
};

const table = {optimizer: optimizerOption, ...lookaheadTable};

/** Options of {@link lookahead}. */
export interface LookaheadOptions extends OptionsOf<typeof lookaheadTable> {}

/**
 * Lets another optimizer run ahead, and every few updates goes a part of the way to where it has come; it starts again from there.
 *
 * At every update whose number is a multiple of steps: `slow <- rate fast + (1 - rate) slow, fast <- slow`
 *
 * Conventions: the slow weights start at the first value of the variables. The state of the optimizer within stays as it is where
 * the weights go back, as in Optax by default. Between, the variables hold the fast weights.
 *
 * Reference: Zhang et al., Lookahead optimizer: k steps forward, 1 step back, 2019.
 */
export class Lookahead extends Wrapper<LookaheadOptions> {
  readonly #steps: number;
  readonly #rate: number;

  static get className(): string {
    return 'OptimLookahead';
  }

  /**
   * @param options `optimizer`, and see {@link LookaheadOptions}
   * @throws TypeError for a wrong type, RangeError for a number outside its range
   */
  constructor(options: OptionsOf<typeof table>) {
    const {optimizer, ...settings} = readClassOptions(ownerOf(Lookahead), table, options);
    super({optimizer}, settings);
    this.#steps = settings.steps;
    this.#rate = settings.rate;
  }

  readonly #back: UpdatePlan['equation'] = ({value, slots}) => {
    const slow = tf.add(tf.mul(value, this.#rate), tf.mul(slots['slow']!, 1 - this.#rate));
    return {value: slow, slots: {slow}};
  };

  #isDue(ahead: number): boolean {
    return (this.iterations + 1 + ahead) % this.#steps === 0;
  }

  protected override words(): Omit<OwnWords, 'count'> {
    return {variant: (ahead) => (this.#isDue(ahead) ? 'back' : 'forward')};
  }

  protected override slotKinds(): readonly SlotKind[] {
    return [{name: 'slow', initial: (variable) => tf.clone(variable)}];
  }

  protected override hand(list: readonly VariableGradient[]): void {
    const moving = list.filter(({gradient}) => gradient !== null);
    // Before the first step, from which the slow weights start.
    const targets = moving.map(({variable, gradient}) => ({
      variable,
      gradient: gradient!,
      slots: this.slotsOf(variable),
    }));
    handOn(this.inner, list);
    if (this.#isDue(0)) this.carryOut(this.#back, targets);
  }
}

tf.serialization.registerClass(Lookahead);

/**
 * Lets another optimizer run ahead, and every few updates goes a part of the way to where it has come.
 *
 * Every `steps` updates `slow <- rate fast + (1 - rate) slow, fast <- slow`
 *
 * @param optimizer any; it is disposed of with the wrapper
 * @param options `steps`, a whole number >= 1 (5); `rate` in (0, 1] (0.5)
 * @throws TypeError for what is no optimizer and for a wrong type, RangeError for a number outside its range
 * @example
 * const w = tf.variable(tf.scalar(1));
 * const optimizer = lookahead(tf.train.sgd(0.25), {steps: 2});
 * optimizer.minimize(() => w.asScalar()); // w is 0.75
 * optimizer.minimize(() => w.asScalar()); // from 0.5 half the way back to 1: w is 0.75
 */
export function lookahead(optimizer: tf.Optimizer, options: LookaheadOptions = {}): Lookahead {
  return new Lookahead(around('Lookahead', optimizer, options));
}
