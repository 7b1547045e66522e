import {classificationReport, confusionMatrix} from '../../../lib/evaluation/index.ts';
import {markup, type Markup} from '../html.ts';
import {formatCount, formatPercent, missing} from '../number-format.ts';
import type {Predictions} from '../types.ts';

const columns = ['precision', 'recall', 'f1'] as const;

/** Precision, recall and F1 of each class and their mean; a dash for what is 0/0. */
export function classTable({actual, predicted}: Predictions, classNames: readonly string[]): Markup {
  const report = classificationReport(confusionMatrix(actual, predicted, classNames.length));
  const undefinedScores = new Set(report.undefined.map((entry) => `${entry.score}/${entry.class}`));
  const rows = report.classes.map((scores, index) => {
    const cells = columns.map((column) => {
      const text = undefinedScores.has(`${column}/${index}`) ? missing : formatPercent(scores[column], 1);
      return markup`<td>${text}</td>`;
    });
    return markup`<tr>
      <th scope="row" class="left">${classNames[index]}</th>
      <td>${formatCount(scores.support)}</td>
      ${cells}
    </tr> `;
  });
  const means = columns.map((column) => markup`<td>${formatPercent(report.macro[column], 1)}</td>`);
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Scores of each class">
    <table class="wide">
      <caption>
        Precision: of the answers with this name, how many are right. Recall: of the examples of this class, how many
        were found. F1: their harmonic mean.
      </caption>
      <thead>
        <tr>
          <th scope="col" class="left">class</th>
          <th scope="col">examples</th>
          <th scope="col">precision</th>
          <th scope="col">recall</th>
          <th scope="col">F1</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" class="left">mean</th>
          <td>${formatCount(report.total)}</td>
          ${means}
        </tr>
      </tfoot>
    </table>
  </div>`;
}
