import {markup, type Markup} from '../html.ts';
import {formatCount, formatNumber} from '../number-format.ts';
import type {RunUnit} from '../types.ts';

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
    <div class="scroll" tabindex="0" role="region" aria-label="Diverged runs">
      <table class="wide">
        <thead>
          <tr>
            <th scope="col" class="left">optimizer</th>
            <th scope="col">seed</th>
            <th scope="col">at update</th>
            <th scope="col">learning rate</th>
            <th scope="col">loss</th>
            <th scope="col" class="left">reason</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}
