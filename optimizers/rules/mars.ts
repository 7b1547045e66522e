import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonInsideOption,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {finiteAverage, movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {finite, shortened} from '../base/lengths.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.95, 'decay rate of the first moment'),
  beta2: decayOption(0.99, 'decay rate of the second moment'),
  gamma: ruleNumber(notNegative, 0.025, 'share of the change of gradients that is added to them'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
  amsgrad: flagOption(false, 'divide by the greatest second moment so far'),
});

/** Options of {@link mars}. */
export interface MarsOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'last' | 'm' | 'v' | 'vmax';
type Name = 'change' | 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'rate';

/**
 * MARS: Adam of gradients to which a share of their last change is added, which takes noise out of the moments.
 *
 * `c = g + gamma beta1 / (1 - beta1) (g - last), c <- c / max(1, |c|), last <- g,`
 * `m <- beta1 m + (1 - beta1) c, v <- beta2 v + (1 - beta2) c^2,`
 * `w <- w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`
 *
 * |c| is over all elements of a variable. The last gradient is that of the last batch at the weights of then (the approximate
 * form of the paper, MARS-AdamW), and 0 at first. With `amsgrad`, `vmax <- max(vmax, v)` stands for v in the last line.
 *
 * Conventions: the authors' code and pytorch_optimizer begin in the same way; timm takes `c = g` at first. By default both
 * treat vectors by AdamW with betas 0.9 and 0.95; here every variable is treated alike, as with their `optimize_1d`. epsilon is
 * added after bias correction, as in timm; before in pytorch_optimizer. timm has beta1 0.9. PyTorch, Keras and Optax have none.
 *
 * Reference: Yuan et al., MARS: unleashing the power of variance reduction for training large models, 2024.
 */
export class Mars extends UpdateRule<WithLearningRate<MarsOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimMars';
  }

  /**
   * @param options `learningRate`, and see {@link MarsOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<MarsOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const kinds: SlotKind<Slot>[] = [{name: 'last'}, {name: 'm'}, {name: 'v'}];
    return this.flag('amsgrad') ? [...kinds, {name: 'vmax'}] : kinds;
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const correction2 = this.correction('beta2', t);
    return {
      change: (this.number('gamma', t) * beta1) / (1 - beta1),
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      rate: (this.number('learningRate', t) * Math.sqrt(correction2)) / this.correction('beta1', t),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const change = tf.mul(finite(tf.sub(gradient, slots.last)), c.change.scalar);
    const corrected = shortened(tf.add(gradient, change));
    const m = finiteAverage(slots.m, corrected, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(corrected), c.beta2, c.gain2);
    const moments = this.flag('amsgrad') ? {m, v, vmax: tf.maximum(slots.vmax, v)} : {m, v};
    const direction = normalise(m, moments.vmax ?? v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {last: gradient, ...moments}};
  }
}

registerRule(Mars);

/**
 * Makes a MARS optimizer.
 *
 * `c = g + gamma beta1 / (1 - beta1) (g - last)`, made no longer than 1, then the step of Adam with c for g
 *
 * @param learningRate >= 0, a number or a schedule; 0.003 is usual
 * @param options see {@link MarsOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * mars(0.1).minimize(() => x.square()); // x is 2.9
 */
export function mars(learningRate: HyperparameterOption, options: MarsOptions = {}): Mars {
  return new Mars(withLearningRate('Mars', learningRate, options));
}

export const marsDescription = /* @__PURE__ */ describeRule(Mars, table, {
  formula: 'c = g + gamma beta1 / (1 - beta1) (g - last), |c| <= 1, w <- w - learningRate m / (sqrt(v) + epsilon) of c',
  reference: 'Yuan et al. 2024',
});
