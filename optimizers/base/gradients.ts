import * as tf from '@tensorflow/tfjs';
import {didYouMean, mustBe} from '../../lib/base/arguments.ts';

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

const owner = 'applyGradients';

const isNamed = (entry: unknown): entry is NamedGradient =>
  typeof entry === 'object' && entry !== null && 'tensor' in entry && typeof (entry as NamedGradient).name === 'string';

function named(gradients: unknown): NamedGradient[] {
  if (Array.isArray(gradients)) {
    const wrong = gradients.findIndex((entry) => !isNamed(entry));
    if (wrong < 0) return gradients as NamedGradient[];
    throw new TypeError(mustBe(owner, `gradients[${wrong}]`, '{name, tensor: gradient}', gradients[wrong]));
  }
  if (typeof gradients === 'object' && gradients !== null) {
    const prototype: unknown = Object.getPrototypeOf(gradients);
    const map = gradients as Readonly<Record<string, tf.Tensor>>;
    if (prototype === null || prototype === Object.prototype) {
      return Object.keys(map).map((name) => ({name, tensor: map[name]}));
    }
  }
  throw new TypeError(mustBe(owner, 'gradients', '{name: gradient} or [{name, tensor: gradient}]', gradients));
}

const typeOf = ({dtype, shape}: tf.Tensor): string => `${dtype} of shape [${shape.join()}]`;

/** Refuses what is no gradient of a variable. */
function check(name: string, variable: tf.Variable, gradient: unknown): void {
  // Strings alone, no closure: all gradients of all updates come by here.
  const what = `the gradient of "${name}"`;
  if (!(gradient instanceof tf.Tensor)) throw new TypeError(mustBe(owner, what, 'a tensor', gradient));
  if (gradient.isDisposed) throw new RangeError(`${owner}: ${what} is disposed; keep it until it has been applied`);
  const fits = tf.util.arraysEqual(gradient.shape, variable.shape) && gradient.dtype === variable.dtype;
  if (!fits) {
    throw new RangeError(
      `${owner}: ${what} must be ${typeOf(variable)} like the variable, received ${typeOf(gradient)}`,
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
        `${owner}: no variable is named "${name}"${didYouMean(name, Object.keys(variables))}; ` +
          'gradients go by the name of a variable that is not disposed',
      );
    }
    if (seen.has(name)) throw new RangeError(`${owner}: "${name}" has more than one gradient; add them up first`);
    seen.add(name);
    if (gradient !== null) check(name, variable, gradient);
    list.push({variable, gradient});
  }
  return list;
}
