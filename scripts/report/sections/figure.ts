import {columnsFor} from '../figures/sizes.ts';
import {swatch} from '../figures/swatch.ts';
import {markup, Markup} from '../html.ts';
import type {Figure, LegendEntry} from '../types.ts';

const rows = {1: 'panels', 2: 'panels two', 3: 'panels three'} as const;

function legendList(entries: readonly LegendEntry[]): Markup | null {
  if (entries.length === 0) return null;
  return markup`<ul class="${entries.length > 12 ? 'legend many' : 'legend'}">
    ${entries.map((entry) => markup`<li>${swatch(entry)}<span>${entry.label}</span></li>`)}
  </ul>`;
}

/**
 * A figure of the page: panels that flow with the width of the window, the legend, and the explanation.
 *
 * @param figure what a figure function returned
 * @param more what follows the explanation, such as a table
 */
export function figureMarkup(figure: Figure, more: Markup | null = null): Markup {
  const {panels, legend, explanation} = figure;
  const alone = panels.length === 1;
  const drawings = panels.map(
    (panel) => markup`<div>${!alone && markup`<h3>${panel.title}</h3>`}${new Markup(panel.svg)}</div>`,
  );
  const caption = markup`<figcaption><p>${explanation}</p></figcaption>`;
  const grid = markup`<div class="${rows[columnsFor(panels.length)]}">${drawings}</div>`;
  if (!alone) return markup`<figure>${grid}${legendList(legend)}${caption}</figure>`;
  return markup`<figure class="${more === null ? 'beside' : 'beside tall'}">
    ${grid}
    <div>${legendList(legend)}${caption}${more}</div>
  </figure>`;
}
