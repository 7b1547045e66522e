import {rankingColumns} from '../columns.ts';
import {legendOf} from '../figures/palette.ts';
import {swatch} from '../figures/swatch.ts';
import {html, type Markup} from '../html.ts';
import type {Ranked} from '../types.ts';

/**
 * The ranking as a table of the page, each label with the line it has in the figures.
 *
 * @param ranking rows of `rankUnits`
 * @param labels all labels in the order of the figures
 */
export function rankingTable(ranking: readonly Ranked[], labels: readonly string[]): Markup {
  const columns = rankingColumns(ranking);
  const entries = new Map(legendOf(labels).map((entry) => [entry.label, entry]));
  const head = columns.map(({title, align}) => html`<th scope="col" class="${align}">${title}</th>`);
  const rows = ranking.map((row) => {
    const cells = columns.map(({title, text}) => {
      if (title === 'optimizer')
        return html`<th scope="row" class="left">${swatch(entries.get(row.label)!)}${row.label}</th>`;
      return html`<td${title === 'diverged' && row.diverged > 0 && html` class="bad"`}>${text(row)}</td>`;
    });
    return html`<tr${row.rank === 1 && row.diverged < row.seeds && html` class="best"`}>${cells}</tr>\n`;
  });
  const several = ranking.some(({seeds}) => seeds > 1);
  const spread = several && ': means over the seeds that did not diverge \u00b1 standard deviation over them';
  return html`<p class="note" id="ranking-note">
      Ranked by test loss at the end of training${spread}. Time is that of one run, without evaluation.
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label="Ranking">
      <table class="wide" aria-describedby="ranking-note">
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}
