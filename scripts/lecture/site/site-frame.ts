import {markup, Markup} from '../../report/html.ts';
import {pageDocument} from '../../report/sections/document.ts';
import {projectorScript} from './projector-script.ts';
import {siteStyle} from './site-style.ts';

/**
 * A page of the site: it needs no network, and of other files only those that its links lead to.
 *
 * @param title of the window
 * @param trail where the page stands in the site
 */
export const siteFrame = ({title, trail, body}: {title: string; trail: Markup; body: Markup}): string =>
  pageDocument({
    title,
    more: siteStyle,
    body: markup`<main>
          <nav class="trail" aria-label="Site">${trail}</nav>
          ${body}
          <footer>Written by tfjs-optim. The values behind every verdict are in metrics.jsonl beside the index.</footer>
        </main>
        <script>
          ${new Markup(projectorScript)}
        </script>`,
  });
