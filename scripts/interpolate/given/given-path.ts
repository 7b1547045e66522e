import {pathMeasures, type PathMeasures, type PathPoint} from '../../../lib/landscape/index.ts';
import {type Way, wayBetween} from '../way-between.ts';

/** A path between given ends, as it is and with the units of the second aligned to the first. */
export interface GivenPath {
  readonly aligned: boolean;
  readonly points: readonly PathPoint[];
  readonly way: Way;
  readonly train: PathMeasures;
  readonly test: PathMeasures;
}

/**
 * A path between given ends with what its losses say.
 *
 * @param points with `trainLoss` and `testLoss`
 * @param aligned whether the units of the second end were aligned
 */
export function givenPath(points: readonly PathPoint[], aligned: boolean): GivenPath {
  const alphas = points.map(({alpha}) => alpha);
  const measure = (split: 'train' | 'test'): PathMeasures =>
    pathMeasures(
      points.map((point) => point[`${split}Loss`] as number),
      {alphas, tolerance: 1e-6},
    );
  return {aligned, points, way: wayBetween(points), train: measure('train'), test: measure('test')};
}
