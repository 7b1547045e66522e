import {rankingColumns} from '../columns.ts';
import {legendOf} from '../figures/palette.ts';
import {swatch} from '../figures/swatch.ts';
import {markup, type Markup} from '../html.ts';
import type {Ranked} from '../types.ts';
import {wideTable} from '../wide-table.ts';

/**
 * The ranking as a table of the page, each label with the line it has in the figures.
 *
 * @param ranking rows of `rankUnits`
 * @param labels all labels in the order of the figures
 */
export function rankingTable(ranking: readonly Ranked[], labels: readonly string[]): Markup {
  const columns = rankingColumns(ranking);
  const entries = new Map(legendOf(labels).map((entry) => [entry.label, entry]));
  const rows = ranking.map((row) => {
    const cells = columns.map(({title, text}) => {
      if (title === 'optimizer')
        return markup`<th scope="row" class="left">${swatch(entries.get(row.label)!)}${row.label}</th>`;
      return markup`<td${title === 'diverged' && row.diverged > 0 && markup` class="bad"`}>${text(row)}</td>`;
    });
    return markup`<tr${row.rank === 1 && row.diverged < row.seeds && markup` class="best"`}>${cells}</tr>\n`;
  });
  const several = ranking.some(({seeds}) => seeds > 1);
  const spread = several && ': means over the trainings that did not diverge \u00b1 standard deviation over them';
  const cost = ranking.some((row) => row.cost !== null) && [
    ' Updates of solvers evaluate the loss several times; the last columns have the test loss, with its rank, at equal time and at ',
    'equal evaluations, those of the cheapest. A gradient and a product of the Hessian count as one evaluation each.',
  ];
  return markup`<p class="note" id="ranking-note">
      Ranked by test loss at the end of training${spread}. Time is that of one run, without evaluation.${cost}
    </p>
    ${wideTable('Ranking', columns, rows, 'ranking-note')}`;
}
