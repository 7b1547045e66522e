import {legendOf, paleInk} from '../figures/palette.ts';
import {scaleFor} from '../figures/scale.ts';
import {half} from '../figures/sizes.ts';
import type {Figure, LegendEntry, Panel} from '../types.ts';
import {pathPanel} from './path-panel.ts';
import type {DrawnPath} from './drawn-path.ts';

/** Paths that are drawn in one pair of panels. */
export interface PathsFigureOptions {
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  /** Labels in the order of their colours, shared by all figures of a page. */
  readonly labels: readonly string[];
  readonly ends: readonly {readonly alpha: number; readonly name: string}[];
  /** What the two lines mean. */
  readonly lines: {readonly solid: string; readonly dashed: string};
  /** Pairs of panels, the loss left, the accuracy right. */
  readonly rows: readonly {
    readonly title: string;
    readonly loss: readonly DrawnPath[];
    readonly accuracy: readonly DrawnPath[];
  }[];
}

const valuesOf = (paths: readonly DrawnPath[]): number[] =>
  paths.flatMap(({points}) => points.flatMap(({value}) => (value !== null && Number.isFinite(value) ? [value] : [])));

const key = (label: string, line: LegendEntry['line']): LegendEntry => ({label, colour: paleInk, shape: null, line});

/**
 * Loss and accuracy along paths: the loss left, the accuracy right, the same scale in all rows.
 *
 * @param options what is drawn
 * @returns null where no value is finite
 */
export function pathsFigure(options: PathsFigureOptions): Figure | null {
  const {name, title, explanation, labels, ends, lines, rows} = options;
  const all = rows.flatMap(({loss, accuracy}) => [...loss, ...accuracy]);
  const lossScale = scaleFor(rows.flatMap(({loss}) => valuesOf(loss)));
  const accuracies = rows.flatMap(({accuracy}) => valuesOf(accuracy));
  if (lossScale === null) return null;
  const legend = legendOf(labels).map((entry) => ({...entry, shape: null}));
  const panels = rows.flatMap((row): Panel[] => {
    const description = `${row.title} of ${labels.join(', ')}.`;
    const frame = (what: string) => ({...half, title: `${row.title}: ${what}`, description});
    const yTitle = `Mean loss per example${lossScale.type === 'log' ? ' (log scale)' : ''}`;
    const left = pathPanel({paths: row.loss, legend, scale: lossScale, yTitle, ends}, frame('loss'));
    if (accuracies.length === 0) return [left];
    const scale = {type: 'linear' as const, domain: [0, 1] as const};
    const tickLabel = "format(100 * datum.value, '~g') + ' %'";
    const right = pathPanel(
      {paths: row.accuracy, legend, scale, yTitle: 'Right answers', ends, tickLabel},
      frame('accuracy'),
    );
    return [left, right];
  });
  const isBanded = new Set(all.map(({label, line}) => `${label} ${line}`)).size < rows.flatMap(({loss}) => loss).length;
  const used = new Set(all.map(({line}) => line));
  return {
    name,
    title,
    explanation,
    panels,
    legend: [
      ...legend,
      ...(used.has('solid') && used.has('dashed') ? [key(lines.solid, 'solid'), key(lines.dashed, 'dashed')] : []),
      ...(isBanded ? [key('band: from the lowest to the highest path', 'band')] : []),
    ],
  };
}
