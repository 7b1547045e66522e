import * as tf from '@tensorflow/tfjs';
import {type ChosenVariables, chosenVariables} from './chosen-variables.ts';
import {development} from './development.ts';

/** What an empty list becomes in a configuration. */
const none = '/^(?:)$/';

/** What is chosen by names, by which it can be known that there is no such variable. */
const isByName = (chosen: unknown): boolean =>
  Array.isArray(chosen) || chosen instanceof RegExp || (typeof chosen === 'string' && chosen !== none);

/**
 * Refuses a pattern and names of variables that are nowhere; an empty list means none.
 *
 * @param place the option, for messages
 * @param chosen words such as 'all', layers and functions are taken as they are
 * @param updated the variables of the update at hand, which the message names where there is help while one writes
 * @throws RangeError where a pattern, or one of the names, fits none of all variables that there are
 * @example
 * checkChosen('Adam', 'weightDecayOn', /kernel/, variables);
 */
export function checkChosen(
  owner: string,
  place: string,
  chosen: ChosenVariables,
  updated: readonly Pick<tf.Variable, 'name'>[],
): void {
  const isMeant = isByName(chosen) ? chosenVariables(chosen) : null;
  if (isMeant === null) return;
  const {registeredVariables} = tf.engine();
  const isPattern = typeof chosen === 'string' || chosen instanceof RegExp;
  const missing = isPattern
    ? Object.values(registeredVariables).some((variable) => isMeant(variable.name, variable))
      ? []
      : [String(chosen)]
    : (chosen as readonly string[]).filter((name) => !Object.hasOwn(registeredVariables, name));
  if (missing.length === 0) return;
  const more = development()?.moreOnVariables(updated) ?? '';
  throw new RangeError(`${owner}: there is no variable for ${place}, ${missing.join(', ')}${more}`);
}
