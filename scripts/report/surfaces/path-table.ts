import {markup, type Markup} from '../html.ts';
import {wideTable, type TableHead} from '../wide-table.ts';
import {formatNumber, formatPercent, missing} from '../number-format.ts';
import type {PathRow} from './drawn-path.ts';

const monotone = ({monotone: is}: PathRow): string => (is === null ? missing : is ? 'yes' : 'no');

/** The measures of every path as a table. */
export function pathTable(rows: readonly PathRow[]): Markup {
  const titles = [
    'seed',
    'monotone',
    'largest bump',
    'locally convex',
    'globally convex',
    'barrier',
    'least loss at',
    'distance',
    'Gauss length',
  ];
  const body = rows.map(
    (row) =>
      markup`<tr>
        <th scope="row" class="left">${row.label}</th>
        <td class="left">${row.begins}</td>
        <td>${row.seed}</td>
        <td${row.monotone === false && markup` class="bad"`}>${monotone(row)}</td>
        <td>${formatNumber(row.largestBump)}</td>
        <td>${formatPercent(row.localConvexity, 0)}</td>
        <td>${formatPercent(row.globalConvexity, 0)}</td>
        <td>${formatNumber(row.barrier)}</td>
        <td>${formatNumber(row.argmin)}</td>
        <td>${formatNumber(row.distance)}</td>
        <td>${formatNumber(row.gaussLength)}</td>
      </tr> `,
  );
  const heads: TableHead[] = [
    {title: 'optimizer', align: 'left'},
    {title: 'from', align: 'left'},
    ...titles.map((title) => ({title})),
  ];
  return markup`<p class="note">
      All of the training loss, between the ends. Monotone: the loss never rises on
      the way from a start to the trained weights; between two solutions, where either may be the better one, the barrier counts. Convex: the share of the points on or below
      the line between their neighbours (locally), between the ends (globally). Barrier: the greatest height above the line
      between the ends. Distance: of the ends, in units of the norm of the first. Gauss length: the angle in radians by which the
      outputs turn on the way.
    </p>
    ${wideTable('Measures of the paths', heads, body)}`;
}
