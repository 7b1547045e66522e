import {show} from '../../base/arguments.ts';
import {toNumbers} from '../range.ts';

/** Losses along a path and where on it they are. */
export interface Path {
  readonly alphas: readonly number[];
  readonly losses: readonly number[];
}

/**
 * Checks the losses of a path; their places are evenly spaced on [0, 1] where none are given.
 *
 * @param owner whose arguments these are
 * @throws TypeError, RangeError for what is no path
 */
export function checkPath(owner: string, losses: readonly number[], alphas?: readonly number[]): Path {
  if (!Array.isArray(losses) && !ArrayBuffer.isView(losses)) {
    throw new TypeError(`${owner}: losses must be an array of numbers, received ${show(losses)}`);
  }
  const values = Array.from(losses as readonly number[]);
  if (values.length < 2)
    throw new RangeError(`${owner}: losses must have at least two numbers, received ${show(values)}`);
  const wrong = values.findIndex((loss) => typeof loss !== 'number');
  if (wrong >= 0) {
    const isPoint = typeof values[wrong] === 'object' && values[wrong] !== null;
    const remedy = isPoint ? '; of points take points.map(({trainLoss}) => trainLoss)' : '';
    throw new TypeError(`${owner}: losses[${wrong}] must be a number, received ${show(values[wrong])}${remedy}`);
  }
  if (alphas === undefined) return {losses: values, alphas: values.map((_, i) => i / (values.length - 1))};
  const places = toNumbers(owner, 'alphas', alphas);
  if (places.length !== values.length) {
    throw new RangeError(
      `${owner}: alphas must be as many as the losses, received ${places.length} and ${values.length} losses`,
    );
  }
  const falls = places.slice(1).findIndex((alpha, i) => !(alpha > places[i]!));
  if (falls >= 0)
    throw new RangeError(`${owner}: alphas must increase, received ${show(places.slice(falls, falls + 2))}`);
  return {losses: values, alphas: places};
}
