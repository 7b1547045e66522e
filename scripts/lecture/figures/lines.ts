import {drawPanel, type PanelFrame} from '../../report/figures/draw.ts';
import {extent} from '../../report/figures/scale.ts';
import type {LegendEntry, Panel} from '../../report/types.ts';
import {equalFrame, pictureOf} from './equal-scale.ts';
import type {LinesPlan} from './plan.ts';
import {axisTicks} from './ticks.ts';

/** What lies on a scale: finite, and positive where it is logarithmic. */
const fits = (value: number, isLog = false): boolean => Number.isFinite(value) && (!isLog || value > 0);

/** The ends of an axis, with a little room for the points that lie there. */
function domainOf(values: readonly number[], isLog = false): [number, number] {
  const [low, high] = extent(values.filter((value) => fits(value, isLog)));
  const room = isLog ? (high / low) ** 0.03 : (high - low || 1) * 0.03;
  return isLog ? [low / room, high * room] : [low - room, high + room];
}

function axis(title: string, values: readonly number[], isLog = false, domain?: readonly [number, number]) {
  const ends = domain ?? domainOf(values, isLog);
  // What is a whole number at every point counts something.
  const isWhole = values.every((value) => !fits(value, isLog) || Number.isInteger(value));
  return {
    type: 'quantitative',
    scale: {
      type: isLog ? 'log' : 'linear',
      domain: ends,
      nice: false,
      zero: false,
      clamp: domain !== undefined,
    },
    axis: {title, labelOverlap: true, ...axisTicks(ends, {isLog, isWhole})},
  };
}

/** Lines and points; what is not finite leaves a gap. */
export function linesPanel(
  {series, xTitle, yTitle, xLog, yLog, xDomain, yDomain, isMap = false}: LinesPlan,
  legend: readonly LegendEntry[],
  frame: PanelFrame,
): Panel {
  const all = (key: 'x' | 'y') => series.flatMap((each) => each[key]);
  const x = {field: 'x', ...axis(xTitle, all('x'), xLog, xDomain)};
  const y = {field: 'y', ...axis(yTitle, all('y'), yLog, yDomain)};
  const layers = series.flatMap(({label, as = 'line', ...points}) => {
    const {colour, shape} = legend.find((entry) => entry.label === label)!;
    const values: {x: number | null; y: number | null; i: number}[] = points.x.map((value, i) => {
      const isDrawn = fits(value, xLog) && fits(points.y[i]!, yLog);
      return {x: isDrawn ? value : null, y: isDrawn ? points.y[i]! : null, i};
    });
    const line = {
      data: {values},
      mark: {type: 'line', color: colour, strokeWidth: 2, clip: true, ...(as === 'dashed' && {strokeDash: [5, 3]})},
      encoding: {x, y, order: {field: 'i'}},
    };
    const dots = {
      data: {values: values.filter((value) => value.x !== null)},
      mark: {type: 'point', filled: true, size: 36, opacity: 1, color: colour, shape: shape ?? 'circle', clip: true},
      encoding: {x, y},
    };
    return [...(as === 'points' ? [] : [line]), ...(as === 'points' || as === 'line and points' ? [dots] : [])];
  });
  if (!isMap) return drawPanel({layer: layers}, frame);
  const equal = equalFrame({x: xDomain!, y: yDomain!}, frame);
  return drawPanel({...pictureOf(equal), layer: layers}, equal);
}
