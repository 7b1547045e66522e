import {markup, type Markup} from '../../report/html.ts';
import {formatNumber, formatPercent, missing} from '../../report/number-format.ts';
import {wideTable} from '../../report/wide-table.ts';
import type {MliCell} from './mli-table.ts';

const columns = [
  {optimizer: 'sgd', batchNorm: false, title: 'SGD'},
  {optimizer: 'sgd', batchNorm: true, title: 'SGD, batch norm'},
  {optimizer: 'adam', batchNorm: false, title: 'Adam'},
  {optimizer: 'adam', batchNorm: true, title: 'Adam, batch norm'},
] as const;

const words = (cell: MliCell | undefined): string => {
  if (cell === undefined) return missing;
  if (cell.violations === null) return `${missing} (0 of ${cell.trained})`;
  const bump = cell.meanBump === null ? '' : `, bump ${formatNumber(cell.meanBump, 2)}`;
  return `${formatPercent(cell.violations, 0)} (${cell.count} of ${cell.trained})${bump}`;
};

const find = (cells: readonly MliCell[], rate: number, {optimizer, batchNorm}: (typeof columns)[number]) =>
  cells.find((cell) => cell.rate === rate && cell.optimizer === optimizer && cell.batchNorm === batchNorm);

const ratesOf = (cells: readonly MliCell[]): number[] =>
  [...new Set(cells.map(({rate}) => rate))].sort((a, b) => b - a);

/** The table as plain text. */
export function mliText(cells: readonly MliCell[]): string {
  const lines = [
    ['rate', ...columns.map(({title}) => title)],
    ...ratesOf(cells).map((rate) => [String(rate), ...columns.map((column) => words(find(cells, rate, column)))]),
  ];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines.map((line) => line.map((text, i) => text.padStart(widths[i]!)).join('  ')).join('\n');
}

/** The table for the page. */
export function mliMarkup(cells: readonly MliCell[]): Markup {
  const rows = ratesOf(cells).map(
    (rate) =>
      markup`<tr>
        <th scope="row">${rate}</th>
        ${columns.map((column) => {
          const cell = find(cells, rate, column);
          return markup`<td${(cell?.violations ?? 0) > 0 && markup` class="bad"`}>${words(cell)}</td>`;
        })}
      </tr> `,
  );
  return markup`<p class="note">
      Share of the networks whose training loss is not monotone on the line from start to end, of those that solve the task (how
      many of how many), and the mean height of their bumps.
    </p>
    ${wideTable('Violations', [{title: 'rate'}, ...columns], rows)}`;
}
