import * as tf from '@tensorflow/tfjs';
import {didYouMean, show} from '../../lib/base/arguments.ts';

/** A gradient under the name of its variable, as in the array form of `applyGradients`. */
export interface NamedGradient {
  name: string;
  tensor: tf.Tensor | null | undefined;
}

/** What `applyGradients` takes: gradients by the names of their variables, or a list of them. */
export type GradientArgument = Readonly<Record<string, tf.Tensor | null | undefined>> | readonly NamedGradient[];

/** A variable and its gradient; null where the loss does not depend on it. */
export interface VariableGradient {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor | null;
}

const isNamed = (entry: unknown): entry is NamedGradient =>
  typeof entry === 'object' && entry !== null && 'tensor' in entry && typeof (entry as NamedGradient).name === 'string';

function isPlain(candidate: unknown): candidate is object {
  if (typeof candidate !== 'object' || candidate === null) return false;
  const prototype: unknown = Object.getPrototypeOf(candidate);
  return prototype === null || prototype === Object.prototype;
}

function named(gradients: unknown): NamedGradient[] {
  if (Array.isArray(gradients)) {
    const wrong = gradients.findIndex((entry) => !isNamed(entry));
    if (wrong < 0) return gradients as NamedGradient[];
    throw new TypeError(
      `applyGradients: gradients[${wrong}] must be {name, tensor: gradient}, received ${show(gradients[wrong])}`,
    );
  }
  if (isPlain(gradients)) {
    const map = gradients as Readonly<Record<string, tf.Tensor>>;
    return Object.keys(map).map((name) => ({name, tensor: map[name]}));
  }
  throw new TypeError(
    `applyGradients: gradients must be {name: gradient} or [{name, tensor: gradient}], received ${show(gradients)}`,
  );
}

function check(name: string, variable: tf.Variable, gradient: unknown): void {
  if (!(gradient instanceof tf.Tensor)) {
    throw new TypeError(`applyGradients: the gradient of "${name}" must be a tensor, received ${show(gradient)}`);
  }
  if (gradient.isDisposed) {
    throw new RangeError(`applyGradients: the gradient of "${name}" is disposed; keep it until it has been applied`);
  }
  const fits = tf.util.arraysEqual(gradient.shape, variable.shape) && gradient.dtype === variable.dtype;
  if (!fits) {
    throw new RangeError(
      `applyGradients: the gradient of "${name}" must be ${variable.dtype} of shape [${variable.shape.join()}] ` +
        `like the variable, received ${gradient.dtype} of shape [${gradient.shape.join()}]`,
    );
  }
}

/**
 * Brings both forms of gradients into one list with their variables, in the order given.
 *
 * @param gradients by name, or as a list; null and undefined mean that the loss does not depend on the variable
 * @throws TypeError for what is no such collection, RangeError for an unknown or repeated name and for a wrong shape or type
 * @example
 * const w = tf.variable(tf.zeros([2]), true, 'w');
 * listGradients({w: tf.ones([2])}); // [{variable: w, gradient}]
 */
export function listGradients(gradients: GradientArgument): VariableGradient[] {
  const variables = tf.engine().registeredVariables;
  const seen = new Set<string>();
  // A loop that makes nothing else: this is done at every update, for every variable.
  const list: VariableGradient[] = [];
  for (const {name, tensor} of named(gradients)) {
    const gradient = tensor ?? null;
    const variable = Object.hasOwn(variables, name) ? variables[name]! : null;
    if (variable === null && gradient === null) continue;
    if (variable === null) {
      throw new RangeError(
        `applyGradients: no variable is named "${name}"${didYouMean(name, Object.keys(variables))}; ` +
          'gradients go by the name of a variable that is not disposed',
      );
    }
    if (seen.has(name)) throw new RangeError(`applyGradients: "${name}" has more than one gradient; add them up first`);
    seen.add(name);
    if (gradient !== null) check(name, variable, gradient);
    list.push({variable, gradient});
  }
  return list;
}
