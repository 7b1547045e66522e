import {escapeHtml} from '../html.ts';
import type {Panel} from '../types.ts';
import {ink, paleInk} from './palette.ts';
import {compile, type TopLevelSpec, vega} from './vega.ts';

/** A specification of Vega-Lite for one view; what is the same in all figures is added by {@link drawPanel}. */
export type PanelSpec = Record<string, unknown>;

/** Fonts of the machine that shows the figure; none is fetched. */
export const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';

const config = {
  aria: false,
  font: fonts,
  background: 'white',
  view: {stroke: null},
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelColor: ink,
    titleColor: ink,
    titlePadding: 8,
    domainColor: '#8c959f',
    tickColor: '#8c959f',
    gridColor: '#e4e7eb',
  },
  axisX: {grid: false, labelFlush: false},
  title: {fontSize: 13, fontWeight: 600, color: ink, anchor: 'start', frame: 'group', offset: 10},
  header: {labelFontSize: 12},
  text: {color: ink, fontSize: 12},
  rule: {color: paleInk},
};

/** Room for the half of a tick label that stands beyond an axis, and for descenders. */
const padding = {left: 2, top: 8, right: 16, bottom: 6};

/** The figures hold their data; a specification that asks for a file or an address is a mistake. */
const loader = {
  ...vega.loader(),
  load: () => Promise.reject(new Error('internal: a figure must not load anything')),
};

/** Widths of characters in units of the font size, generous enough for wide fonts as DejaVu, the same on every machine. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text)
    width += /[ilj.,:;'|!]/.test(character) ? 0.33 : /[mwMW%]/.test(character) ? 0.95 : 0.62;
  return width * fontSize;
}

interface TextMetrics {
  width: (item: {fontSize?: number}, text: string | number | null) => number;
}

interface StringRenderer {
  initialize(element: null, width: number, height: number, origin: number[], scale: number): StringRenderer;
  background(colour: string): StringRenderer;
  render(root: unknown): StringRenderer;
  svg(): string;
}

// The typings of vega leave out what it exports of its scenegraph.
const scenegraph = vega as unknown as {textMetrics: TextMetrics; SVGStringRenderer: new () => StringRenderer};

/** Runs with our own text widths, which do not depend on whether a canvas library happens to be installed. */
function withTextWidths<T>(work: () => T): T {
  const {textMetrics} = scenegraph;
  const previous = textMetrics.width;
  textMetrics.width = (item, text) => textWidth(String(text ?? ''), item.fontSize ?? 11);
  try {
    return work();
  } finally {
    textMetrics.width = previous;
  }
}

/** What tells a panel apart: its size in pixels, its title and its description in words. */
export type PanelFrame = Omit<Panel, 'svg'>;

type Warn = (message: string) => void;

const loggerOf = (onWarning: Warn) =>
  vega.logger(vega.Warn, undefined, (_, __, messages: readonly unknown[]) => onWarning(messages.join(' ')));

function render(spec: vega.Spec, frame: PanelFrame, onWarning: Warn): Panel {
  const {width, height} = frame;
  return withTextWidths(() => {
    const view = new vega.View(vega.parse(spec), {renderer: 'none', loader, logger: loggerOf(onWarning)}).run();
    const [left, top] = view.origin();
    const renderer = new scenegraph.SVGStringRenderer();
    renderer
      .initialize(null, width, height, [left + padding.left, top + padding.top], 1)
      .background('white')
      .render((view.scenegraph() as unknown as {root: unknown}).root);
    view.finalize();
    return {...frame, svg: accessible(renderer.svg(), frame)};
  });
}

const sized = ({width, height}: PanelFrame) => ({
  config,
  width,
  height,
  padding,
  autosize: {type: 'fit', contains: 'padding'},
});

/**
 * Draws a specification of Vega-Lite as SVG, without canvas, document, network or waiting.
 *
 * @param spec one view or layer with its data in it
 * @param frame size, title and description; the drawing has exactly this size
 * @param onWarning receives what Vega and Vega-Lite complain about; nobody by default
 */
export function drawPanel(spec: PanelSpec, frame: PanelFrame, onWarning: Warn = () => {}): Panel {
  const complete = {...sized(frame), ...spec} as unknown as TopLevelSpec;
  return withTextWidths(() => render(compile(complete, {logger: loggerOf(onWarning)}).spec, frame, onWarning));
}

/** Draws a specification of Vega itself in the same way, for marks that Vega-Lite does not have. */
export function drawVegaPanel(spec: PanelSpec, frame: PanelFrame, onWarning: Warn = () => {}): Panel {
  return render({...sized(frame), ...spec} as unknown as vega.Spec, frame, onWarning);
}

/** Rounds the coordinates of paths to hundredths of a pixel, which nobody sees and which halves the file. */
function shorten(svg: string): string {
  return svg.replace(/ d="[^"]*"/g, (path) =>
    path.replace(/\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2)))),
  );
}

/** One picture with a name and a description instead of hundreds of shapes. */
function accessible(svg: string, {title, description}: PanelFrame): string {
  const label = escapeHtml(`${title}. ${description}`);
  return (
    shorten(svg)
      .replace(' xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"', '')
      // Vega gives the groups of its own specifications roles that nothing names.
      .replaceAll(/ (?:role="graphics-[a-z-]+"|aria-roledescription="[^"]*")/g, '')
      .replace('<svg ', `<svg role="img" aria-label="${label}" `)
  );
}
