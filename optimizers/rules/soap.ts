import * as tf from '@tensorflow/tfjs';
import type {OptionsOf} from '../../lib/base/options.ts';
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
import {eigenOf, orthogonalFactor, sortedBy} from '../base/symmetric.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  beta1: decayOption(0.95, 'decay rate of the first moment'),
  beta2: decayOption(0.95, 'decay rate of the second moment'),
  statisticsDecay: decayOption(0.95, 'decay rate of the matrices whose eigenvectors are the basis'),
  refreshEvery: ruleNumber({from: 1, whole: true}, 10, 'updates from one basis to the next'),
  longestSide: ruleNumber(
    {from: 0, whole: true},
    2048,
    'sides of matrices that are longer keep the basis of the weights',
  ),
  epsilon: epsilonOption,
});

/** Options of {@link soap}. */
export interface SoapOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v' | `${Side}Gram` | `${Side}Basis`;
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'decay' | 'gain' | 'epsilon' | 'rate' | 'isFirst' | 'isRefreshed';

type Slots = Partial<Record<Slot, tf.Tensor>>;

/**
 * SOAP: Adam in the eigenbasis of Shampoo's matrices.
 *
 * `m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) (L' g R)^2,`
 * `w <- w - learningRate L ((L' m R) / (sqrt(v) + epsilon)) R'`, with the bias corrections of Adam
 *
 * The columns of L and R are the eigenvectors of the moving averages of g g' and g' g: exactly so at the first gradient, which makes
 * no step; then, every `refreshEvery` updates, by one step of orthogonal iteration, `L <- Q of (g g' average) L`, in the order of the
 * eigenvalues, with v in the same order. A kernel [h, w, in, out] of a convolution counts as the matrix [h w in, out]; of vectors,
 * this is Adam.
 *
 * Conventions: those of the authors, and of pytorch_optimizer, but for weight decay, which comes before the step, and epsilon,
 * which is added after bias correction. t - 1 stands in the corrections. A variable whose first gradient comes later starts in the basis
 * of the weights.
 *
 * Reference: Vyas et al., SOAP: improving and stabilizing Shampoo using Adam, 2024.
 */
export class Soap extends UpdateRule<WithLearningRate<SoapOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimSoap';
  }

  /**
   * @param options `learningRate`, and see {@link SoapOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<SoapOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const longest = this.number('longestSide', 1);
    return [{name: 'm'}, {name: 'v'}, ...squareKinds('Gram', longest, 0), ...squareKinds('Basis', longest, 1)];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const [beta1, beta2, decay] = [
      this.decayRate('beta1', t),
      this.decayRate('beta2', t),
      this.decayRate('statisticsDecay', t),
    ];
    const isFirst = t === 1;
    const correction1 = isFirst ? 1 : this.correction('beta1', t - 1);
    const correction2 = isFirst ? 1 : this.correction('beta2', t - 1);
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      decay,
      gain: 1 - decay,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, false),
      rate: (this.number('learningRate', t) * Math.sqrt(correction2)) / correction1,
      isFirst: Number(isFirst),
      isRefreshed: Number(!isFirst && (t - 1) % this.number('refreshEvery', t) === 0),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, undecayed, gradient, slots, coefficients: c} = input;
    const isMatrix = value.rank >= 2;
    const g = isMatrix ? asMatrix(gradient) : gradient;
    const grams: Slots = {};
    for (const side of sides) {
      const gram = (slots as Slots)[`${side}Gram`];
      if (gram !== undefined) {
        grams[`${side}Gram`] = movingAverage(gram, gramOf(g as tf.Tensor2D, side), c.decay, c.gain);
      }
    }
    if (!c.isFirst.isZero) {
      return {value: tf.clone(undecayed), from: undecayed, slots: {...grams, ...firstBases(grams)}};
    }
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const {leftBasis: left, rightBasis: right} = slots as Slots;
    const bases = {...(left && {left}), ...(right && {right})};
    const turn = (x: tf.Tensor, isBack = false): tf.Tensor =>
      isMatrix ? tf.reshape(between(asMatrix(x), bases, isBack), x.shape) : x;
    const v = movingAverage(slots.v, tf.square(turn(gradient)), c.beta2, c.gain2);
    const step = turn(normalise(turn(m), v, c.epsilon, false), true);
    const next = {value: tf.sub(value, tf.mul(step, c.rate.scalar)), slots: {m, v, ...grams}};
    if (!isMatrix || c.isRefreshed.isZero) return next;
    return {...next, slots: {...next.slots, ...nextBases({...slots, ...next.slots})}};
  }
}

/** The eigenvectors of the first matrices. */
function firstBases(grams: Slots): Slots {
  const bases: Slots = {};
  for (const side of sides) {
    const gram = grams[`${side}Gram`];
    if (gram !== undefined) bases[`${side}Basis`] = eigenOf(gram as tf.Tensor2D).vectors;
  }
  return bases;
}

/** The bases after a step of orthogonal iteration, and the second moment in their order. */
function nextBases(slots: Slots): Slots {
  const next: Slots = {};
  let v = asMatrix(slots.v!);
  for (const [axis, side] of sides.entries()) {
    const [gram, basis] = [slots[`${side}Gram`], slots[`${side}Basis`]] as (tf.Tensor2D | undefined)[];
    if (gram === undefined || basis === undefined) continue;
    const product: tf.Tensor2D = tf.matMul(gram, basis);
    const {order} = sortedBy(tf.sum(tf.mul(basis, product), 0));
    v = tf.gather(v, order, axis);
    next[`${side}Basis`] = orthogonalFactor(tf.gather(product, order, 1));
  }
  return {...next, v: tf.reshape(v, slots.v!.shape)};
}

registerRule(Soap);

/**
 * Makes a SOAP optimizer: Adam in the eigenbasis of Shampoo's matrices.
 *
 * `w <- w - learningRate L ((L' m R) / (sqrt(v) + epsilon)) R'` with the moving averages m of g and v of (L' g R)^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.003 is usual
 * @param options see {@link SoapOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const optimizer = soap(0.003, {refreshEvery: 20});
 */
export function soap(learningRate: HyperparameterOption, options: SoapOptions = {}): Soap {
  return new Soap(withLearningRate('Soap', learningRate, options));
}

export const soapDescription = /* @__PURE__ */ describeRule(Soap, table, {
  formula:
    "w <- w - learningRate L ((L' m R) / (sqrt(v) + epsilon)) R', v the average of (L' g R)^2, L and R eigenbases of g g' and g' g",
  reference: 'Vyas et al. 2024',
});
