const numbers = new WeakMap<object, number>();
let count = 0;

/**
 * A number that stands for an object and for no other, as long as it lives; for keys.
 *
 * @example
 * identityOf(optimizer) === identityOf(optimizer); // true
 */
export function identityOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = ++count));
  return number;
}
