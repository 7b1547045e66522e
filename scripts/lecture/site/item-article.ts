import {formatNumber, formatSeconds} from '../../report/number-format.ts';
import {markup, type Markup} from '../../report/html.ts';
import {figureMarkup} from '../../report/sections/figure.ts';
import type {Figure} from '../../report/types.ts';
import {wideTable} from '../../report/wide-table.ts';
import type {Shown} from '../frame/shown.ts';
import type {Table, Values, Verdict} from '../frame/topic.ts';

/** Where an item stands on the page of its topic. */
export const anchorOf = ({id, name}: Pick<Shown['item'], 'id' | 'name'>): string => `${id}-${name}`;

/** A verdict as a coloured word. */
export const verdictTag = (verdict: Verdict): Markup =>
  markup`<span class="tag ${verdict.replaceAll(' ', '-')}">${verdict}</span>`;

/** The places of an item in the notes, in words. */
export const placesInWords = (places: string): string =>
  places
    .split(',')
    .map((place) => {
      const [file, lines] = place.trim().split(':');
      return lines === undefined
        ? `file ${file}`
        : `file ${file}, ${lines.includes('-') ? 'lines' : 'line'} ${lines.replace('-', ' to ')}`;
    })
    .join('; ');

const cell = (value: string | number): string => (typeof value === 'number' ? formatNumber(value, 10) : value);

function tableMarkup({title, columns, rows}: Table): Markup {
  const isText = columns.map((_, i) => rows.some((row) => typeof row[i] === 'string'));
  const heads = columns.map((column, i) => ({
    title: column,
    align: isText[i] ? ('left' as const) : ('right' as const),
  }));
  const lines = rows.map(
    (row) =>
      markup`<tr>
        ${row.map((value, i) => (isText[i] ? markup`<td class="left">${cell(value)}</td>` : markup`<td>${cell(value)}</td>`))}
      </tr> `,
  );
  return markup`<h3>${title}</h3>
    ${wideTable(title, heads, lines)}`;
}

/** Most numbers of a list that are written out. */
const mostWritten = 12;

const digits = (value: number | readonly number[]): string => {
  if (typeof value === 'number') return formatNumber(value, 7);
  const written = value.slice(0, mostWritten).map((each) => formatNumber(each, 5));
  return value.length > mostWritten ? `${written.join(', ')}, ... (${value.length} numbers)` : written.join(', ');
};

/** The name of a value as words: `slopeOverflowsAt` is slope overflows at. */
const nameInWords = (name: string): string =>
  name.replace(/(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Z])|(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

function valuesTable(values: Values): Markup {
  const rows = Object.entries(values).map(([name, value]) => {
    const words =
      typeof value === 'number' || value.length === 0 || typeof value[0] === 'number'
        ? digits(value as number | readonly number[])
        : `${value.length} rows of ${(value[0] as readonly number[]).length} numbers`;
    return markup`<tr>
      <th scope="row" class="left">${nameInWords(name)}</th>
      <td class="left wrap">${words}</td>
    </tr> `;
  });
  const heads = [
    {title: 'value', align: 'left'},
    {title: 'measured', align: 'left'},
  ] as const;
  return markup`<details>
    <summary>All values</summary>
    ${wideTable('All values', heads, rows)}
  </details>`;
}

/** An item on the page of its topic: statement and question first, what came of it folded, then the code and the command. */
export function itemArticle(
  {item, values, verdict, seconds, milliseconds}: Shown,
  figures: readonly Figure[],
  {command, program}: {command: string; program: string},
): Markup {
  const {id, title} = item;
  const slide = markup`data-slide="${id} ${title}"`;
  const anchor = anchorOf(item);
  const times = Object.entries(milliseconds).map(([what, time]) => `${what} ${formatNumber(time)} ms`);
  return markup`<article id="${anchor}" aria-labelledby="${anchor}-title">
    <h2 id="${anchor}-title"><a class="id" href="#${anchor}">${id}</a> ${title}</h2>
    <div ${slide}>
      <p class="statement">${item.statement}</p>
      <p class="question"><b>What do you expect?</b> ${item.question}</p>
    </div>
    <p class="note">In the notes: ${placesInWords(item.places)}.</p>
    <details>
      <summary>What happens</summary>
      ${figures.map(
        (figure) =>
          markup`<div ${slide} data-part="${figure.title}">
            <h3>${figure.title}</h3>
            ${figureMarkup(figure)}
          </div> `,
      )}
      ${(item.tables?.(values) ?? []).map(
        (table) => markup`<div ${slide} data-part="${table.title}">${tableMarkup(table)}</div> `,
      )}
      <p class="verdict" ${slide} data-part="verdict">${verdictTag(verdict)} ${item.answer(values)}</p>
      <p class="note">The rule: ${item.rule}</p>
      ${valuesTable(values)}
      <p class="note">
        Took ${formatSeconds(seconds)}${times.length > 0 && `, of which: ${times.join(', ')}`}.
      </p>
    </details>
    <details>
      <summary>The code</summary>
      <pre class="code" tabindex="0" aria-label="Code of ${id} ${title}"><code>${item.code}</code></pre>
      <p class="note">prints</p>
      <pre class="code" tabindex="0" aria-label="What the code prints"><code>${item.prints}</code></pre>
    </details>
    <p class="note">Again: <code>${command}</code></p>
    ${item.real !== undefined && markup`<p class="note">On a real network: <code>${program} ${item.real}</code></p>`}
    <p class="next"><b>What to try next</b> ${item.next}</p>
  </article> `;
}
