type Method = (...args: never[]) => unknown;

const known = new WeakSet<Method>();

/** Says that an equation is a function of its input, and of what its class declares, so that nobody need look at it again. */
export function knowEquation(equation: Method): void {
  known.add(equation);
}

/** Whether somebody has said so of this very function; a subclass with an equation of its own has another one. */
export function isKnownEquation(equation: Method): boolean {
  return known.has(equation);
}
