import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {
  describeRule,
  registerRule,
  epsilonInsideOption,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  initialAccumulator: ruleNumber(notNegative, 0, 'the sum of squares to start from'),
  epsilon: epsilonOption,
  epsilonInside: epsilonInsideOption,
});

/** Options of {@link adagrad}. */
export interface AdagradOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Name = 'epsilon' | 'rate';

/**
 * Adagrad: every weight has its own rate, which falls with the sum of its squared gradients.
 *
 * `G <- G + g^2, w <- w - learningRate g / (sqrt(G) + epsilon)`, or `w <- w - learningRate g / sqrt(G + epsilon)` with
 * `epsilonInside`
 *
 * Conventions: G starts at 0, as in the paper and PyTorch. Keras, Optax and `tf.train.adagrad` start at 0.1 and put
 * epsilon inside; PyTorch's epsilon is 1e-10, outside. The first step has the size of the learning rate, whatever g is.
 *
 * Reference: Duchi, Hazan and Singer, Adaptive subgradient methods for online learning and stochastic optimization, 2011.
 */
export class Adagrad extends UpdateRule<WithLearningRate<AdagradOptions>, typeof table, 'accumulator', Name> {
  static get className(): string {
    return 'OptimAdagrad';
  }

  /**
   * @param options `learningRate`, and see {@link AdagradOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdagradOptions>) {
    super(table, options);
  }

  protected override slotKinds(): [SlotKind<'accumulator'>] {
    return [{name: 'accumulator', initial: this.number('initialAccumulator', this.iterations + 1)}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    return {epsilon: this.number('epsilon', t), rate: this.number('learningRate', t)};
  }

  protected override update(input: UpdateInput<'accumulator', Name>): UpdateOutput<'accumulator'> {
    const {value, gradient, slots, coefficients: c} = input;
    const accumulator = tf.add(slots.accumulator, tf.square(gradient));
    const direction = normalise(gradient, accumulator, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: {accumulator}};
  }
}

registerRule(Adagrad);

/**
 * Makes an Adagrad optimizer.
 *
 * `G <- G + g^2, w <- w - learningRate g / (sqrt(G) + epsilon)`
 *
 * @param learningRate >= 0, a number or a schedule
 * @param options see {@link AdagradOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * adagrad(0.1).minimize(() => x.square()); // x is 2.9
 */
export function adagrad(learningRate: HyperparameterOption, options: AdagradOptions = {}): Adagrad {
  return new Adagrad(withLearningRate('Adagrad', learningRate, options));
}

export const adagradDescription = /* @__PURE__ */ describeRule(Adagrad, table, {
  formula: 'G <- G + g^2, w <- w - learningRate g / (sqrt(G) + epsilon)',
  reference: 'Duchi, Hazan and Singer 2011',
});
