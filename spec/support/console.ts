/** What work prints, line by line, instead of printing it. */
export async function captured<Result>(
  work: () => Promise<Result>,
): Promise<{result: Result; out: string[]; err: string[]}> {
  const {log, error} = console;
  const [out, err]: string[][] = [[], []];
  console.log = (...words: unknown[]) => void out!.push(words.join(' '));
  console.error = (...words: unknown[]) => void err!.push(words.join(' '));
  try {
    return {result: await work(), out: out!, err: err!};
  } finally {
    Object.assign(console, {log, error});
  }
}

/** What work warns of, instead of warning. */
export function warnings<Result>(work: () => Result): {result: Result; notes: string[]} {
  const {warn} = console;
  const notes: string[] = [];
  console.warn = (...words: unknown[]) => void notes.push(words.join(' '));
  try {
    return {result: work(), notes};
  } finally {
    console.warn = warn;
  }
}
