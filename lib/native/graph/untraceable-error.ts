/** Thrown for a function that cannot become a graph; the message names what stands in the way, and the way out. */
export class UntraceableError extends Error {
  override readonly name = 'UntraceableError';

  constructor(reason: string) {
    super(`compile: ${reason}`);
  }
}
