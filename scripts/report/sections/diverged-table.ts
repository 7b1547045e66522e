import {markup, type Markup} from '../html.ts';
import {formatCount, formatNumber} from '../number-format.ts';
import type {RunUnit} from '../types.ts';
import {wideTable, type TableHead} from '../wide-table.ts';

const heads: readonly TableHead[] = [
  {title: 'optimizer', align: 'left'},
  {title: 'seed'},
  {title: 'at update'},
  {title: 'learning rate'},
  {title: 'loss'},
  {title: 'reason', align: 'left'},
];

/** The runs that left the sensible numbers, with step and rate; null if none did. */
export function divergedTable(units: readonly RunUnit[]): Markup | null {
  const rows = units.flatMap(({label, seed, divergence}) =>
    divergence === null
      ? []
      : markup`<tr>
          <th scope="row" class="left">${label}</th>
          <td>${seed}</td>
          <td>${formatCount(divergence.update)}</td>
          <td>${formatNumber(divergence.learningRate)}</td>
          <td>${formatNumber(divergence.loss)}</td>
          <td class="left wrap">${divergence.reason}</td>
        </tr> `,
  );
  if (rows.length === 0) return null;
  return markup`<p>
      A run diverges when its loss stops being a number or explodes; it ends there, the others go on. The usual cause is
      a learning rate that is too large for the rule: try a tenth of it.
    </p>
    ${wideTable('Diverged runs', heads, rows)}`;
}
