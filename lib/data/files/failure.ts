/** Why an attempt failed, and whether trying the same address again is in vain. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly final: boolean;

  constructor(message: string, final = false) {
    super(message);
    this.final = final;
  }
}

/** The failure that an answer stands for, by its status; null for an answer with content. */
export function statusFailure({ok, status, statusText, headers}: Response): Failure | null {
  if (!ok) {
    // Time-outs, too many requests and errors of the server may pass; the other refusals stay.
    const passing = status === 408 || status === 425 || status === 429 || status >= 500;
    return new Failure(`the server answered ${`${status} ${statusText}`.trim()}`, !passing);
  }
  if (headers.get('content-type')?.includes('text/html') === true) {
    return new Failure('the server sent a web page (HTML), not the file', true);
  }
  return null;
}

/** The innermost reason of a network error: `fetch failed` itself says nothing. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return networkReason(error.cause);
  // Where a host has several addresses, one error stands for each of them, and the whole has no message.
  if (error instanceof AggregateError && error.errors.length > 0) return networkReason(error.errors[0]);
  const {code} = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
}
