import {answerCounts, classScores} from '../class-scores.ts';
import {html, type Markup} from '../html.ts';
import {formatCount, formatPercent} from '../number-format.ts';
import type {Predictions} from '../types.ts';

/** Precision and recall of each class. */
export function classTable(predictions: Predictions, classNames: readonly string[]): Markup {
  const scores = classScores(answerCounts(predictions, classNames.length), classNames);
  const percent = (value: number | null) => formatPercent(value, 1);
  const rows = scores.map(
    ({name, examples, precision, recall}) =>
      html`<tr>
        <th scope="row" class="left">${name}</th>
        <td>${formatCount(examples)}</td>
        <td>${percent(precision)}</td>
        <td>${percent(recall)}</td>
      </tr> `,
  );
  return html`<table class="classes wide">
    <caption>
      Precision: of the answers with this name, how many are right. Recall: of the examples of this class, how many were
      found.
    </caption>
    <thead>
      <tr>
        <th scope="col" class="left">class</th>
        <th scope="col">examples</th>
        <th scope="col">precision</th>
        <th scope="col">recall</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
