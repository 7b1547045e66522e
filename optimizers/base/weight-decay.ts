import type * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import {option} from '../../lib/base/options.ts';

/** Says whether weight decay applies to a variable, by its name or by itself. */
export type DecayPredicate = (name: string, variable: tf.Variable) => boolean;

/** Variables to which weight decay applies: 'weights', 'all', a pattern of names, a list of names, or a predicate. */
export type DecayedVariables = string | RegExp | readonly string[] | DecayPredicate;

const exempt = /(?:^|\/)(?:bias|gamma|beta)(?:_\d+)?$/;

const written = /^\/(.+)\/([a-z]*)$/s;

/**
 * The predicate of what was given.
 *
 * - 'weights': all but biases and the scales and offsets of normalisation layers, by the last segment of the name: `bias`, `gamma`,
 *   `beta`, with or without the `_1` that makes it unique
 * - 'all'
 * - a pattern, or its text `/kernel/`; names; a predicate
 *
 * @param optionName the name of the option, for messages
 * @throws TypeError for anything else
 * @example
 * decayPredicate('Adam', 'weights')('dense_Dense1/bias_1', variable); // false
 */
export function decayPredicate(owner: string, given: unknown, optionName = 'weightDecayOn'): DecayPredicate {
  if (given === 'weights') return (name) => !exempt.test(name);
  if (given === 'all') return () => true;
  if (typeof given === 'function') return given as DecayPredicate;
  const [, source, flags] = (typeof given === 'string' && written.exec(given)) || [];
  const pattern = given instanceof RegExp ? given : source === undefined ? null : new RegExp(source, flags);
  // A pattern that goes on where it was would say no every second time.
  if (pattern !== null) return (name) => name.search(pattern) >= 0;
  if (Array.isArray(given) && given.every((name) => typeof name === 'string')) return (name) => given.includes(name);
  throw new TypeError(
    `${owner}: ${optionName} must be 'weights', 'all', a pattern of names, a list of names or a function of name and variable, ` +
      `received ${show(given)}`,
  );
}

/** What JSON holds of it. */
export function plainDecayedVariables(
  owner: string,
  given: DecayedVariables,
  optionName = 'weightDecayOn',
): string | string[] {
  if (typeof given === 'function') {
    throw new TypeError(
      `${owner}: ${optionName} is a function, which a configuration cannot hold; pass a pattern or a list of names`,
    );
  }
  return typeof given === 'string' ? given : given instanceof RegExp ? String(given) : [...given];
}

export const weightDecayOnOption = option(
  (owner: string, _: string, received: DecayedVariables): DecayedVariables => {
    decayPredicate(owner, received);
    return received;
  },
  'weights',
  "which variables decay: 'weights' (all but biases and normalisation), 'all', a pattern or a list of names, a predicate",
);
