import type * as tf from '@tensorflow/tfjs';
import {isLayerLike} from '../../lib/base/other-copy.ts';

/** Says whether a variable is meant, by its name or by itself. */
export type VariablePredicate = (name: string, variable: tf.Variable) => boolean;

/** Variables: a pattern of names or its text `/kernel/`, a list of names, a layer, all of whose weights are meant, or a predicate. */
export type ChosenVariables = string | RegExp | readonly string[] | tf.layers.Layer | VariablePredicate;

/** The same in words, for messages. */
export const chosenWords =
  'a pattern of names such as /kernel/, a list of names, a layer or a function of name and variable';

const written = /^\/(.+)\/([a-z]*)$/s;

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** The pattern of names that are one of these, up to an end that is a pattern itself. */
const oneOf = (names: readonly string[], end = ''): RegExp => new RegExp(`^(?:${names.map(escaped).join('|')})${end}$`);

/** The pattern of names that is meant by a pattern, its text or a list of names. */
function patternOf(given: unknown): RegExp | null {
  if (given instanceof RegExp) return given;
  if (Array.isArray(given) && given.every((name) => typeof name === 'string')) return oneOf(given);
  const [, source, flags] = (typeof given === 'string' && written.exec(given)) || [];
  return source === undefined ? null : new RegExp(source, flags);
}

/**
 * The predicate of what was given; null for anything else.
 *
 * @example
 * chosenVariables(/kernel/)?.('dense_Dense1/kernel', variable); // true
 */
export function chosenVariables(given: unknown): VariablePredicate | null {
  if (typeof given === 'function') return given as VariablePredicate;
  // It may get its weights later.
  if (isLayerLike(given)) return (_, variable) => given.weights.some((weight) => weight.read() === variable);
  const pattern = patternOf(given);
  // A pattern that goes on where it was would say no every second time.
  return pattern && ((name) => name.search(pattern) >= 0);
}

/** The pattern of the names of the weights of a layer, whichever number TensorFlow.js counts them by. */
function patternOfLayer(owner: string, name: string, layer: tf.layers.Layer): RegExp {
  const names = layer.weights.map((weight) => (weight.read() as tf.Variable).name.replace(/_\d+$/, ''));
  if (names.length > 0) return oneOf(names, String.raw`(?:_\d+)?`);
  throw new TypeError(
    `${owner}: ${name} is the layer "${layer.name}" without weights, which a configuration cannot name; build the model first`,
  );
}

/**
 * The text of a pattern of the same variables, as JSON holds it.
 *
 * Loading a model takes underscores away from texts, so they are written in another way.
 *
 * @throws TypeError for a function, and for a layer that has no weights yet
 */
export function plainVariables(owner: string, name: string, given: ChosenVariables): string {
  if (typeof given === 'function') {
    throw new TypeError(
      `${owner}: ${name} is a function, which a configuration cannot hold; pass a pattern, a list of names or a layer`,
    );
  }
  const pattern = isLayerLike(given) ? patternOfLayer(owner, name, given) : patternOf(given);
  // A text stays as it was written.
  const text = typeof given === 'string' ? given : String(pattern);
  return text.replaceAll('_', String.raw`\x5f`);
}
