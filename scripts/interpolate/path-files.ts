import type {PathPoint} from '../../lib/landscape/index.ts';
import {cell, writeCsv} from '../run/csv.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';

/** Text as a part of a file name. */
const fileName = (text: string): string => text.replaceAll(/[^\w.=-]+/g, '-');

/**
 * Writes a path: alpha, split, seed, loss, accuracy.
 *
 * @param seed empty where no seed belongs to it
 */
export function writePath(folder: RunFolder, name: string, points: readonly PathPoint[], seed: number | null): string {
  const splits = points[0]?.['testLoss'] === null ? ['train'] : ['train', 'test'];
  const rows = splits.flatMap((split) =>
    points.map((point) => [point.alpha, split, seed, point[`${split}Loss`], point[`${split}Accuracy`]].map(cell)),
  );
  return writeCsv(
    folder,
    ['paths', `${fileName(name)}.csv`],
    [['alpha', 'split', 'seed', 'loss', 'accuracy'], ...rows],
  );
}
