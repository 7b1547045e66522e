import {isLayerLike} from '../../lib/base/other-copy.ts';

/** A setting in a few words. */
export function inWords(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (isLayerLike(value)) return `layer ${value.name}`;
  return typeof value === 'string' || value instanceof RegExp ? String(value) : JSON.stringify(value);
}

/** The names of variables in words. */
export function namesOf(variables: readonly {readonly name: string}[]): string {
  return variables.length === 0 ? 'none' : variables.map(({name}) => name).join(', ');
}

/** The rest of a sentence on variables that there are not, with those of the update at hand. */
export function moreOnVariables(updated: readonly {readonly name: string}[]): string {
  return (
    `; those of this update are ${namesOf(updated)} (TensorFlow.js adds _1 to a name that was there before); ` +
    'a layer can be given itself'
  );
}
