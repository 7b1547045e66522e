const updatingNow = new Set<object>();

/** Runs what a rule computes of an update, which has to be a function of its input. */
export function updating<Result>(rule: object, compute: () => Result): Result {
  updatingNow.add(rule);
  try {
    return compute();
  } finally {
    updatingNow.delete(rule);
  }
}

/**
 * Refuses what would become a constant of a compiled update.
 *
 * @throws TypeError while the rule computes one
 */
export function checkRead(rule: object, owner: string, what: string, name?: string): void {
  if (!updatingNow.has(rule)) return;
  throw new TypeError(
    `${owner}: update reads ${name === undefined ? what : `${what} "${name}"`} of the optimizer, which a compiled update would keep as it was; ` +
      'read it in coefficients(t) under a name of its own, and take coefficients.name.scalar in update',
  );
}
