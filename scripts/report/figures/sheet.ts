import {markup, Markup} from '../html.ts';
import type {Figure, LegendEntry, Panel} from '../types.ts';
import {fonts, textWidth} from './draw.ts';
import {ink} from './palette.ts';
import {columnsFor} from './sizes.ts';
import {swatchHeight, swatchShapes, swatchWidth} from './swatch.ts';

const margin = 16;
const titleHeight = 30;
const panelTitleHeight = 24;
const gap = 20;
const lineHeight = 22;
const fontSize = 12;

interface Placed {
  readonly x: number;
  readonly y: number;
}

/** Breaks a legend into lines as wide as the sheet. */
function placeLegend(entries: readonly LegendEntry[], width: number): Placed[] {
  let x = 0;
  let y = 0;
  return entries.map(({label}) => {
    const needed = swatchWidth + 6 + textWidth(label, fontSize) + 18;
    if (x > 0 && x + needed > width) {
      x = 0;
      y += lineHeight;
    }
    const place = {x, y};
    x += needed;
    return place;
  });
}

function drawLegend(entries: readonly LegendEntry[], places: readonly Placed[], top: number): Markup[] {
  return entries.map((entry, index) => {
    const {x, y} = places[index]!;
    return markup`<g transform="translate(${margin + x},${top + y})"
      >${swatchShapes(entry)}<text x="${swatchWidth + 6}" y="${swatchHeight - 2}" font-size="${fontSize}"
        >${entry.label}</text
      ></g
    >`;
  });
}

function placePanel(panel: Panel, x: number, y: number): Markup {
  return new Markup(panel.svg.replace('<svg ', `<svg x="${x}" y="${y}" `));
}

/**
 * Puts the title, the panels and the legend of a figure into one SVG file that stands alone.
 *
 * @param figure what a figure function returned
 */
export function figureSheet(figure: Figure): string {
  const columns = columnsFor(figure.panels.length);
  const panelWidth = Math.max(...figure.panels.map((panel) => panel.width));
  const panelHeight = Math.max(...figure.panels.map((panel) => panel.height));
  const titled = figure.panels.length > 1;
  const cellHeight = panelHeight + (titled ? panelTitleHeight : 0);
  const rows = Math.ceil(figure.panels.length / columns);
  const inner = Math.max(columns * panelWidth + (columns - 1) * gap, 440);
  const top = margin + titleHeight;
  const legendTop = top + rows * (cellHeight + gap);
  const places = placeLegend(figure.legend, inner);
  const legendHeight = figure.legend.length === 0 ? 0 : places.at(-1)!.y + lineHeight;
  const width = inner + 2 * margin;
  const height = legendTop + legendHeight + margin - (legendHeight === 0 ? gap : 0);
  const panels = figure.panels.map((panel, index) => {
    const x = margin + (index % columns) * (panelWidth + gap);
    const y = top + Math.floor(index / columns) * (cellHeight + gap);
    const title = markup`<text x="${x}" y="${y + 13}" font-size="13" font-weight="600">${panel.title}</text>`;
    return markup`${titled && title}${placePanel(panel, x, y + (titled ? panelTitleHeight : 0))}`;
  });
  const head = markup`<title>${figure.title}</title><desc>${figure.explanation}</desc><rect width="${width}" height="${height}" fill="white"/>`;
  const title = markup`<text x="${margin}" y="${margin + 14}" font-size="16" font-weight="600">${figure.title}</text>`;
  const size = markup`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${fonts}" fill="${ink}">
${head}
${title}
${panels}
${drawLegend(figure.legend, places, legendTop)}
</svg>
`.text;
}
