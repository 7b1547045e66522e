import {markup} from '../report/html.ts';
import {formatNumber} from '../report/number-format.ts';
import {writeStudyPage} from '../report/surfaces/study-page.ts';
import {wideTable} from '../report/wide-table.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {type RangeTest, ratesFigure} from './rates-figure.ts';

const rateOf = ({suggested}: RangeTest): string => (suggested === null ? 'none' : formatNumber(suggested, 2));

/** Rules whose steps have a length of their own: the start of a run does not tell how small their rate has to get. */
const misled: readonly string[] = ['lamb', 'muon'];

/** What to make of the suggestions for rules that the test misleads; null where there are none. */
function caution(tests: readonly RangeTest[]): string | null {
  const labels = tests.filter(({label, suggested}) => suggested !== null && misled.includes(label.split(' ')[0]!));
  if (labels.length === 0) return null;
  return (
    `${labels.map(({label}) => label).join(', ')}: falls as fast as others at a rate that is too much for the rest of a run; take 0.4 of the ` +
    'suggestion, a tenth of the rate of the least loss, or search with learningRateSearch.'
  );
}

/** The suggestions in words, one optimizer a line, and a line on those that mislead. */
export function suggestions(tests: readonly RangeTest[]): string {
  const width = Math.max(...tests.map(({label}) => label.length));
  const lines = tests.map(
    (test) => `${test.label.padEnd(width)}  ${test.suggested === null ? 'no rate made the loss fall' : rateOf(test)}`,
  );
  const warning = caution(tests);
  return [...lines, ...(warning === null ? [] : ['', warning])].join('\n');
}

/** Writes the page and its figure; gives their paths. */
export function writeRates(
  folder: RunFolder,
  tests: readonly RangeTest[],
  {command, header}: {command: string; header: Readonly<Record<string, string>>},
): Readonly<Record<string, string>> {
  const figure = ratesFigure(tests);
  const warning = caution(tests);
  const rows = tests.map(
    (test) =>
      markup`<tr>
        <th scope="row" class="left">${test.label}</th>
        <td>${rateOf(test)}</td>
        <td>${test.rates.length}</td>
      </tr> `,
  );
  const heads = [{title: 'optimizer', align: 'left'}, {title: 'suggested rate'}, {title: 'updates'}] as const;
  const [report] = writeStudyPage(folder, {
    title: 'Learning-rate range test',
    result: `suggested rates: ${tests.map((test) => `${test.label} ${rateOf(test)}`).join(', ')}.${warning === null ? '' : ` ${warning}`}`,
    command,
    header,
    figures: figure === null ? [] : [figure],
    sections: [{id: 'suggested', title: 'Suggested rates', content: wideTable('Suggested rates', heads, rows)}],
  });
  return {report: report!, metrics: folder.file('metrics.jsonl'), figures: folder.file('figures')};
}
