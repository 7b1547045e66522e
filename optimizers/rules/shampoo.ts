import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {choiceOption, flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import {asMatrix, between, gramOf, type Side, sides, squareKinds} from '../base/sides.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {eigenOf} from '../base/symmetric.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {Coefficient, UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  momentum: decayOption(0.9, 'share of the sum of steps that stays'),
  nesterov: flagOption(true, 'step along the sum of steps and the newest one, in place of the sum'),
  beta2: decayOption(0.999, 'decay rate of the matrices, and of the squares of the grafted rule'),
  graft: choiceOption(
    ['rmsprop', 'adagrad', 'sgd', 'none'],
    'the rule whose step says how long that of a variable is, before momentum',
  ),
  refreshEvery: ruleNumber({from: 1, whole: true}, 10, 'updates from one pair of roots to the next'),
  longestSide: ruleNumber({from: 0, whole: true}, 2048, 'sides of matrices that are longer have no root'),
  ridge: ruleNumber(
    notNegative,
    1e-6,
    'share of the greatest eigenvalue that is added to all; also what matrices start from',
  ),
  epsilon: epsilonOption,
});

/** Options of {@link shampoo}. */
export interface ShampooOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v' | `${Side}Gram` | `${Side}Root`;
type Name = 'momentum' | 'beta2' | 'gain2' | 'correction' | 'epsilon' | 'ridge' | 'rate' | 'isRefreshed';
type Slots = Partial<Record<Slot, tf.Tensor>>;

/**
 * `(A + ridge max(eigenvalues) I)^power` of a symmetric matrix without negative eigenvalues; powers of 0 count as 0.
 */
function powerOf(matrix: tf.Tensor2D, power: number, ridge: Coefficient): tf.Tensor2D {
  const {values, vectors} = eigenOf(matrix);
  // Rounding makes some that are 0 negative.
  const raised = tf.add(tf.relu(values), tf.mul(tf.max(values), ridge.scalar));
  const isPositive = tf.greater(raised, 0);
  const powers = tf.mul(tf.pow(tf.where(isPositive, raised, 1), power), tf.cast(isPositive, 'float32'));
  return tf.matMul(tf.mul(vectors, powers), vectors, false, true);
}

/**
 * Shampoo with grafting: gradients divided by roots of the matrices of their second moments, as long as the steps of another rule.
 *
 * `L <- beta2 L + (1 - beta2) g g', R <- beta2 R + (1 - beta2) g' g, s = L^(-1/4) g R^(-1/4),`
 * `m <- momentum m + s |u| / |s|, w <- w - learningRate (momentum m + s |u| / |s|)`
 *
 * u is the step of the grafted rule: `g / (sqrt(v / (1 - beta2^t)) + epsilon)` of RMSProp, `g / (sqrt(v) + epsilon)` of Adagrad with
 * the sum v of squares, or g. Without `nesterov`, w moves along m. The roots are found anew at every `refreshEvery`th update, and are
 * the identity before. Of two sides of which one is too long, the root is that of order 2. A kernel [h, w, in, out] of a convolution
 * counts as the matrix [h w in, out]; what is no matrix moves by the grafted rule.
 *
 * Conventions: those of `ScalableShampoo` in pytorch_optimizer without blocks, whose grafted rule is SGD, whose RMSProp has no
 * bias correction, and which finds roots every 1000 updates. Roots are exact, by eigenvalues, where it iterates.
 *
 * Reference: Gupta, Koren and Singer, Shampoo: preconditioned stochastic tensor optimization, 2018; Anil et al., Scalable second
 * order optimization for deep learning, 2020.
 */
export class Shampoo extends UpdateRule<WithLearningRate<ShampooOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimShampoo';
  }

  /**
   * @param options `learningRate`, and see {@link ShampooOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<ShampooOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const longest = this.number('longestSide', 1);
    const hasSquares = ['rmsprop', 'adagrad'].includes(this.choice('graft'));
    return [
      {name: 'm'},
      ...(hasSquares ? [{name: 'v' as const}] : []),
      ...squareKinds('Gram', longest, this.number('ridge', 1)),
      ...squareKinds('Root', longest, 1),
    ];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta2 = this.decayRate('beta2', t);
    const correction = this.choice('graft') === 'rmsprop' ? this.correction('beta2', t) : 1;
    return {
      momentum: this.decayRate('momentum', t),
      beta2,
      gain2: 1 - beta2,
      correction: Math.sqrt(correction),
      epsilon: correctedEpsilon(this.number('epsilon', t), correction, false),
      ridge: this.number('ridge', t),
      rate: this.number('learningRate', t),
      isRefreshed: Number(t % this.number('refreshEvery', t) === 0),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const {step: grafted, v} = this.#grafted(input);
    const next: Slots = {...(v && {v}), ...nextRoots(slots, gradient, c)};
    const {leftRoot: left, rightRoot: right}: Slots = {...slots, ...next};
    let step = grafted;
    if (left !== undefined || right !== undefined) {
      const turned = between(asMatrix(gradient), {...(left && {left}), ...(right && {right})});
      const isGrafted = this.choice('graft') !== 'none';
      const scaled = isGrafted ? tf.mul(turned, tf.divNoNan(tf.norm(grafted), tf.norm(turned))) : turned;
      step = tf.reshape(scaled, value.shape);
    }
    const m = c.momentum.isZero ? step : tf.add(tf.mul(slots.m, c.momentum.scalar), step);
    const moved = this.flag('nesterov') && !c.momentum.isZero ? tf.add(tf.mul(m, c.momentum.scalar), step) : m;
    return {value: tf.sub(value, tf.mul(moved, c.rate.scalar)), slots: {...next, m}};
  }

  /** The step of the grafted rule, and its squares. */
  #grafted({gradient, slots, coefficients: c}: UpdateInput<Slot, Name>): {step: tf.Tensor; v?: tf.Tensor} {
    const squared = tf.square(gradient);
    switch (this.choice('graft')) {
      case 'rmsprop': {
        const v = movingAverage(slots.v, squared, c.beta2, c.gain2);
        return {step: tf.mul(normalise(gradient, v, c.epsilon, false), c.correction.scalar), v};
      }
      case 'adagrad': {
        const v = tf.add(slots.v, squared);
        return {step: normalise(gradient, v, c.epsilon, false), v};
      }
      default:
        return {step: gradient};
    }
  }
}

/** The matrices after a gradient, and where it is time their roots. */
function nextRoots(slots: Slots, gradient: tf.Tensor, c: UpdateInput<Slot, Name>['coefficients']): Slots {
  const next: Slots = {};
  const own = sides.filter((side) => slots[`${side}Gram`] !== undefined);
  for (const side of own) {
    const gram = movingAverage(slots[`${side}Gram`]!, gramOf(asMatrix(gradient), side), c.beta2, c.gain2);
    next[`${side}Gram`] = gram;
    if (!c.isRefreshed.isZero) next[`${side}Root`] = powerOf(gram as tf.Tensor2D, -1 / (2 * own.length), c.ridge);
  }
  return next;
}

registerRule(Shampoo);

/**
 * Makes a Shampoo optimizer, whose steps are as long as those of another rule.
 *
 * `w <- w - learningRate (momentum m + s |u| / |s|)` with `s = L^(-1/4) g R^(-1/4)` and the step u of the grafted rule
 *
 * @param learningRate >= 0, a number or a schedule; about a tenth of that of the grafted rule, for the momentum
 * @param options see {@link ShampooOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const optimizer = shampoo(0.0003, {refreshEvery: 50});
 */
export function shampoo(learningRate: HyperparameterOption, options: ShampooOptions = {}): Shampoo {
  return new Shampoo(withLearningRate('Shampoo', learningRate, options));
}

export const shampooDescription = /* @__PURE__ */ describeRule(Shampoo, table, {
  formula:
    "m <- momentum m + s |u| / |s|, w <- w - learningRate (momentum m + s |u| / |s|), s = L^(-1/4) g R^(-1/4), u the step of the grafted rule, L and R averages of g g' and g' g",
  reference: 'Gupta et al. 2018, Anil et al. 2020',
});
