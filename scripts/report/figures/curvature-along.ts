import type {CurvatureRecord} from '../curvature/record.ts';
import type {Figure, Panel} from '../types.ts';
import type {Curve} from './curves.ts';
import {linePanel, type LineSeries} from './line-panel.ts';
import {legendOf, paleInk} from './palette.ts';
import {extent, scaleFor} from './scale.ts';
import {columnsFor, half, third} from './sizes.ts';

type Pick = (record: CurvatureRecord) => number | null | undefined;

/** One line a label: the mean over its seeds with their extremes. */
function curves(records: readonly CurvatureRecord[], pick: Pick): Curve[] {
  const labels = [...new Set(records.map(({label}) => label))];
  return labels.flatMap((label) => {
    const byEpoch = new Map<number, number[]>();
    for (const record of records) {
      const value = pick(record);
      if (record.label !== label || record.epoch === null || value === null || value === undefined) continue;
      if (Number.isFinite(value)) byEpoch.set(record.epoch, [...(byEpoch.get(record.epoch) ?? []), value]);
    }
    const points = [...byEpoch]
      .sort(([a], [b]) => a - b)
      .map(([x, of]) => {
        const [low, high] = extent(of);
        return {x, mean: of.reduce((sum, value) => sum + value, 0) / of.length, low, high};
      });
    return points.length === 0 ? [] : [{label, points, diverged: false, end: null}];
  });
}

/**
 * Largest eigenvalue, trace and curvature along the gradient in the course of the training, with the edge of stability where it is known.
 *
 * @returns null where fewer than two moments were probed
 */
export function curvatureAlongFigure(records: readonly CurvatureRecord[]): Figure | null {
  const epochs = records.flatMap(({epoch}) => epoch ?? []);
  if (new Set(epochs).size < 2) return null;
  const has = (pick: Pick): number => (records.some((record) => typeof pick(record) === 'number') ? 1 : 0);
  const count =
    has(({top}) => top?.hessian.values[0]) + has(({trace}) => trace?.value) + has(({taylor}) => taylor?.curvature);
  const size = columnsFor(count) === 3 ? third : half;
  const legend = legendOf([...new Set(records.map(({label}) => label))]);
  const panel = (title: string, description: string, yTitle: string, series: LineSeries[]): Panel[] => {
    const all = series.flatMap((one) => one.curves);
    const scale = scaleFor(all.flatMap(({points}) => points.flatMap(({low, high}) => [low, high])));
    if (scale === null) return [];
    const suffix = scale.type === 'log' && size === half ? ' (log scale)' : '';
    return [
      linePanel(
        {series, legend, scale, xDomain: extent(epochs), xTitle: 'Epoch', yTitle: `${yTitle}${suffix}`},
        {...size, title, description},
      ),
    ];
  };
  const edge = curves(records, ({top, edge}) => (top && edge ? edge.eigenvalue : null));
  const formulas = [...new Set(records.flatMap(({top, edge}) => (top && edge ? edge.formula : [])))];
  const largest = curves(records, ({top}) => top?.hessian.values[0]);
  return {
    name: 'curvature',
    title: 'Curvature along the training',
    explanation:
      formulas.length === 0
        ? 'The edge of stability is not drawn: that of rules that scale the gradient is one of the preconditioned Hessian, which is not measured.'
        : `The optimizer is stable along a direction while the eigenvalue there is below its edge, ${formulas.join(' or ')} (dashed). At large batches ` +
          'the largest eigenvalue rises until it gets there and stays, which is called the edge of stability; rules that scale the gradient have none of the Hessian alone.',
    panels: [
      ...panel(
        'Largest eigenvalue',
        `Largest eigenvalue of the Hessian${edge.length > 0 ? ' and the edge of stability' : ''}.`,
        'Eigenvalue',
        [
          {curves: largest, line: 'solid'},
          {curves: edge, line: 'dashed'},
        ],
      ),
      ...panel('Trace', 'Trace of the Hessian.', 'Trace', [
        {curves: curves(records, ({trace}) => trace?.value), line: 'solid'},
      ]),
      ...panel('Along the gradient', 'Curvature along the gradient.', 'g\u2032Hg / g\u2032g', [
        {curves: curves(records, ({taylor}) => taylor?.curvature), line: 'solid'},
      ]),
    ],
    legend: [
      ...legend,
      ...(edge.length > 0
        ? [
            {
              label: formulas.length === 1 ? formulas[0]! : 'edge of stability',
              colour: paleInk,
              shape: null,
              line: 'dashed' as const,
            },
          ]
        : []),
    ],
  };
}
