import {markup, type Markup} from '../../report/html.ts';
import type {Figure} from '../../report/types.ts';
import type {Shown} from '../frame/shown.ts';
import type {Exercise, Topic} from '../frame/topic.ts';
import {anchorOf, itemArticle, verdictTag} from './item-article.ts';
import {pageOf} from './page-of.ts';
import {siteFrame} from './site-frame.ts';

/** Name of the file alone: pages of topics stand beside each other. */
const fileOf = (topic: Topic): string => `${pageOf(topic).split('/')[1]}.html`;

const linkTo = (topic: Topic | undefined, arrow: string): Markup =>
  topic === undefined ? markup`<span></span>` : markup`<a href="${fileOf(topic)}">${arrow} ${topic.title}</a>`;

/** An answer of the same form, of zeros. */
const blank = (answer: number | readonly number[]): number | number[] =>
  typeof answer === 'number' ? 0 : answer.map(() => 0);

function exercisesMarkup(exercises: readonly Exercise[], program: string): Markup | null {
  if (exercises.length === 0) return null;
  const names = exercises.map(({name, answer}) => `"${name}": ${JSON.stringify(blank(answer()))}`);
  return markup`<section id="exercises" aria-labelledby="exercises-title">
    <h2 id="exercises-title">Exercises</h2>
    <ol class="exercises">
      ${exercises.map(
        ({name, question, hint}) =>
          markup`<li>
            <b>${name}</b> ${question}
            <details>
              <summary>Hint</summary>
              <p>${hint}</p>
            </details>
          </li> `,
      )}
    </ol>
    <p>
      Write your answers into a file, <code>{${names.join(', ')}}</code>, and
      <code>${program} lecture check answers.json</code> says how far off each is.
    </p>
  </section>`;
}

export interface TopicPage {
  readonly topic: Topic;
  readonly items: readonly Shown[];
  /** The figures of each item. */
  readonly figures: readonly (readonly Figure[])[];
  /** The command of each item. */
  readonly commands: readonly string[];
  readonly before: Topic | undefined;
  readonly after: Topic | undefined;
  readonly program: string;
}

/** The page of one topic. */
export function topicPage({topic, items, figures, commands, before, after, program}: TopicPage): string {
  const contents = items.map(
    ({item, verdict}) =>
      markup`<li><a href="#${anchorOf(item)}">${item.id} ${item.title}</a> ${verdictTag(verdict)}</li> `,
  );
  return siteFrame({
    title: `${topic.number} ${topic.title}`,
    trail: markup`<a href="../report.html">All topics</a><button type="button" id="projector">Projector view (P)</button>`,
    body: markup`<header>
        <div data-slide="tfjs-optim lecture">
          <h1>${topic.number} ${topic.title}</h1>
          <p class="summary">${topic.summary}</p>
        </div>
        <ul>
          ${contents}
        </ul>
      </header>
      ${items.map((shown, i) => itemArticle(shown, figures[i]!, {command: commands[i]!, program}))} ${exercisesMarkup(topic.exercises, program)}
      <nav class="trail" aria-label="Neighbours">${linkTo(before, '←')} ${linkTo(after, '→')}</nav>`,
  });
}
