import {drawPanel, type PanelFrame, type PanelSpec} from '../figures/draw.ts';
import {clampTo, extent, type Scale} from '../figures/scale.ts';
import type {LegendEntry, Panel} from '../types.ts';
import type {DrawnPath} from './drawn-path.ts';

export interface PathPanelOptions {
  readonly paths: readonly DrawnPath[];
  readonly legend: readonly LegendEntry[];
  readonly scale: Scale;
  readonly yTitle: string;
  /** Positions that are marked by a rule, with what is there. */
  readonly ends: readonly {readonly alpha: number; readonly name: string}[];
  /** Expression of Vega that writes a tick; Vega's own numbers by default. */
  readonly tickLabel?: string;
}

const isFinitePoint = (point: {value: number | null}): boolean => point.value !== null && Number.isFinite(point.value);

/** The least and the greatest value of the paths of a label and a line at each alpha, where there are several. */
function bands(paths: readonly DrawnPath[], place: (value: number) => number) {
  const groups = new Map<string, DrawnPath[]>();
  for (const path of paths) {
    const key = `${path.label} ${path.line}`;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups].flatMap(([key, of]) => {
    if (of.length < 2) return [];
    return of[0]!.points.flatMap(({alpha}, i) => {
      const values = of.flatMap(({points}) => (points[i] && isFinitePoint(points[i]) ? [points[i].value!] : []));
      if (values.length === 0) return [];
      const [low, high] = extent(values);
      return [{key, label: of[0]!.label, x: alpha, low: place(low), high: place(high)}];
    });
  });
}

/**
 * Draws values along paths: every path thin, the span of the seeds as a band, training solid, test dashed, the ends named.
 *
 * Values outside of the scale are drawn at its end; those that are not finite leave a gap.
 */
export function pathPanel(options: PathPanelOptions, frame: PanelFrame): Panel {
  const {paths, legend, scale, yTitle, ends, tickLabel} = options;
  const colours = new Map(legend.map(({label, colour}) => [label, colour]));
  const place = (value: number): number => clampTo(scale, value);
  const alphas = paths.flatMap(({points}) => points.map(({alpha}) => alpha));
  const xDomain = extent(alphas);
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: {domain: xDomain, nice: false, zero: false},
    axis: {title: 'Position a on the line', tickCount: 6},
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: {type: scale.type, domain: scale.domain, nice: false, zero: false},
    axis: {
      title: yTitle,
      minExtent: 34,
      labelExpr: tickLabel ?? "format(datum.value, '~g')",
      ...(scale.ticks === undefined ? {tickCount: 6} : {values: scale.ticks, labelOverlap: false}),
    },
  };
  const colour = {field: 'colour', type: 'nominal', scale: null};
  const lines = paths.flatMap((path, id) =>
    path.points.map((point) => ({
      id,
      x: point.alpha,
      y: isFinitePoint(point) ? place(point.value!) : null,
      colour: colours.get(path.label)!,
      line: path.line,
    })),
  );
  const layer = (values: readonly object[], mark: PanelSpec, encoding: PanelSpec): PanelSpec[] =>
    values.length === 0 ? [] : [{data: {values}, mark, encoding: {x, ...encoding}}];
  const area = bands(paths, place).map((row) => ({...row, colour: colours.get(row.label)!}));
  const seen = ends.filter(({alpha}) => alpha >= xDomain[0] && alpha <= xDomain[1]);
  const line = (name: 'solid' | 'dashed', dash: number[]): PanelSpec[] =>
    layer(
      lines.filter((row) => row.line === name),
      {type: 'line', strokeWidth: 1.1, opacity: 0.9, strokeDash: dash},
      {y, stroke: colour, detail: {field: 'id'}},
    );
  return drawPanel(
    {
      layer: [
        ...layer(
          area,
          {type: 'area', opacity: 0.14},
          {y: {...y, field: 'low'}, y2: {field: 'high'}, fill: colour, detail: {field: 'key'}},
        ),
        ...layer(
          seen.map(({alpha}) => ({x: alpha})),
          {type: 'rule', strokeDash: [2, 3], opacity: 0.7},
          {},
        ),
        ...line('solid', [1, 0]),
        ...line('dashed', [5, 3]),
        ...layer(
          seen.map(({alpha, name}) => ({x: alpha, name, right: alpha > (xDomain[0] + xDomain[1]) / 2})),
          {
            type: 'text',
            baseline: 'top',
            dy: 2,
            dx: {expr: 'datum.right ? -4 : 4'},
            align: {expr: "datum.right ? 'right' : 'left'"},
            fontSize: 11,
          },
          {y: {value: 0}, text: {field: 'name'}},
        ),
      ],
    },
    frame,
  );
}
