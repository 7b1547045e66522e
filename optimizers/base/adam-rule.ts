import * as tf from '@tensorflow/tfjs';
import {type FlagOption, flagOption, type OptionsOf} from '../../lib/base/options.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import {decayOption, epsilonInsideOption, epsilonOption, ruleOptions} from './common-options.ts';
import {movingAverage} from './moving-average.ts';
import {correctedEpsilon, normalise} from './normalise.ts';
import type {RuleNumber} from './rule-options.ts';
import type {SlotKind} from './slot-variable.ts';
import {UpdateRule} from './update-rule.ts';

/** The decay rates of the two moments of Adam and its like. */
export const momentOptions = {
  beta1: decayOption(0.9, 'decay rate of the first moment'),
  beta2: decayOption(0.999, 'decay rate of the second moment'),
};

/** The options of a rule with Adam's equation, with the defaults in which such rules differ. */
export const adamOptions = <const Amsgrad extends boolean = false, const Decay extends number = 0>(
  amsgrad: Amsgrad = false as Amsgrad,
  weightDecay: Decay = 0 as Decay,
) =>
  ruleOptions(
    {
      ...momentOptions,
      epsilon: epsilonOption,
      epsilonInside: epsilonInsideOption,
      amsgrad: flagOption(amsgrad, 'divide by the greatest second moment so far'),
      biasCorrection: flagOption(true, 'divide the moments by 1 - beta^t'),
    },
    weightDecay,
  );

type AdamTable = Record<'learningRate' | 'beta1' | 'beta2' | 'epsilon', RuleNumber> &
  Record<'epsilonInside' | 'amsgrad' | 'biasCorrection', FlagOption>;

type Slot = 'm' | 'v' | 'vmax';
type Name = 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'rate';

/** The equation of Adam, for the rules that differ in their defaults alone; see `Adam`. */
export abstract class AdamRule extends UpdateRule<OptionsOf<ReturnType<typeof adamOptions>>, AdamTable, Slot, Name> {
  protected override slotKinds(): SlotKind<Slot>[] {
    return this.flag('amsgrad') ? [{name: 'm'}, {name: 'v'}, {name: 'vmax'}] : [{name: 'm'}, {name: 'v'}];
  }

  protected override coefficients(t: number): Record<Name, number> {
    const beta1 = this.decayRate('beta1', t);
    const beta2 = this.decayRate('beta2', t);
    const corrected = this.flag('biasCorrection');
    const correction1 = corrected ? this.correction('beta1', t) : 1;
    const correction2 = corrected ? this.correction('beta2', t) : 1;
    return {
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      // The correction of v is taken out of the root, so that it costs no operation on tensors.
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, this.flag('epsilonInside')),
      rate: (this.number('learningRate', t) * Math.sqrt(correction2)) / correction1,
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const {value, gradient, slots, coefficients: c} = input;
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    const kept = this.flag('amsgrad') ? {m, v, vmax: tf.maximum(slots.vmax, v)} : {m, v};
    const direction = normalise(m, kept.vmax ?? v, c.epsilon, this.flag('epsilonInside'));
    return {value: tf.sub(value, tf.mul(direction, c.rate.scalar)), slots: kept};
  }
}
