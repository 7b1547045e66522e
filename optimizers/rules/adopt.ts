import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {finiteAverage, movingAverage} from '../base/moving-average.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.9, 'decay rate of the first moment'),
  beta2: decayOption(0.9999, 'decay rate of the second moment'),
  epsilon: ruleNumber(notNegative, 1e-6, 'the least divisor'),
  clipPower: ruleNumber(notNegative, 0.25, 'normalised gradients are clipped to (t - 1) to this power'),
});

/** Options of {@link adopt}. */
export interface AdoptOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'least' | 'greatest' | 'rate';

/**
 * ADOPT: Adam that divides each gradient by the second moment before it, and averages afterwards; it converges with any beta2.
 *
 * `m <- beta1 m + (1 - beta1) clip(g / max(sqrt(v), epsilon), -c, c)` with `c = (t - 1)^clipPower`, `w <- w - learningRate m,`
 * then `v <- beta2 v + (1 - beta2) g^2`
 *
 * The first update only sets `v = g^2`.
 *
 * Conventions: t is that of this package, 1 at the first update. Optax clips at the same place; timm with the power 0.333;
 * pytorch_optimizer at t^0.25. Weight decay acts at the first update too; timm leaves it out there. pytorch_optimizer and
 * timm add it to the gradient by default. PyTorch and Keras have no ADOPT.
 *
 * Reference: Taniguchi et al., ADOPT: modified Adam can converge with any beta2 with the optimal rate, 2024.
 */
export class Adopt extends UpdateRule<WithLearningRate<AdoptOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdopt';
  }

  /**
   * @param options `learningRate`, and see {@link AdoptOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdoptOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    // Clipped to 0, the first gradient leaves m and w as they are; v starts from 0.
    const greatest = t === 1 ? 0 : (t - 1) ** this.number('clipPower', t);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: t === 1 ? 1 : 1 - beta2,
      epsilon: this.number('epsilon', t),
      least: -greatest,
      greatest,
      rate: this.number('learningRate', t),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const root = tf.sqrt(slots.v);
    const normalised = c.epsilon.isNegligible
      ? tf.divNoNan(gradient, root)
      : tf.div(gradient, tf.maximum(root, c.epsilon.scalar));
    const clipped = tf.minimum(tf.maximum(normalised, c.least.scalar), c.greatest.scalar);
    const m = finiteAverage(slots.m, clipped, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    return {value: tf.sub(value, tf.mul(m, c.rate.scalar)), slots: {m, v}};
  }
}

registerRule(Adopt);

/**
 * Makes an ADOPT optimizer.
 *
 * `m <- beta1 m + (1 - beta1) clip(g / max(sqrt(v), epsilon)), w <- w - learningRate m`, v of the gradients before
 *
 * @param learningRate >= 0, a number or a schedule; 0.001 is usual
 * @param options see {@link AdoptOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * const optimizer = adopt(0.1);
 * optimizer.minimize(() => x.square()); // x is 3: the first update looks at the size of g alone
 * optimizer.minimize(() => x.square()); // x is 2.99
 */
export function adopt(learningRate: HyperparameterOption, options: AdoptOptions = {}): Adopt {
  return new Adopt(withLearningRate('Adopt', learningRate, options));
}

export const adoptDescription = /* @__PURE__ */ describeRule(Adopt, table, {
  formula: 'm <- beta1 m + (1 - beta1) clip(g / max(sqrt(v), epsilon)), w <- w - learningRate m, v of g^2 before',
  reference: 'Taniguchi et al. 2024',
});
