import type {Measurement, Surface} from '../../lib/landscape/index.ts';
import {scaleFor} from '../report/figures/scale.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {markup, type Markup} from '../report/html.ts';
import {formatLoss, formatNumber, formatPercent} from '../report/number-format.ts';
import {contourFigure} from '../report/surfaces/contour-figure.ts';
import {interactiveSurface} from '../report/surfaces/interactive.ts';
import {writeStudyPage} from '../report/surfaces/study-page.ts';
import {wideTable} from '../report/wide-table.ts';
import {cell, writeCsv} from '../run/csv.ts';
import type {PlaneFile} from './surface-files.ts';
import type {PlaneKind} from './surface-options.ts';

const measures = ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const;

const titles: Readonly<Record<PlaneKind, string>> = {
  random: 'Two random directions, normalised filter by filter',
  pca: 'The two main directions of the training',
  'three-points': 'The plane through three solutions',
  eigenvectors: 'Along two eigenvectors of the Hessian',
};

const explanations: Readonly<Record<PlaneKind, string>> = {
  random:
    'Two random directions through the trained weights. One unit along an axis changes every filter by as much as it is large. ' +
    'Two directions of many thousands: a valley here does not show that there is no ridge elsewhere.',
  pca:
    'The plane in which the checkpoints of the training vary most. The checkpoints lie off the plane by the distances in the ' +
    'table: their own loss is not that of the surface under them.',
  'three-points':
    'Three trained networks and all weights between them. Where a ridge parts them they lie in different valleys, which may be one and the same ' +
    'but for the order of their units.',
  eigenvectors:
    'The directions in which the loss is curved most at the trained weights: the narrowest cut through the valley.',
};

const axisTitles = (kind: PlaneKind, {explainedVariance, eigenvalues}: PlaneFile): [string, string] => {
  const [first, second] = ['First', 'Second'].map((word, k) => {
    const share = explainedVariance?.[k];
    if (share !== undefined) return `${word} main direction (${formatPercent(share, 1)} of the variance)`;
    const value = eigenvalues?.[k];
    if (value !== undefined) return `${word} eigenvector (eigenvalue ${formatNumber(value)})`;
    return kind === 'three-points' ? `${word} axis, in units of the distance of the first two` : `${word} direction`;
  });
  return [first!, second!];
};

/** Cosines beyond this are told where the directions are drawn at right angles. */
const oblique = 0.2;

/** What a figure with axes at right angles leaves out. */
export const obliqueWords = (cosine: number): string =>
  Math.abs(cosine) > oblique
    ? ` The two directions are drawn at right angles, but their cosine is ${formatNumber(cosine)}: lengths and angles in the figure are not those of weight space.`
    : '';

function pointTable(points: PlaneFile['points']): Markup {
  const rows = points.map(
    ({name, x, y, distance, trueLoss, surfaceLoss}) =>
      markup`<tr>
        <th scope="row" class="left">${name}</th>
        <td>${formatNumber(x)}</td>
        <td>${formatNumber(y)}</td>
        <td>${formatNumber(distance)}</td>
        <td>${formatLoss(trueLoss)}</td>
        <td>${formatLoss(surfaceLoss)}</td>
      </tr> `,
  );
  const numbers = ['x', 'y', 'distance from the plane', 'its own loss', 'loss of the surface there'];
  return wideTable('Points', [{title: 'point', align: 'left'}, ...numbers.map((title) => ({title}))], rows);
}

/** What was found, in words. */
export function surfaceVerdict(
  {x, y, loss}: Surface,
  {points, cosine, explainedVariance, eigenvalues, batchNorm}: PlaneFile,
): string {
  let [i, j] = [0, 0];
  for (const [row, values] of loss.entries()) {
    for (const [column, value] of values.entries()) if (!(value >= loss[j]![i]!)) [i, j] = [column, row];
  }
  const off = Math.max(...points.map(({trueLoss, surfaceLoss}) => Math.abs(trueLoss - surfaceLoss)));
  return [
    `least loss of the grid ${formatLoss(loss[j]![i]!)} at (${formatNumber(x[i]!)}, ${formatNumber(y[j]!)})`,
    ...(explainedVariance
      ? [`explained variance ${explainedVariance.map((share) => formatPercent(share, 1)).join(' and ')}`]
      : []),
    ...(eigenvalues ? [`eigenvalues ${eigenvalues.map((value) => formatNumber(value)).join(' and ')}`] : []),
    `cosine of the directions ${formatNumber(cosine)}`,
    ...(batchNorm === null ? [] : [`batch normalisation: ${batchNorm}`]),
    ...(points.length > 1 ? [`checkpoints differ from the surface by up to ${formatNumber(off)} in loss`] : []),
  ].join('; ');
}

/** The document of `--json`. */
export function surfaceDocument(out: string, kind: PlaneKind, surface: Surface, plane: PlaneFile): object {
  const finite = (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) ? value : null;
  const {x, y, measurements} = surface;
  const grid = (name: string) => measurements.map((row) => row.map((point) => finite(point[name])));
  const {cosine, explainedVariance, eigenvalues, points} = plane;
  return {
    out,
    plane: kind,
    x,
    y,
    ...Object.fromEntries(measures.map((name) => [name, grid(name)])),
    cosine,
    explainedVariance,
    eigenvalues,
    points,
  };
}

/** Writes csv, summary, figure and page; gives their paths. */
export function writeSurface(
  folder: RunFolder,
  surface: Surface,
  {
    kind,
    plane,
    isInteractive,
    command,
    header,
  }: {
    kind: PlaneKind;
    plane: PlaneFile;
    isInteractive: boolean;
    command: string;
    header: Readonly<Record<string, string>>;
  },
): Readonly<Record<string, string>> {
  const {x, y, loss, measurements} = surface;
  const rows = y.flatMap((v, j) =>
    x.map((u, i) => {
      const point: Measurement = measurements[j]![i]!;
      return [cell(u), cell(v), ...measures.map((name) => cell(point[name]))];
    }),
  );
  const csv = writeCsv(folder, ['surface.csv'], [['x', 'y', ...measures], ...rows]);
  const verdict = surfaceVerdict(surface, plane);
  const summary = folder.writeJson('summary.json', {verdict, ...surfaceDocument(folder.path, kind, surface, plane)});
  const [xTitle, yTitle] = axisTitles(kind, plane);
  const trajectory = kind === 'pca' ? plane.points : [];
  const marks = kind === 'pca' ? [plane.points[0]!, plane.points.at(-1)!] : plane.points;
  const figure = contourFigure({
    x,
    y,
    loss,
    title: titles[kind],
    explanation: `${explanations[kind]}${obliqueWords(plane.cosine)}`,
    xTitle,
    yTitle,
    marks,
    trajectory,
  });
  const isLog = scaleFor(loss.flat())?.type === 'log';
  const drawn = {
    id: 'surface3d-section',
    title: 'To turn around',
    content: isInteractive
      ? interactiveSurface({
          x,
          y,
          loss,
          xTitle: 'x',
          yTitle: 'y',
          isLog,
          trajectory: trajectory.map((point) => ({...point, loss: point.surfaceLoss})),
        })
      : null,
  };
  const [report] = writeStudyPage(folder, {
    title: 'A plane through the loss surface',
    result: `${verdict}.`,
    command,
    header,
    figures: figure === null ? [] : [figure],
    sections: [
      ...(drawn.content === null ? [] : [{...drawn, content: drawn.content}]),
      {id: 'points', title: 'Points on the plane', content: pointTable(plane.points)},
    ],
  });
  return {report: report!, surface: csv, summary, figures: folder.file('figures')};
}
