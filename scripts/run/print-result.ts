import {printable} from '../terminal/printable.ts';

/** Prints paths by what they hold, one a line. */
export function printPaths(written: Readonly<Record<string, string>>, width = 8): void {
  for (const [what, path] of Object.entries(written)) console.log(`${what.padEnd(width)} ${printable(path)}`);
}

/**
 * Prints what was found, and under it where everything was written.
 *
 * @param result in words
 * @param written paths by what they hold
 */
export function printResult(result: string, written: Readonly<Record<string, string>>): void {
  console.log(`${result}\n`);
  printPaths(written);
}
