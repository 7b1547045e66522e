import * as tf from '@tensorflow/tfjs';

/** Says whether a variable is meant, by its name or by itself. */
export type VariablePredicate = (name: string, variable: tf.Variable) => boolean;

/** Variables: a pattern of names or its text `/kernel/`, a list of names, a layer, all of whose weights are meant, or a predicate. */
export type ChosenVariables = string | RegExp | readonly string[] | tf.layers.Layer | VariablePredicate;

/** The same in words, for messages. */
export const chosenWords =
  'a pattern of names such as /kernel/, a list of names, a layer or a function of name and variable';

const written = /^\/(.+)\/([a-z]*)$/s;

const isLayer = (given: unknown): given is tf.layers.Layer => given instanceof tf.layers.Layer;

/**
 * The predicate of what was given; null for anything else.
 *
 * @example
 * chosenVariables(/kernel/)?.('dense_Dense1/kernel', variable); // true
 */
export function chosenVariables(given: unknown): VariablePredicate | null {
  if (typeof given === 'function') return given as VariablePredicate;
  // It may get its weights later.
  if (isLayer(given)) return (_, variable) => given.weights.some((weight) => weight.read() === variable);
  const [, source, flags] = (typeof given === 'string' && written.exec(given)) || [];
  const pattern = given instanceof RegExp ? given : source === undefined ? null : new RegExp(source, flags);
  // A pattern that goes on where it was would say no every second time.
  if (pattern !== null) return (name) => name.search(pattern) >= 0;
  if (Array.isArray(given) && given.every((name) => typeof name === 'string')) return (name) => given.includes(name);
  return null;
}

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** The text of a pattern of the names of the weights of a layer, whichever number TensorFlow.js counts them by. */
function textOfLayer(owner: string, name: string, layer: tf.layers.Layer): string {
  const names = layer.weights.map((weight) => (weight.read() as tf.Variable).name.replace(/_\d+$/, ''));
  if (names.length > 0) return String.raw`/^(?:${names.map(escaped).join('|')})(?:_\d+)?$/`;
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
  const text = isLayer(given)
    ? textOfLayer(owner, name, given)
    : typeof given === 'string' || given instanceof RegExp
      ? String(given)
      : `/^(?:${given.map(escaped).join('|')})$/`;
  return text.replaceAll('_', String.raw`\x5f`);
}
