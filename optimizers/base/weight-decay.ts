import {show} from '../../lib/base/arguments.ts';
import {option} from '../../lib/base/options.ts';
import {type ChosenVariables, chosenVariables, chosenWords, type VariablePredicate} from './chosen-variables.ts';

/** Says whether weight decay applies to a variable, by its name or by itself. */
export type DecayPredicate = VariablePredicate;

/** Variables to which weight decay applies: 'weights', 'all', or some of them. */
export type DecayedVariables = ChosenVariables;

const exempt = /(?:^|\/)(?:bias|gamma|beta)(?:_\d+)?$/;

/**
 * The predicate of what was given.
 *
 * - 'weights': all but biases and the scales and offsets of normalisation layers, by the last segment of the name: `bias`, `gamma`,
 *   `beta`, with or without the `_1` that makes it unique
 * - 'all'
 * - a pattern, or its text `/kernel/`; names; a layer; a predicate
 *
 * @param optionName the name of the option, for messages
 * @param others what else the option takes, with a comma behind it, for messages
 * @throws TypeError for anything else
 * @example
 * decayPredicate('Adam', 'weights')('dense_Dense1/bias_1', variable); // false
 */
export function decayPredicate(
  owner: string,
  given: unknown,
  optionName = 'weightDecayOn',
  others = '',
): DecayPredicate {
  if (given === 'weights') return (name) => !exempt.test(name);
  if (given === 'all') return () => true;
  const chosen = chosenVariables(given);
  if (chosen !== null) return chosen;
  throw new TypeError(
    `${owner}: ${optionName} must be ${others}'weights', 'all', ${chosenWords}, received ${show(given)}`,
  );
}

export const weightDecayOnOption = option(
  (owner: string, _: string, received: DecayedVariables): DecayedVariables => {
    decayPredicate(owner, received);
    return received;
  },
  'weights',
  "which variables decay: 'weights' (all but biases and normalisation), 'all', a pattern, names, a layer, or a predicate",
);
