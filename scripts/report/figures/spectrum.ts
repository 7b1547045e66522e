import type {CurvatureRecord, DensityRecord, EigenvalueRecord, OfMatrices} from '../curvature/record.ts';
import type {Figure, LegendEntry, Panel} from '../types.ts';
import {formatPercent} from '../number-format.ts';
import {drawPanel, type PanelFrame, type PanelSpec} from './draw.ts';
import {half} from './sizes.ts';

const colours = {hessian: '#0072B2', gaussNewton: '#D55E00'} as const;
type Matrix = keyof typeof colours;
const matrices = Object.keys(colours) as Matrix[];

/** Decades of density that are shown below the greatest: less is the tail of the kernel and no mass. */
const decades = 6;

/** Least magnitude that products in float32 tell from zero, as a share of the greatest: the floor of the densities. */
const resolution = 1e-6;

/** Decades that are drawn beyond the floor and the greatest magnitude. */
const room = 0.25;

/** Magnitudes below this share of the greatest are the bulk at zero. */
const bulk = 0.01;

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

/** What of the axis of magnitudes is drawn: from the floor, at which all below it stands, to the greatest, with a little room. */
const magnitudesFrom = (floor: number): ((place: number) => boolean) => {
  const [low, high] = [Math.log10(floor), Math.log10(floor / resolution)];
  return (place) => place >= low - room && place <= high + room;
};

function panels({label, density, top}: CurvatureRecord): Panel[] {
  if (!density) return [];
  const linear = each(density, ({linear: {x, density: y}}, matrix) => [
    {matrix, dash: matrix === 'hessian' ? [] : [5, 3], x, y},
  ]);
  const logarithmic = each(density, ({logarithmic: {x: all, positive, negative, floor}}, matrix) => {
    const isSeen = magnitudesFrom(floor);
    const x = all.filter(isSeen);
    const seen = (values: readonly number[]): number[] => values.filter((_, i) => isSeen(all[i]!));
    return matrix === 'hessian'
      ? [
          {matrix, dash: [], x, y: seen(positive)},
          {matrix, dash: [1, 2], x, y: seen(negative)},
        ]
      : [{matrix, dash: [5, 3], x, y: seen(positive)}];
  });
  const ticks = (y: number, x: PanelSpec): PanelSpec[] =>
    matrices.flatMap((matrix) =>
      top?.[matrix] ? tickLayers(matrix, top[matrix], matrix === 'hessian' ? y : y / 2, x) : [],
    );
  const settings = `${settingsOf(density.hessian)}, kernel ${density.hessian.linear.sigma.toPrecision(2)}`;
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

const settingsOf = ({draws, steps, isExact}: DensityRecord): string =>
  isExact ? `all ${steps} eigenvalues, each a peak` : `${draws} draws of ${steps} steps`;

/** Share of the eigenvalues whose magnitude is less than that of the bulk. */
function bulkShare({logarithmic: {x, positive, negative, floor}}: DensityRecord): number {
  const limit = Math.log10((floor / resolution) * bulk);
  const all = x.map((place, i) => ({place, density: positive[i]! + negative[i]!}));
  const mass = (points: typeof all): number => points.reduce((sum, {density}) => sum + density, 0);
  return mass(all.filter(({place}) => place < limit)) / mass(all);
}

/** What the densities show, in words. */
function reading(records: readonly CurvatureRecord[]): string {
  const densities = records.map(({density}) => density!);
  const hessians = densities.map(({hessian}) => hessian);
  const ticks = records.some(({top}) => top)
    ? ' (ticks, with bars for their residuals where these are wide enough to be seen)'
    : '';
  const found = ticks === '' ? '' : `The largest eigenvalues were also found one by one${ticks}. `;
  const large = hessians.every((hessian) => bulkShare(hessian) > 0.5)
    ? `Most eigenvalues lie in a bulk at zero, within ${formatPercent(bulk, 0)} of the largest; a few large ones stand apart${ticks}. `
    : found;
  const negative = hessians.some(({negativeMass}) => negativeMass.high > 0) ? ', its negative side first,' : '';
  return densities.some(({gaussNewton}) => gaussNewton)
    ? `${large}What the Gauss-Newton matrix has too comes from the loss of the outputs; what only the Hessian has${negative} comes from the curvature of the network. `
    : large;
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
  const shown = [...last.values()];
  const densities = shown.map(({density}) => density!);
  const [{examples}] = shown as [CurvatureRecord];
  const settings = [...new Set(densities.map(({hessian}) => settingsOf(hessian)))].join('; ');
  return {
    name: 'spectrum',
    title: 'Spectrum of the Hessian',
    explanation:
      `${reading(shown)}Loss: mean over ${examples} examples. ` +
      `${densities.every(({hessian}) => hessian.isExact) ? 'Lanczos to the full size' : 'Stochastic Lanczos quadrature'}, ${settings}.`,
    panels: shown.flatMap(panels),
    legend: [
      entry('Hessian (negative side dotted)', 'hessian', 'solid'),
      ...(densities.some(({gaussNewton}) => gaussNewton) ? [entry('Gauss-Newton', 'gaussNewton', 'dashed')] : []),
    ],
  };
}
