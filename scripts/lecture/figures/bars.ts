import {drawPanel, type PanelFrame} from '../../report/figures/draw.ts';
import type {LegendEntry, Panel} from '../../report/types.ts';
import {logLabels} from './lines.ts';
import type {BarsPlan} from './plan.ts';

/** Bars side by side for each name; on a logarithmic axis from its least value. */
export function barsPanel(
  {names, series, xTitle, yTitle, yLog}: BarsPlan,
  legend: readonly LegendEntry[],
  frame: PanelFrame,
): Panel {
  const values = series.flatMap(({label, values: all}) =>
    names.flatMap((name, i) => {
      const value = all[i]!;
      return Number.isFinite(value) && (!yLog || value > 0) ? [{name, label, value}] : [];
    }),
  );
  const least = Math.min(...values.map(({value}) => value));
  const labels = series.map(({label}) => label);
  const colours = labels.map((label) => legend.find((entry) => entry.label === label)!.colour);
  const steep = names.some((name) => name.length > 6) && names.length > 5;
  return drawPanel(
    {
      data: {values},
      mark: {type: 'bar', clip: true},
      encoding: {
        x: {
          field: 'name',
          type: 'nominal',
          sort: [...names],
          axis: {title: xTitle, labelAngle: steep ? -40 : 0, ...(steep && {labelAlign: 'right'})},
        },
        xOffset: {field: 'label', type: 'nominal', sort: labels},
        y: {
          field: 'value',
          type: 'quantitative',
          scale: yLog ? {type: 'log', domainMin: least / 2} : {},
          axis: {title: yTitle, tickCount: 6, ...(yLog && {labelExpr: logLabels, labelOverlap: true})},
        },
        ...(yLog && {y2: {datum: least / 2}}),
        color: {field: 'label', type: 'nominal', scale: {domain: labels, range: colours}, legend: null},
      },
    },
    frame,
  );
}
