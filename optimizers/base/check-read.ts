import type * as tf from '@tensorflow/tfjs';

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
 * @param what `the learning rate`, or `the number` with its name behind
 * @throws TypeError while the rule computes one
 */
export function checkRead(rule: Pick<tf.Optimizer, 'getClassName'>, what: string, name?: string): void {
  if (!updatingNow.has(rule)) return;
  const owner = rule.getClassName().replace(/^Optim/, '');
  const read = name === undefined ? what : `${what} "${name}"`;
  throw new TypeError(
    `${owner}: update reads ${read} of the optimizer, which a compiled update would keep as it was; ` +
      'read it in coefficients(t) under a name of its own, and take coefficients.name.scalar in update',
  );
}
