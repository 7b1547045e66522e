type Method = (...args: never[]) => unknown;

const names = new WeakMap<Method, string>();
const taken = new Map<string, Method>();

/**
 * Gives an equation a name, under which an executor may know a faster form of it.
 *
 * The name belongs to this very function: a rule that computes otherwise has another one, and no name of its own.
 *
 * @throws Error where the name belongs to another equation
 * @example
 * nameEquation('sgd', Sgd.prototype.update);
 */
export function nameEquation(name: string, equation: Method): void {
  if (taken.has(name) && taken.get(name) !== equation) {
    throw new Error(`internal: the name "${name}" belongs to another equation`);
  }
  taken.set(name, equation);
  names.set(equation, name);
}

/** The name of an equation, null where it has none. */
export function equationName(equation: Method): string | null {
  return names.get(equation) ?? null;
}
