/** How one row of live bars is laid out so that it fits on one line. */
export interface RowFormat {
  /** For cli-progress. */
  readonly format: string;
  readonly barsize: number;
  /** Columns of the label and of the note; longer ones are cut. */
  readonly labelWidth: number;
  readonly noteWidth: number;
}

/** Cuts text to a width, with an ellipsis where something is lost. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : width < 1 ? '' : `${text.slice(0, width - 1)}…`;

/**
 * Lays out label, bar, epochs, test loss, accuracy and a note: shorter words and a shorter bar on a narrow terminal.
 *
 * @param columns width of the terminal
 * @param labels what the rows are called
 * @param total epochs of a row
 */
export function rowFormat(columns: number, labels: readonly string[], total: number): RowFormat {
  const roomy = columns >= 115;
  const longest = Math.max(...labels.map((label) => label.length));
  const labelWidth = Math.min(longest, roomy ? Math.min(40, columns - 95) : Math.max(8, columns - 66));
  const barsize = roomy ? 20 : 8;
  const counts = 2 * String(total).length + 1;
  const fixed = roomy
    ? ' '.length + ' epochs'.length + 2 + 'test loss 0.00000'.length + 2 + 'accuracy 00.00 %'.length
    : 26;
  const format = roomy
    ? '{label} {bar} {value}/{total} epochs  test loss {loss}  accuracy {accuracy}  {note}'
    : '{label} {bar} {value}/{total}  loss {loss}  {accuracy}  {note}';
  // The last column stays free: some terminals wrap there.
  const noteWidth = Math.max(0, columns - 1 - (labelWidth + 1 + barsize + counts + fixed + 2));
  return {format, barsize, labelWidth, noteWidth};
}
