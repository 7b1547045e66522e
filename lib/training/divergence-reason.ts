/**
 * Says why a loss means that a run has diverged, or null where it does not.
 *
 * Diverged: the loss is NaN or infinite, or loss > explosion * max(|initial loss|, 1).
 *
 * @param loss a mean loss
 * @param initial the training loss before the first update
 * @param explosion factor, > 0; Infinity accepts every finite loss
 */
export function divergenceReason(loss: number, initial: number, explosion: number): string | null {
  if (Number.isNaN(loss)) return 'the loss is not a number';
  if (!Number.isFinite(loss)) return 'the loss is infinite';
  const bound = explosion * Math.max(Math.abs(initial), 1);
  if (loss > bound) return `the loss is above ${bound}, ${explosion} times max(initial loss, 1)`;
  return null;
}
