import {markup, type Markup} from '../html.ts';
import type {RunReport} from '../types.ts';

/** What became of each column of a table: number, categories, target, or left out and why. */
export const columnTable = (columns: NonNullable<RunReport['columns']>): Markup =>
  markup`<p>Numbers are standardised by the training part; a category is one input for each of its names.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Columns of the table">
<table class="wide named">
<thead><tr><th scope="col" class="left">column</th><th scope="col" class="left">what it is</th></tr></thead>
<tbody>${columns.map(({name, words}) => markup`<tr><th scope="row" class="left">${name}</th><td class="left wrap">${words}</td></tr>\n`)}</tbody>
</table>
</div>`;
