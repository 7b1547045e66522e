/** Wrong words on the command line or in a configuration file: every mistake at once, one line each. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/** Something that went wrong for a reason the user can mend: printed without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
