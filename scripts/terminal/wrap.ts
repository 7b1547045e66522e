/**
 * Breaks text between words so that no line is wider than a terminal; lines after the first are indented.
 *
 * A word that is wider by itself, such as a path, stays whole.
 *
 * @param width columns of a line
 * @param indent columns of white space before every line but the first, and taken by what stands before the first
 */
export function wrap(text: string, width: number, indent: number): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (indent + line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
