import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {rootRatio} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  rho: decayOption(0.95, 'decay rate of both averages'),
  epsilon: ruleNumber(notNegative, 1e-6, 'starts the steps, and keeps the divisor from 0; with 0 nothing ever moves'),
  epsilonInside: flagOption(true, 'sqrt(E + epsilon) as Zeiler writes, or else sqrt(E) + epsilon'),
});

/** Options of {@link adadelta}. */
export interface AdadeltaOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'gradients' | 'updates';
type Name = 'rho' | 'gain' | 'epsilon' | 'rate';

/**
 * Adadelta: steps of the size of recent steps, so that their unit is that of the weights.
 *
 * `G <- rho G + (1 - rho) g^2, u = g sqrt(D + epsilon) / sqrt(G + epsilon), D <- rho D + (1 - rho) u^2,`
 * `w <- w - learningRate u`
 *
 * Conventions: this is the paper's rule with a learning rate, which is 1 there; PyTorch, Keras and Optax agree. The rule
 * of `tf.train.adadelta` is another one: it divides by G before g^2 has entered, so that its first step is learningRate g.
 * Epsilon stands under both roots by default, other than for the rest of the rules; with `epsilonInside: false` it is added to both.
 *
 * Reference: Zeiler, ADADELTA: an adaptive learning rate method, 2012.
 */
export class Adadelta extends UpdateRule<WithLearningRate<AdadeltaOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdadelta';
  }

  /**
   * @param options `learningRate`, and see {@link AdadeltaOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdadeltaOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'gradients'}, {name: 'updates'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const rho = this.decayRate('rho', t);
    return {rho, gain: 1 - rho, epsilon: this.number('epsilon', t), rate: this.number('learningRate', t)};
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const gradients = movingAverage(slots.gradients, tf.square(gradient), c.rho, c.gain);
    // The ratio first: g^2 may have overflowed, and a large g times the root of D might.
    const ratio = rootRatio(slots.updates, gradients, c.epsilon, this.flag('epsilonInside'));
    const change = tf.mul(gradient, ratio);
    const updates = movingAverage(slots.updates, tf.square(change), c.rho, c.gain);
    return {value: tf.sub(value, tf.mul(change, c.rate.scalar)), slots: {gradients, updates}};
  }
}

registerRule(Adadelta);

/**
 * Makes an Adadelta optimizer.
 *
 * `w <- w - learningRate g sqrt(D + epsilon) / sqrt(G + epsilon)` with the moving averages G of g^2 and D of the squared steps
 *
 * @param learningRate >= 0, a number or a schedule; 1 is the paper's
 * @param options see {@link AdadeltaOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(0.5));
 * adadelta(1).minimize(() => x.square()); // x is 0.5 - 0.00447212 = 0.49552788
 */
export function adadelta(learningRate: HyperparameterOption, options: AdadeltaOptions = {}): Adadelta {
  return new Adadelta(withLearningRate('Adadelta', learningRate, options));
}

export const adadeltaDescription = /* @__PURE__ */ describeRule(Adadelta, table, {
  formula: 'w <- w - learningRate g sqrt(D + epsilon) / sqrt(G + epsilon)',
  reference: 'Zeiler 2012',
});
