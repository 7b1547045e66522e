import {scanGrid} from '../../lib/landscape/planes/index.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {byNumber} from '../run/point-store.ts';
import {openSurface, surfacePoints, thePlane} from './surface-files.ts';

/**
 * Measures every so many groups of the points of a surface, those that are missing, and writes each group as it is done.
 *
 * @param share `index` of `count` processes
 */
export async function scanShare(
  folder: RunFolder,
  {
    index,
    count,
    onPoints,
    signal,
  }: {index: number; count: number; onPoints: (points: number) => void; signal?: AbortSignal},
): Promise<void> {
  const work = await openSurface(folder);
  const store = surfacePoints(folder, index);
  const {weights, evaluator, basis, plane} = work;
  try {
    await scanGrid(
      weights,
      evaluator,
      {basis, x: plane.x, y: plane.y},
      {
        done: store.get(thePlane) ?? new Map(),
        onPoints: (points) => {
          store.put(thePlane, byNumber(points));
          onPoints(points.length);
        },
        ...(signal && {signal}),
      },
      (group) => group % count === index,
    );
  } finally {
    work.dispose();
  }
}
