import {rankingColumns} from './columns.ts';
import type {Ranked} from './types.ts';

/** Titles on one line, or on two where the table is wider than the space for it. */
function layout(titles: readonly (readonly string[])[], rows: readonly (readonly string[])[]) {
  const lines = Math.max(...titles.map((title) => title.length));
  const heads = Array.from({length: lines}, (_, line) =>
    titles.map((title) => title[line - lines + title.length] ?? ''),
  );
  const widths = titles.map((_, index) => Math.max(...[...heads, ...rows].map((cells) => cells[index]!.length)));
  return {heads, widths};
}

/** Columns that a narrow terminal does without, the first to go first; the page has them all. */
const dispensable = ['train accuracy', 'train loss', 'updates/s'];

/**
 * The ranking as plain padded text for a terminal, without colour and without a line break at its end.
 *
 * @param ranking rows of `rankUnits`
 * @param space columns of the terminal, without bound by default; where the table is wider, titles take two lines, and the
 *   train accuracy, the train loss and the updates per second are left out as needed
 * @example
 * console.log(formatTable(rankUnits(units)));
 */
export function formatTable(ranking: readonly Ranked[], space = Number.POSITIVE_INFINITY): string {
  const all = rankingColumns(ranking);
  const attempts = [
    {columns: all, split: false},
    ...[0, 1, 2, 3].map((gone) => ({
      columns: all.filter(({title}) => !dispensable.slice(0, gone).includes(title)),
      split: true,
    })),
  ].map(({columns, split}) => {
    const rows = ranking.map((row) => columns.map((column) => column.text(row)));
    const titles = columns.map(({title}) => (split ? title.split(' ') : [title]));
    return {columns, rows, ...layout(titles, rows)};
  });
  const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width + 2, -2);
  const {columns, rows, heads, widths} = attempts.find((attempt) => total(attempt.widths) <= space) ?? attempts.at(-1)!;
  const pad = (text: string, index: number) =>
    columns[index]!.align === 'left' ? text.padEnd(widths[index]!) : text.padStart(widths[index]!);
  const line = (cells: readonly string[]) => cells.map(pad).join('  ').trimEnd();
  return [...heads.map(line), widths.map((width) => '\u2500'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
