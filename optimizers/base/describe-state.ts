import type * as tf from '@tensorflow/tfjs';
import type {RuleSettings} from './rule-settings.ts';
import type {DecayPredicate} from './weight-decay.ts';

/** What there is to tell of an optimizer. */
interface Told {
  readonly owner: string;
  readonly iterations: number;
  readonly settings: RuleSettings;
  /** The variables that it has updated, with their slots. */
  readonly states: readonly {readonly variable: tf.Variable; readonly slots: Readonly<Record<string, tf.Variable>>}[];
  readonly isDecayed: DecayPredicate;
}

/** An optimizer in words: options, numbers of the next update, memory of its state, and which variables decay or are frozen. */
export function describeState({owner, iterations, settings, states, isDecayed}: Told): string {
  const slots = states.flatMap((state) => Object.values(state.slots));
  const bytes = slots.reduce((sum, {size}) => sum + 4 * size, 0);
  const numbers = Object.entries(settings.numbersAt(iterations)).map(([name, number]) => `${name} ${number}`);
  const others = Object.entries(settings.others()).map(([name, value]) => `${name} ${String(value)}`);
  const names = (holds: (variable: tf.Variable) => boolean): string => {
    const found = states.filter(({variable}) => holds(variable)).map(({variable}) => variable.name);
    return found.length === 0 ? 'none' : found.join(', ');
  };
  const decays = settings.valueAt('weightDecay', iterations) > 0;
  return [
    `${owner} after ${iterations} updates`,
    `numbers: ${numbers.join(', ')}`,
    ...(others.length > 0 ? [`settings: ${others.join(', ')}`] : []),
    ...(states.length === 0
      ? ['variables: known from the next update on']
      : [
          `state: ${slots.length} slots of ${states.length} variables, ${bytes} bytes`,
          `decayed: ${names((variable) => decays && isDecayed(variable.name, variable))}`,
          `frozen: ${names(({trainable}) => !trainable)}`,
        ]),
  ].join('\n');
}
