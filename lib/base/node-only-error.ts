/** Thrown in pages by what needs Node; the message says what to do there. */
export class NodeOnlyError extends Error {
  override readonly name = 'NodeOnlyError';

  /**
   * @param what was asked for, the first words of the message
   * @param instead what to do in a page
   */
  constructor(what: string, instead: string) {
    super(`${what} needs Node, and this is the package for browsers; ${instead}`);
  }
}
