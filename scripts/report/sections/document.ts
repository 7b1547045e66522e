import {markup, Markup} from '../html.ts';
import {pageStyle} from './page-style.ts';

/**
 * The document around every page: its head with the style, and no address outside of it.
 *
 * @param title of the window; it is escaped
 * @param more style beside that of all pages
 */
export function pageDocument({title, body, more = ''}: {title: string; body: Markup; more?: string}): string {
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(pageStyle)}
          ${new Markup(more)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}
