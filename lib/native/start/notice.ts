const told = {fallback: false};

/**
 * Writes the one line that says why the native backend is not used; only the first call in a process writes.
 *
 * @param write where the line goes, standard error by default
 */
export function tellFallback(line: string, write: (line: string) => void = console.error): void {
  if (told.fallback) return;
  told.fallback = true;
  write(line);
}
