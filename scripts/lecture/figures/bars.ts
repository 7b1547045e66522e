import {drawPanel, type PanelFrame} from '../../report/figures/draw.ts';
import type {LegendEntry, Panel} from '../../report/types.ts';
import {extent} from '../../report/figures/scale.ts';
import type {BarsPlan} from './plan.ts';
import {axisTicks} from './ticks.ts';

/** From 0, with a little room beyond the longest bars. */
function endsOf(low: number, high: number): readonly [number, number] {
  const [least, greatest] = [Math.min(0, low), Math.max(0, high)];
  const room = (greatest - least || 1) * 0.04;
  return [least < 0 ? least - room : 0, greatest > 0 || least === 0 ? greatest + room : 0];
}

/** Bars side by side for each name; on a logarithmic axis from its least value. */
export function barsPanel(
  {names, series, xTitle, yTitle, yLog = false}: BarsPlan,
  legend: readonly LegendEntry[],
  frame: PanelFrame,
): Panel {
  const values = series.flatMap(({label, values: all}) =>
    names.flatMap((name, i) => {
      const value = all[i]!;
      return Number.isFinite(value) && (!yLog || value > 0) ? [{name, label, value}] : [];
    }),
  );
  const [low, high] = extent(values.map(({value}) => value));
  const ends = yLog ? ([low / 2, high * 1.1] as const) : endsOf(low, high);
  const isWhole = values.every(({value}) => Number.isInteger(value));
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
          scale: {type: yLog ? 'log' : 'linear', domain: ends, nice: false},
          axis: {title: yTitle, labelOverlap: true, ...axisTicks(ends, {isLog: yLog, isWhole})},
        },
        ...(yLog && {y2: {datum: ends[0]}}),
        color: {field: 'label', type: 'nominal', scale: {domain: labels, range: colours}, legend: null},
      },
    },
    frame,
  );
}
