import {markup, Markup} from '../../report/html.ts';
import {pageStyle} from '../../report/sections/page-style.ts';
import {projectorScript} from './projector-script.ts';
import {siteStyle} from './site-style.ts';

/**
 * A page of the site: it needs no network, and of other files only those that its links lead to.
 *
 * @param title of the window
 * @param trail where the page stands in the site
 */
export function siteFrame({title, trail, body}: {title: string; trail: Markup; body: Markup}): string {
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(pageStyle)}
          ${new Markup(siteStyle)}
        </style>
      </head>
      <body>
        <main>
          <nav class="trail" aria-label="Site">${trail}</nav>
          ${body}
          <footer>Written by tfjs-optim. The values behind every verdict are in metrics.jsonl beside the index.</footer>
        </main>
        <script>
          ${new Markup(projectorScript)}
        </script>
      </body>
    </html> `.text;
}
