/** Thrown for a function that cannot become a graph; the message names what stands in the way, and the way out. */
export class UntraceableError extends Error {
  override readonly name = 'UntraceableError';

  /** @param owner the function that was called, the first word of the message */
  constructor(reason: string, owner = 'compile') {
    super(`${owner}: ${reason}`);
  }
}
