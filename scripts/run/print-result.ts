/**
 * Prints what was found, and under it where everything was written.
 *
 * @param result in words
 * @param written paths by what they hold
 */
export function printResult(result: string, written: Readonly<Record<string, string>>): void {
  console.log(`${result}\n`);
  for (const [what, path] of Object.entries(written)) console.log(`${what.padEnd(8)} ${path}`);
}
