import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {trustRatio} from '../base/lengths.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  momentum: decayOption(0.9, 'share of the last step that is taken again'),
  trustCoefficient: ruleNumber(notNegative, 0.001, 'length of a step by that of the variable, at a learning rate of 1'),
});

/** Options of {@link lars}. */
export interface LarsOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Name = 'momentum' | 'trust' | 'rate';

/**
 * LARS: momentum, with gradients that are made as long as the variable first.
 *
 * `v <- momentum v + learningRate r g` with `r = trustCoefficient |w| / |g|`, `w <- w - v`
 *
 * Norms are over all elements of a variable; r is 1 where one of them is 0.
 *
 * Conventions: the paper and Optax take weight decay into the gradient and the norm: that is `weightDecayForm: 'l2'` here;
 * by default it goes off w before. The paper, timm and pytorch_optimizer divide by `|g| + weightDecay |w|`, Optax and this
 * rule by `|g + weightDecay w|`. The rate goes into the velocity, as in the paper and Optax; timm and pytorch_optimizer
 * multiply by it afterwards, which differs once the rate changes. pytorch_optimizer has no ratio for vectors, timm none
 * without decay. Keras and PyTorch have no LARS.
 *
 * Reference: You, Gitman and Ginsburg, Large batch training of convolutional networks, 2017.
 */
export class Lars extends UpdateRule<WithLearningRate<LarsOptions>, typeof table, 'velocity', Name> {
  static get className(): string {
    return 'OptimLars';
  }

  /**
   * @param options `learningRate`, and see {@link LarsOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<LarsOptions>) {
    super(table, options);
  }

  protected override slotKinds(): [SlotKind<'velocity'>] {
    return [{name: 'velocity'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    return {
      momentum: this.number('momentum', t),
      trust: this.number('trustCoefficient', t),
      rate: this.number('learningRate', t),
    };
  }

  protected override update(input: UpdateInput<'velocity', Name>): UpdateOutput<'velocity'> {
    const {value, gradient, slots, coefficients: c} = input;
    const ratio = trustRatio(value, gradient, c.trust);
    const step = tf.mul(gradient, tf.mul(ratio, c.rate.scalar));
    const velocity = tf.add(tf.mul(slots.velocity, c.momentum.scalar), step);
    return {value: tf.sub(value, velocity), slots: {velocity}};
  }
}

registerRule(Lars);

/**
 * Makes a LARS optimizer.
 *
 * `v <- momentum v + learningRate trustCoefficient |w| / |g| g, w <- w - v`
 *
 * @param learningRate >= 0, a number or a schedule; 1 to 30 is usual, since trustCoefficient shortens the steps
 * @param options see {@link LarsOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * lars(10).minimize(() => x.square()); // x is 2.97: a hundredth of its length
 */
export function lars(learningRate: HyperparameterOption, options: LarsOptions = {}): Lars {
  return new Lars(withLearningRate('Lars', learningRate, options));
}

export const larsDescription = /* @__PURE__ */ describeRule(Lars, table, {
  formula: 'v <- momentum v + learningRate trustCoefficient |w| / |g| g, w <- w - v',
  reference: 'You, Gitman and Ginsburg 2017',
});
