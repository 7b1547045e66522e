import {CommandError, UsageError} from '../scripts/arguments/errors.ts';

/** Runs a program of the benchmark; what its user did wrong is told in a line each, and the exit code is 2, or 1 for a failure. */
export async function endingWithMistakes(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    for (const mistake of error instanceof UsageError ? error.mistakes : [error.message]) console.error(`✖ ${mistake}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
