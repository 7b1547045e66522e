import * as tf from '@tensorflow/tfjs';
import {notNegative, positive} from '../../lib/base/arguments.ts';
import {flagOption, type OptionsOf} from '../../lib/base/options.ts';
import {describeRule, registerRule, ruleOptions, type WithLearningRate} from '../base/common-options.ts';
import {finiteAverage} from '../base/moving-average.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

const table = ruleOptions({
  decayPower: ruleNumber(notNegative, 0.8, 'the averages decay by 1 - t to the minus this power'),
  epsilon: ruleNumber(notNegative, 1e-30, 'is added to squared gradients'),
  clipThreshold: ruleNumber(positive, 1, 'the greatest root mean square of a direction'),
  relativeStep: flagOption(true, 'the rate is 1 / sqrt(t) at most'),
  scaleByValue: flagOption(true, 'multiply steps by the root mean square of the variable'),
  minScale: ruleNumber(notNegative, 0.001, 'the least such factor'),
});

/** Options of {@link adafactor}. */
export interface AdafactorOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'row' | 'column' | 'v';
type Name = 'decay' | 'gain' | 'epsilon' | 'clipThreshold' | 'minScale' | 'rate';

/** Squares of gradients end here, so that their means stay finite. */
const greatestSquare = 1e30;

const rootMeanSquare = (x: tf.Tensor): tf.Tensor => tf.sqrt(tf.mean(tf.square(x)));

/**
 * Adafactor: second moments of matrices as the product of one number a row and one a column, steps relative to the variable.
 *
 * `b = 1 - t^-decayPower, R <- b R + (1 - b) rowMeans(g^2 + epsilon), C <- b C + (1 - b) columnMeans(g^2 + epsilon),`
 * `v = R C / mean(R), u = g / sqrt(v), u <- u / max(1, rms(u) / clipThreshold),`
 * `w <- w - min(learningRate, 1 / sqrt(t)) max(minScale, rms(w)) u`
 *
 * Rows and columns are the last two axes, for each index of the others. Scalars and vectors keep v itself,
 * `v <- b v + (1 - b) (g^2 + epsilon)`. Without `relativeStep` the rate is the learning rate, without `scaleByValue` the factor
 * of rms(w) is left out.
 *
 * Conventions: Keras computes the same. PyTorch too, but for epsilon, which bounds v there (its `eps[0]` squared), and for
 * rms(w), which it takes before weight decay. Optax has no relative step, factors the two longest axes and those only that have
 * 128 elements (`min_dim_size_to_factor`). timm does not scale by rms(w) where a rate is given. There is no first moment.
 *
 * Reference: Shazeer and Stern, Adafactor: adaptive learning rates with sublinear memory cost, 2018.
 */
export class Adafactor extends UpdateRule<WithLearningRate<AdafactorOptions>, typeof table, Slot, Name> {
  static get className(): string {
    return 'OptimAdafactor';
  }

  /**
   * @param options `learningRate`, and see {@link AdafactorOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<AdafactorOptions>) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    const isMatrix = ({rank}: tf.Variable): boolean => rank >= 2;
    return [
      {name: 'row', shape: ({shape}) => shape.slice(0, -1), isFor: isMatrix},
      {name: 'column', shape: ({shape}) => [...shape.slice(0, -2), ...shape.slice(-1)], isFor: isMatrix},
      {name: 'v', isFor: (variable) => !isMatrix(variable)},
    ];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const gain = t ** -this.number('decayPower', t);
    const rate = this.number('learningRate', t);
    return {
      decay: 1 - gain,
      gain,
      epsilon: this.number('epsilon', t),
      clipThreshold: this.number('clipThreshold', t),
      minScale: this.number('minScale', t),
      rate: this.flag('relativeStep') ? Math.min(rate, 1 / Math.sqrt(t)) : rate,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const squared = tf.add(tf.minimum(tf.square(gradient), greatestSquare), c.epsilon.scalar);
    const moved: Partial<Record<Slot, tf.Tensor>> = {};
    let v: tf.Tensor;
    if (value.rank < 2) v = moved.v = finiteAverage(slots.v, squared, c.decay, c.gain);
    else {
      const row = (moved.row = finiteAverage(slots.row, tf.mean(squared, -1), c.decay, c.gain));
      const column = (moved.column = finiteAverage(slots.column, tf.mean(squared, -2), c.decay, c.gain));
      // The quotient first: a product of two small moments leaves the range of float32.
      const share = tf.divNoNan(row, tf.mean(row, -1, true));
      v = tf.mul(tf.expandDims(share, -1), tf.expandDims(column, -2));
    }
    const direction = tf.divNoNan(gradient, tf.sqrt(v));
    const excess = tf.maximum(tf.div(rootMeanSquare(direction), c.clipThreshold.scalar), 1);
    const scale = this.flag('scaleByValue') ? tf.maximum(rootMeanSquare(value), c.minScale.scalar) : tf.scalar(1);
    const step = tf.mul(direction, tf.div(tf.mul(scale, c.rate.scalar), excess));
    return {value: tf.sub(value, step), slots: moved};
  }
}

registerRule(Adafactor);

/**
 * Makes an Adafactor optimizer.
 *
 * `w <- w - min(learningRate, 1 / sqrt(t)) max(minScale, rms(w)) g / sqrt(v)`, with v of row means and column means of g^2
 *
 * @param learningRate >= 0, a number or a schedule; 0.01 is usual
 * @param options see {@link AdafactorOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const x = tf.variable(tf.scalar(3));
 * adafactor(0.1).minimize(() => x.square()); // x is 2.7: a tenth of its size
 */
export function adafactor(learningRate: HyperparameterOption, options: AdafactorOptions = {}): Adafactor {
  return new Adafactor(withLearningRate('Adafactor', learningRate, options));
}

export const adafactorDescription = /* @__PURE__ */ describeRule(Adafactor, table, {
  formula: 'w <- w - min(learningRate, 1 / sqrt(t)) max(minScale, rms(w)) g / sqrt(R C / mean(R))',
  reference: 'Shazeer and Stern 2018',
});
