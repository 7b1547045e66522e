import {markup, type Markup} from '../html.ts';
import {pageDocument} from './document.ts';

/** A part of a page with a heading of its own. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

/**
 * A page that needs no network and no other file: style, head, links to the sections, and the sections.
 *
 * @param title of the window; every text in it is escaped
 */
export function pageFrame({
  title,
  head,
  sections,
}: {
  title: string;
  head: Markup;
  sections: readonly Section[];
}): string {
  const links = sections.map(({id, title}) => markup`<li><a href="#${id}">${title}</a></li>`);
  const body = sections.map(
    ({id, title, content}) =>
      markup`<section id="${id}" aria-labelledby="${id}-title">
        <h2 id="${id}-title">${title}</h2>
        ${content}
      </section> `,
  );
  return pageDocument({
    title,
    body: markup`<main>
          ${head}
          <nav aria-label="Sections">
            <ul>
              ${links}
            </ul>
          </nav>
          ${body}
          <footer>
            Written by tfjs-optim. The numbers behind the figures are in the files beside this page.
          </footer>
        </main>`,
  });
}
