import {closest, distance} from 'fastest-levenshtein';

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

/** " Did you mean X?" when a known name is near enough, else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const candidate = closest(word.toLowerCase(), known as string[]);
  const near = distance(word.toLowerCase(), candidate.toLowerCase()) <= Math.max(1, Math.floor(candidate.length / 3));
  return near ? ` Did you mean ${candidate}?` : '';
}
