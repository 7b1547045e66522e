import type {LegendEntry, Panel} from '../types.ts';
import type {Curve} from './curves.ts';
import {drawPanel, type PanelFrame, type PanelSpec} from './draw.ts';
import {clampTo, type Scale} from './scale.ts';

/** Curves that share a way of being drawn. */
export interface LineSeries {
  readonly curves: readonly Curve[];
  readonly line: 'solid' | 'dashed';
}

/** Axes and content of a panel of lines. */
export interface LinePanelOptions {
  readonly series: readonly LineSeries[];
  readonly legend: readonly LegendEntry[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xDomain: readonly [number, number];
  /** The scale of what is no number of epochs or updates. */
  readonly xScale?: Scale;
  /** Whether the horizontal axis has ticks between whole numbers, as seconds need. */
  readonly hasFractions?: boolean;
  readonly scale: Scale;
  /** Expression of Vega that writes a tick; Vega's own numbers by default. */
  readonly tickLabel?: string;
  /** Turns the vertical axis over, for values of which less is drawn higher. */
  readonly reverse?: boolean;
}

const dash = [5, 3];
const cross = 'M-1,-1L1,1M-1,1L1,-1';

/** Most markers along one line. */
const markers = 8;

/** Every so many points one marker; the labels take turns, so that lines lying on each other show all of theirs. */
function marked(index: number, length: number, turn: number): boolean {
  const stride = Math.ceil(length / markers);
  return index % stride === turn % stride;
}

function rows(options: LinePanelOptions, {curves}: LineSeries) {
  const order = new Map(options.legend.map((entry, index) => [entry.label, index]));
  return curves.map((curve, id) => {
    const turn = order.get(curve.label)!;
    const {colour, shape} = options.legend[turn]!;
    const place = (value: number) => clampTo(options.scale, Number.isNaN(value) ? Infinity : value);
    const points = curve.points.map(({x, mean, low, high}, index) => ({
      id,
      x,
      colour,
      shape,
      y: place(mean),
      low: place(low),
      high: place(high),
      marked: marked(index, curve.points.length, turn),
    }));
    const end = curve.end === null ? [] : [{id, x: curve.end.x, y: place(curve.end.value), colour, shape}];
    return {curve, points, end, banded: curve.points.some(({low, high}) => high > low)};
  });
}

function layers(options: LinePanelOptions, series: LineSeries, x: PanelSpec, y: PanelSpec): PanelSpec[] {
  const drawn = rows(options, series);
  const colour = {field: 'colour', type: 'nominal', scale: null};
  const shape = {field: 'shape', type: 'nominal', scale: null};
  const finished = drawn.filter(({curve}) => !curve.diverged);
  const diverged = drawn.filter(({curve}) => curve.diverged);
  const strokeDash = series.line === 'dashed' ? {strokeDash: dash} : {};
  const layer = (values: readonly object[], mark: PanelSpec, encoding: PanelSpec): PanelSpec[] =>
    values.length === 0 ? [] : [{data: {values}, mark: {clip: false, ...mark}, encoding: {x, y, ...encoding}}];
  const low = {...y, field: 'low'};
  const bands = finished.filter(({banded}) => banded).flatMap(({points}) => points);
  const line = (of: typeof drawn, mark: PanelSpec) =>
    layer(
      of.flatMap(({points, end}) => [...points, ...end]),
      {type: 'line', ...strokeDash, ...mark},
      {stroke: colour, detail: {field: 'id'}},
    );
  return [
    ...layer(bands, {type: 'area', opacity: 0.16}, {y: low, y2: {field: 'high'}, fill: colour, detail: {field: 'id'}}),
    ...line(diverged, {strokeWidth: 1, opacity: 0.8}),
    ...line(finished, {strokeWidth: 1.75}),
    ...layer(
      drawn.flatMap(({points}) => points.filter((point) => point.marked)),
      {type: 'point', filled: true, size: 34, opacity: 1},
      {fill: colour, shape},
    ),
    ...layer(
      drawn.flatMap(({end}) => end),
      {type: 'point', filled: false, shape: cross, size: 60, strokeWidth: 2.5, opacity: 1},
      {stroke: colour},
    ),
  ];
}

/**
 * Draws lines over a number of epochs or updates, or over a rate, with their bands, markers and the crosses of what diverged.
 *
 * Values outside the scale are drawn at its end, NaN at its upper end.
 */
export function linePanel(options: LinePanelOptions, frame: PanelFrame): Panel {
  const {scale, xDomain, xScale, hasFractions = false, xTitle, yTitle, tickLabel, reverse = false} = options;
  const labelExpr = tickLabel ?? (scale.type === 'log' ? "format(datum.value, '~g')" : undefined);
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: {type: xScale?.type ?? 'linear', domain: xScale?.domain ?? xDomain, nice: false, zero: false},
    axis: {
      title: xTitle,
      ...(xScale?.ticks === undefined
        ? hasFractions
          ? {tickCount: 5, format: ',~r'}
          : {tickMinStep: 1, tickCount: 8, format: ',d'}
        : {values: xScale.ticks, labelExpr: "format(datum.value, '~g')"}),
    },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: {type: scale.type, domain: scale.domain, nice: false, zero: false, reverse},
    axis: {
      title: yTitle,
      minExtent: 34,
      ...(labelExpr === undefined ? {} : {labelExpr}),
      ...(scale.ticks === undefined ? {tickCount: 6} : {values: scale.ticks, labelOverlap: false}),
    },
  };
  return drawPanel({layer: options.series.flatMap((series) => layers(options, series, x, y))}, frame);
}
