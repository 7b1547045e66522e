import {markup, type Markup} from '../../report/html.ts';
import {pageHead} from '../../report/sections/head.ts';
import {wideTable} from '../../report/wide-table.ts';
import {byTopic, type Shown} from '../frame/shown.ts';
import {type Verdict, verdicts} from '../frame/topic.ts';
import {anchorOf, placesInWords, verdictTag} from './item-article.ts';
import {pageOf} from './page-of.ts';
import {siteFrame} from './site-frame.ts';

/** What the files of the notes are about. */
const noteFiles: Readonly<Record<string, string>> = {
  '000': 'Stochastic gradient descent and adaptive rates',
  '001': 'Critical points, gradients and momentum',
  '002': 'Local minima, momentum and worked examples',
  '003': 'Introduction: neurons, gradient descent, evaluation',
  '004': 'Optimisation for deep models',
};

const hrefOf = ({topic, item}: Shown): string => `${pageOf(topic)}.html#${anchorOf(item)}`;

const rowOf = (shown: Shown, place: string): Markup =>
  markup`<tr>
    <td class="left">${shown.item.id}</td>
    <td class="left wrap"><a href="${hrefOf(shown)}">${shown.item.title}</a></td>
    <td class="left">${verdictTag(shown.verdict)}</td>
    <td class="left wrap">${place}</td>
  </tr> `;

const columns = ['id', 'item', 'verdict', 'in the notes'].map((title) => ({title, align: 'left' as const}));

function byId(shown: readonly Shown[]): Markup {
  return wideTable(
    'Items by id',
    columns,
    shown.map((each) => rowOf(each, placesInWords(each.item.places))),
  );
}

/** Items in the order in which they stand in each file of the notes. */
function byFile(shown: readonly Shown[]): Markup[] {
  return Object.entries(noteFiles).map(([file, about]) => {
    const places = shown.flatMap((each) =>
      each.item.places
        .split(',')
        .map((place) => place.trim().split(':'))
        .filter(([of]) => of === file)
        .map(([, lines = '']) => ({each, lines})),
    );
    const rows = places
      .sort((a, b) => Number.parseInt(a.lines || '0', 10) - Number.parseInt(b.lines || '0', 10))
      .map(({each, lines}) => rowOf(each, lines === '' ? 'throughout' : `lines ${lines.replace('-', ' to ')}`));
    if (rows.length === 0) return markup``;
    return markup`<h3>File ${file}: ${about}</h3>
      ${wideTable(`Items of file ${file}`, columns, rows)}`;
  });
}

const count = (shown: readonly Shown[]): readonly (readonly [Verdict, number])[] =>
  verdicts
    .map((verdict) => [verdict, shown.filter((each) => each.verdict === verdict).length] as const)
    .filter(([, number]) => number > 0);

/** The first page of the site, which leads to all others by topic, by id and by file of the notes. */
export function indexPage(
  shown: readonly Shown[],
  {command, header}: {command: string; header: Readonly<Record<string, string>>},
): string {
  const cards = byTopic(shown).map(
    ({topic, items}) =>
      markup`<li>
        <h3><a href="${pageOf(topic)}.html">${topic.number} ${topic.title}</a></h3>
        <p>${topic.summary}</p>
        <p class="note">${count(items)
          .map(([verdict, number]) => `${number} ${verdict}`)
          .join(', ')}</p>
      </li> `,
  );
  const result = `${shown.length} items of the notes: ${count(shown)
    .map(([verdict, number]) => `${number} ${verdict}`)
    .join(', ')}.`;
  return siteFrame({
    title: 'The lecture notes, carried out',
    trail: markup`<a href="#topics">Topics</a><a href="#ids">By id</a><a href="#files">By file of the notes</a>`,
    body: markup`${pageHead({title: 'The lecture notes, carried out', command, header, result})}
      <section id="topics" aria-labelledby="topics-title">
        <h2 id="topics-title">Topics</h2>
        <ul class="topics">
          ${cards}
        </ul>
      </section>
      <section id="ids" aria-labelledby="ids-title">
        <h2 id="ids-title">By id</h2>
        ${byId(shown)}
      </section>
      <section id="files" aria-labelledby="files-title">
        <h2 id="files-title">By file of the notes</h2>
        ${byFile(shown)}
      </section>`,
  });
}
