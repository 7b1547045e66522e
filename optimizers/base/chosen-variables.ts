import type * as tf from '@tensorflow/tfjs';

/** Says whether a variable is meant, by its name or by itself. */
export type VariablePredicate = (name: string, variable: tf.Variable) => boolean;

/** Variables: a pattern of names or its text `/kernel/`, a list of names, or a predicate. */
export type ChosenVariables = string | RegExp | readonly string[] | VariablePredicate;

const written = /^\/(.+)\/([a-z]*)$/s;

/**
 * The predicate of what was given; null for anything else.
 *
 * @example
 * chosenVariables(/kernel/)?.('dense_Dense1/kernel', variable); // true
 */
export function chosenVariables(given: unknown): VariablePredicate | null {
  if (typeof given === 'function') return given as VariablePredicate;
  const [, source, flags] = (typeof given === 'string' && written.exec(given)) || [];
  const pattern = given instanceof RegExp ? given : source === undefined ? null : new RegExp(source, flags);
  // A pattern that goes on where it was would say no every second time.
  if (pattern !== null) return (name) => name.search(pattern) >= 0;
  if (Array.isArray(given) && given.every((name) => typeof name === 'string')) return (name) => given.includes(name);
  return null;
}
