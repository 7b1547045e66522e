import type {CurvatureRecord, DensityRecord, EigenvalueRecord, OfMatrices} from '../curvature/record.ts';
import type {Figure, LegendEntry, Panel} from '../types.ts';
import {drawPanel, type PanelFrame, type PanelSpec} from './draw.ts';
import {half} from './sizes.ts';

const colours = {hessian: '#0072B2', gaussNewton: '#D55E00'} as const;
type Matrix = keyof typeof colours;
const matrices = Object.keys(colours) as Matrix[];

/** Decades of density that are shown below the greatest: less is the tail of the kernel and no mass. */
const decades = 6;

interface Line {
  readonly matrix: Matrix;
  readonly dash: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A line layer; where the density is below the floor, there is nothing, not a line along the floor. */
function lineLayers(lines: readonly Line[], domain: readonly [number, number], x: PanelSpec): PanelSpec[] {
  return lines.map(({matrix, dash, x: xs, y: ys}) => ({
    data: {values: xs.map((value, i) => ({x: value, y: ys[i]! >= domain[0] ? ys[i]! : null}))},
    mark: {
      type: 'line',
      color: colours[matrix],
      strokeWidth: 1.5,
      strokeDash: dash,
      invalid: 'break-paths-show-domains',
    },
    encoding: {
      x,
      y: {
        field: 'y',
        type: 'quantitative',
        scale: {type: 'log', domain, nice: false},
        axis: {title: 'Density (log scale)', tickCount: decades, labelExpr: "format(datum.value, '~g')", minExtent: 34},
      },
    },
  }));
}

/** Ticks at eigenvalues that were found one by one, with a bar of their residuals. */
function tickLayers(matrix: Matrix, {values, residuals}: EigenvalueRecord, y: number, x: PanelSpec): PanelSpec[] {
  const points = values.map((value, i) => ({x: value, low: value - residuals[i]!, high: value + residuals[i]!, y}));
  const encoding = {y: {field: 'y', type: 'quantitative'}};
  const color = colours[matrix];
  return [
    {
      data: {values: points},
      mark: {type: 'point', shape: 'stroke', angle: 90, size: 90, color, strokeWidth: 1.2, opacity: 1},
      encoding: {...encoding, x},
    },
    {
      data: {values: points},
      mark: {type: 'rule', color, strokeWidth: 2},
      encoding: {...encoding, x: {...x, field: 'low'}, x2: {field: 'high'}},
    },
  ];
}

function panel(
  lines: readonly Line[],
  ticks: (y: number, x: PanelSpec) => PanelSpec[],
  axis: {title: string; labelExpr?: string},
  frame: PanelFrame,
): Panel {
  const most = lines.reduce((greatest, {y}) => y.reduce((a, b) => Math.max(a, b), greatest), 0);
  const domain = [most * 10 ** -decades, most * 2] as const;
  const x = {field: 'x', type: 'quantitative', scale: {zero: false, nice: false}, axis: {...axis, tickCount: 8}};
  return drawPanel({layer: [...lineLayers(lines, domain, x), ...ticks(domain[0] * 3, x)]}, frame);
}

const each = (density: OfMatrices<DensityRecord>, of: (record: DensityRecord, matrix: Matrix) => Line[]): Line[] =>
  matrices.flatMap((matrix) => (density[matrix] ? of(density[matrix], matrix) : []));

function panels({label, density, top}: CurvatureRecord): Panel[] {
  if (!density) return [];
  const linear = each(density, ({linear: {x, density: y}}, matrix) => [
    {matrix, dash: matrix === 'hessian' ? [] : [5, 3], x, y},
  ]);
  const logarithmic = each(density, ({logarithmic: {x, positive, negative}}, matrix) =>
    matrix === 'hessian'
      ? [
          {matrix, dash: [], x, y: positive},
          {matrix, dash: [1, 2], x, y: negative},
        ]
      : [{matrix, dash: [5, 3], x, y: positive}],
  );
  const ticks = (y: number, x: PanelSpec): PanelSpec[] =>
    matrices.flatMap((matrix) =>
      top?.[matrix] ? tickLayers(matrix, top[matrix], matrix === 'hessian' ? y : y / 2, x) : [],
    );
  const {
    draws,
    steps,
    linear: {sigma},
  } = density.hessian;
  const settings = `${draws} draws of ${steps} steps, kernel ${sigma.toPrecision(2)}`;
  return [
    panel(
      linear,
      ticks,
      {title: 'Eigenvalue'},
      {
        ...half,
        title: label,
        description: `Density of the eigenvalues of Hessian and Gauss-Newton matrix, ${settings}.`,
      },
    ),
    panel(
      logarithmic,
      () => [],
      {title: 'Magnitude of the eigenvalue', labelExpr: "'1e' + format(datum.value, '~g')"},
      {
        ...half,
        title: `${label}, by magnitude`,
        description: 'The same over the logarithm of the magnitude, which shows what is near zero.',
      },
    ),
  ];
}

const entry = (label: string, matrix: Matrix, line: LegendEntry['line']): LegendEntry => ({
  label,
  colour: colours[matrix],
  shape: null,
  line,
});

/**
 * The density of the spectrum of the Hessian with that of the Gauss-Newton matrix, at the last moment that was probed of each label.
 *
 * @returns null where no density was probed
 */
export function spectrumFigure(records: readonly CurvatureRecord[]): Figure | null {
  const last = new Map(records.filter(({density}) => density).map((record) => [record.label, record]));
  if (last.size === 0) return null;
  const [{density, examples}] = [...last.values()] as [CurvatureRecord];
  const {draws, steps} = density!.hessian;
  return {
    name: 'spectrum',
    title: 'Spectrum of the Hessian',
    explanation:
      'Most eigenvalues lie in a bulk at zero; a few large ones stand apart (ticks, with bars for their residuals where these are wide enough to be seen). ' +
      'What the Gauss-Newton matrix has too comes from the loss of the outputs; what only the Hessian has, its negative side first, comes from the curvature of the network. ' +
      `Loss: mean over ${examples} examples. Stochastic Lanczos quadrature, ${draws} draws of ${steps} steps.`,
    panels: [...last.values()].flatMap(panels),
    legend: [
      entry('Hessian (negative side dotted)', 'hessian', 'solid'),
      ...([...last.values()].some((record) => record.density?.gaussNewton)
        ? [entry('Gauss-Newton', 'gaussNewton', 'dashed')]
        : []),
    ],
  };
}
