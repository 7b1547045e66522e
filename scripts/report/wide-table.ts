import {markup, type Markup} from './html.ts';

/** A head of a column; `left` where its cells are text. */
export interface TableHead {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/**
 * A table of a page that scrolls sideways on its own where it is wider than the page.
 *
 * @param label what it shows, for those who do not see it
 * @param heads one a column
 * @param rows elements `tr`
 * @param describedBy the id of an element that says more about it
 */
export function wideTable(
  label: string,
  heads: readonly TableHead[],
  rows: readonly Markup[],
  describedBy?: string,
): Markup {
  const description = describedBy !== undefined && markup` aria-describedby="${describedBy}"`;
  const cells = heads.map(({title, align}) => {
    return markup`<th scope="col"${align === 'left' && markup` class="left"`}>${title}</th>`;
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
      <table class="wide"${description}>
        <thead>
          <tr>
            ${cells}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}
