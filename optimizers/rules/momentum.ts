import * as tf from '@tensorflow/tfjs';
import {choiceOption, flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {decayOption, describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {type HyperparameterOption, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  momentum: decayOption(0.9, 'share of the velocity that stays'),
  form: choiceOption(['classical', 'trace', 'average'], 'what the velocity sums up: steps, gradients or their average'),
  biasCorrection: flagOption(false, "divide the average by 1 - momentum^t; only for the form 'average'"),
});

/** Options of {@link momentum}. */
export interface MomentumOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Name = 'momentum' | 'gain' | 'rate';

/**
 * Gradient descent with momentum, in the three forms that the literature writes.
 *
 * - classical: `v <- momentum v - learningRate g, w <- w + v`
 * - trace: `v <- momentum v + g, w <- w - learningRate v`
 * - average: `v <- momentum v + (1 - momentum) g, w <- w - learningRate v`, with bias correction
 *   `w <- w - learningRate v / (1 - momentum^t)`
 *
 * Conventions: classical is Keras's `SGD(momentum)` and the default; trace is PyTorch's `SGD(momentum)`, Optax's `trace`
 * and `tf.train.momentum`; average is PyTorch's with `dampening = momentum`, but for its first gradient, which PyTorch
 * does not dampen. Classical and trace agree while the learning rate is constant and differ once it changes: in the
 * classical form a change reaches only the gradients that follow. Average at rate r is trace at r (1 - momentum).
 *
 * Reference: Polyak, Some methods of speeding up the convergence of iteration methods, 1964; Sutskever et al., On the
 * importance of initialization and momentum in deep learning, 2013.
 */
export class Momentum extends UpdateRule<WithLearningRate<MomentumOptions>, typeof table, 'velocity', Name> {
  static get className(): string {
    return 'OptimMomentum';
  }

  /**
   * @param options `learningRate`, and see {@link MomentumOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range, and for bias
   *   correction with another form than 'average'
   */
  constructor(options: WithLearningRate<MomentumOptions>) {
    super(table, options);
    const form = this.choice('form');
    if (this.flag('biasCorrection') && form !== 'average') {
      throw new RangeError(
        `Momentum: biasCorrection is for the form 'average', received form '${form}', whose velocity is no average; ` +
          `pass form: 'average', or leave biasCorrection out`,
      );
    }
  }

  protected override slotKinds(): [SlotKind<'velocity'>] {
    return [{name: 'velocity'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const learningRate = this.number('learningRate', t);
    const momentum = this.decayRate('momentum', t);
    const form = this.choice('form');
    if (form === 'classical') return {momentum, gain: learningRate, rate: 1};
    if (form === 'trace') return {momentum, gain: 1, rate: learningRate};
    const correction = this.flag('biasCorrection') ? this.correction('momentum', t) : 1;
    return {momentum, gain: 1 - momentum, rate: learningRate / correction};
  }

  protected override update(input: UpdateInput<'velocity', Name>): UpdateOutput<'velocity'> {
    const {value, gradient, slots, coefficients} = input;
    const kept = tf.mul(slots.velocity, coefficients.momentum.scalar);
    const form = this.choice('form');
    if (form === 'classical') {
      const velocity = tf.sub(kept, tf.mul(gradient, coefficients.gain.scalar));
      return {value: tf.add(value, velocity), slots: {velocity}};
    }
    const velocity = tf.add(kept, form === 'trace' ? gradient : tf.mul(gradient, coefficients.gain.scalar));
    return {value: tf.sub(value, tf.mul(velocity, coefficients.rate.scalar)), slots: {velocity}};
  }
}

registerRule(Momentum);

/**
 * Makes an optimizer with momentum.
 *
 * `v <- momentum v - learningRate g, w <- w + v` (classical); see `Momentum` for the other two forms.
 *
 * @param learningRate >= 0, a number or a schedule
 * @param options see {@link MomentumOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(1));
 * const optimizer = momentum(0.1, {momentum: 0.5});
 * optimizer.minimize(() => x.square()); // v = -0.2, x is 0.8
 * optimizer.minimize(() => x.square()); // v = -0.1 - 0.16, x is 0.54
 */
export function momentum(learningRate: HyperparameterOption, options: MomentumOptions = {}): Momentum {
  return new Momentum(withLearningRate('Momentum', learningRate, options));
}

export const momentumDescription = /* @__PURE__ */ describeRule(Momentum, table, {
  formula: 'v <- momentum v - learningRate g, w <- w + v',
  reference: 'Polyak 1964, Sutskever et al. 2013',
});
