import * as tf from '@tensorflow/tfjs';
import {notNegative, positive} from '../../lib/base/arguments.ts';
import type {OptionsOf} from '../../lib/base/options.ts';
import {describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import type {GradientArgument} from '../base/gradients.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SharedKind} from '../base/shared-state.ts';
import {UpdateRule} from '../base/update-rule.ts';
import {
  type Declaration,
  inFloat32,
  type SharedInput,
  type UpdateInput,
  type UpdateOutput,
} from '../../lib/update/index.ts';

const table = ruleOptions({
  scaling: ruleNumber(positive, 1, 'factor of the quotient'),
  minimum: ruleNumber({}, 0, 'the least value of the loss, or a bound below it'),
  epsilon: ruleNumber(notNegative, 0, 'is added to the squared length of the gradient'),
});

/** Options of {@link polyakSgd}. */
export interface PolyakSgdOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Name = 'update' | 'rate' | 'scaling' | 'minimum' | 'epsilon';
type Shared = 'update' | 'loss' | 'losses' | 'step';

/**
 * Gradient descent by Polyak's step, which is as long as the loss is above its minimum.
 *
 * `step = min(learningRate, scaling max(f - minimum, 0) / (|g|^2 + epsilon)), w <- w - step g`
 *
 * f is the loss, g the gradient of all variables together; the learning rate is the greatest step. Where |g| is 0, nothing moves. With
 * `maximize`, -f stands for f. For networks that can fit all their data the minimum of 0 is right.
 *
 * `minimize`, and with it `model.fit`, and `computeGradients` take the loss, as a tensor that is not read; of several calls for one
 * update, as in `accumulated`, the mean; one that is not finite counts as the minimum. `applyGradients` refuses gradients from elsewhere, whose loss it does not know.
 *
 * Conventions: Optax multiplies the gradient by its scaling first: `polyak_sgd(m, s, eps=e)` is here the learning rate s m, the
 * scaling 1 / s and the epsilon e / s^2. A loss below the minimum makes no step, as its variant 'sps+'; its default steps back. It does not step below an |g|^2 of the
 * rounding of floats. The authors' c is 1 / scaling. Weight decay takes the learning rate, not the step.
 *
 * Reference: Polyak, Introduction to optimization, 1987; Loizou et al., Stochastic Polyak step-size for SGD: an adaptive learning rate for
 * fast convergence, 2021.
 */
export class PolyakSgd extends UpdateRule<WithLearningRate<PolyakSgdOptions>, typeof table, never, Name, Shared> {
  /** Whether the loss of the next update is there. */
  #hasLoss = false;

  static get className(): string {
    return 'OptimPolyakSgd';
  }

  /**
   * @param options `learningRate`, and see {@link PolyakSgdOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<PolyakSgdOptions>) {
    super(table, options);
  }

  /** What is done beside the update depends on tensors, and on the numbers of its plan. */
  override get declaration(): Declaration {
    return super.declaration;
  }

  protected override slotKinds(): [] {
    return [];
  }

  protected override sharedKinds(): SharedKind<Shared>[] {
    return [{name: 'update'}, {name: 'loss'}, {name: 'losses'}, {name: 'step'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    return {
      update: t,
      rate: this.number('learningRate', t),
      scaling: this.number('scaling', t),
      minimum: this.number('minimum', t),
      epsilon: this.number('epsilon', t),
    };
  }

  /** The loss, which the next update knows then, and its gradients. */
  override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    const computed = super.computeGradients(f, varList);
    tf.tidy(() => inFloat32(() => this.#takeLoss(computed.value)));
    this.#hasLoss = true;
    return computed;
  }

  #takeLoss(value: tf.Scalar): void {
    const {update, loss, losses} = this.shared;
    const {update: coming, minimum} = this.nextCoefficients;
    const next = coming.scalar;
    // Where earlier losses are for this update, too, they add up; the count of updates goes on where one is skipped.
    const stays = tf.cast(tf.equal(update, next), 'float32');
    // No wrapper that skips an update takes back what is kept before it: what is not finite counts as no way to go.
    const least = this.flag('maximize') ? tf.neg(minimum.scalar) : minimum.scalar;
    const finite = tf.where(tf.isFinite(value), value, least);
    loss.assign(tf.where(tf.greater(stays, 0), tf.add(loss, finite), finite));
    losses.assign(tf.add(tf.mul(losses, stays), 1));
    update.assign(next);
  }

  override applyGradients(gradients: GradientArgument): void {
    if (!this.#hasLoss) {
      throw new TypeError(
        'PolyakSgd: applyGradients needs the loss whose gradients these are; take them by computeGradients of this optimizer, once ' +
          'for each update, or call minimize',
      );
    }
    this.#hasLoss = false;
    super.applyGradients(gradients);
  }

  override async setWeights(...given: Parameters<UpdateRule['setWeights']>): Promise<void> {
    await super.setWeights(...given);
    this.#hasLoss = false;
  }

  override dispose(): void {
    super.dispose();
    this.#hasLoss = false;
  }

  protected override share(input: SharedInput<never, Name, Shared>): Record<Shared, tf.Tensor> {
    const {variables, shared, coefficients: c} = input;
    const mean = tf.div(shared.loss, shared.losses);
    const gap = tf.relu(tf.sub(this.flag('maximize') ? tf.neg(mean) : mean, c.minimum.scalar));
    const squares = tf.sum(tf.stack(variables.map(({gradient}) => tf.sum(tf.square(gradient)))));
    const quotient = tf.divNoNan(tf.mul(gap, c.scaling.scalar), tf.add(squares, c.epsilon.scalar));
    return {...shared, step: tf.minimum(quotient, c.rate.scalar)};
  }

  protected override update({value, gradient, shared}: UpdateInput<never, Name, Shared>): UpdateOutput<never> {
    return {value: tf.sub(value, tf.mul(gradient, shared.step))};
  }
}

registerRule(PolyakSgd);

/**
 * Makes an optimizer that descends by Polyak's step.
 *
 * `w <- w - min(learningRate, scaling max(f - minimum, 0) / (|g|^2 + epsilon)) g`, with the loss f
 *
 * @param learningRate the greatest step >= 0, a number or a schedule; 1 is usual
 * @param options see {@link PolyakSgdOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * polyakSgd(1).minimize(() => x.square()); // f = 9 and g = 6: the step is 9 / 36, x is 1.5
 */
export function polyakSgd(learningRate: HyperparameterOption, options: PolyakSgdOptions = {}): PolyakSgd {
  return new PolyakSgd(withLearningRate('PolyakSgd', learningRate, options));
}

export const polyakSgdDescription = /* @__PURE__ */ describeRule(PolyakSgd, table, {
  formula: 'w <- w - min(learningRate, scaling (f - minimum) / (|g|^2 + epsilon)) g, f the loss',
  reference: 'Polyak 1987, Loizou et al. 2021',
});
