import {rankingColumns} from './columns.ts';
import type {Ranked} from './types.ts';

/**
 * The ranking as plain padded text for a terminal, without colour and without a line break at its end.
 *
 * @param ranking rows of `rankUnits`
 * @example
 * console.log(formatTable(rankUnits(units)));
 */
export function formatTable(ranking: readonly Ranked[]): string {
  const columns = rankingColumns(ranking);
  const cells = [
    columns.map((column) => column.title),
    ...ranking.map((row) => columns.map((column) => column.text(row))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]!.length)));
  const pad = (text: string, index: number) => {
    const space = ' '.repeat(widths[index]! - text.length);
    return columns[index]!.align === 'left' ? text + space : space + text;
  };
  const lines = cells.map((line) => line.map(pad).join('  ').trimEnd());
  return [lines[0], widths.map((width) => '\u2500'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}
