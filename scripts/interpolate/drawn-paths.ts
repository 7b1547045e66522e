import type {PathPoint} from '../../lib/landscape/index.ts';
import type {PathsFigureOptions} from '../report/surfaces/paths-figure.ts';
import type {DrawnPath} from '../report/surfaces/drawn-path.ts';

/** What is drawn along a path. */
export type Measured = 'Loss' | 'Accuracy';

/** A line of a path for each split, solid for the training set and dashed for the test set; none where nothing was measured. */
export function drawnPaths(
  path: {readonly points: readonly PathPoint[]},
  {label, seed, measured}: {label: string; seed: number | null; measured: Measured},
): DrawnPath[] {
  return (['train', 'test'] as const).flatMap((split) => {
    const points = path.points.map((point) => ({
      alpha: point.alpha,
      value: point[`${split}${measured}`] as number | null,
    }));
    return points.every(({value}) => value === null)
      ? []
      : [{label, seed, line: split === 'train' ? ('solid' as const) : ('dashed' as const), points}];
  });
}

/** What the lines of {@link drawnPaths} mean. */
export const splitLines: PathsFigureOptions['lines'] = {solid: 'training set', dashed: 'test set'};

/** A row of a figure of paths: the loss and the accuracy of the same lines. */
export const pathsRow = (
  title: string,
  draw: (measured: Measured) => DrawnPath[],
): PathsFigureOptions['rows'][number] => ({title, loss: draw('Loss'), accuracy: draw('Accuracy')});

/** The two ends of a path by name. */
export const pathEnds = (from: string, to: string): PathsFigureOptions['ends'] => [
  {alpha: 0, name: from},
  {alpha: 1, name: to},
];
