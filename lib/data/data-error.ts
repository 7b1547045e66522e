/**
 * Data that cannot be used as they are: a file that is missing or damaged, a folder that is incomplete, a mirror that is down.
 *
 * Not a mistake in a program: the message names the file, what was expected and the way out, and a command line prints it
 * without a stack.
 */
export class DataError extends Error {
  override readonly name: string = 'DataError';
  /** `E_DATA` for files and folders, `E_DOWNLOAD` for mirrors. */
  readonly code: string;

  constructor(message: string, {code = 'E_DATA', ...options}: ErrorOptions & {code?: string} = {}) {
    super(message, options);
    this.code = code;
  }
}
