import type {LegendEntry} from '../types.ts';
import type {LineSeries} from './line-panel.ts';
import {paleInk} from './palette.ts';

/**
 * The entries of a legend that say what solid, dashed, bands and crosses mean, each only where it is seen.
 *
 * @param series what the panels of a figure show, each with its name
 */
export function keyOf(series: readonly (LineSeries & {readonly name: string})[]): LegendEntry[] {
  const curves = series.flatMap((one) => one.curves);
  const entry = (label: string, shape: string | null, line: LegendEntry['line']): LegendEntry => ({
    label,
    colour: paleInk,
    shape,
    line,
  });
  const lines =
    new Set(series.map(({line}) => line)).size > 1
      ? series.map(({name, line}) => entry(name.toLowerCase(), null, line))
      : [];
  const banded = curves.some(({points}) => points.some(({low, high}) => high > low));
  const diverged = curves.some(({end}) => end !== null);
  return [
    ...lines,
    ...(banded ? [entry('band: lowest to highest, line: mean', null, 'band')] : []),
    ...(diverged ? [entry('diverged', 'x', 'none')] : []),
  ];
}
