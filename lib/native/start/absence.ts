/** A backend that was asked for by name is not available; `remedy` is the command that makes it so. */
export class AbsentBackendError extends Error {
  readonly remedy: string;

  constructor(source: string, reason: string, remedy: string) {
    super(
      `${source} asks for a backend that is not here: ${reason}. ` +
        `Make it available with: ${remedy}, or leave the setting out to take the fastest backend that is.`,
    );
    this.name = 'AbsentBackendError';
    this.remedy = remedy;
  }
}
