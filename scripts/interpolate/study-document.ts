import type {Control, PathMeasures, PathPoint, Study} from '../../lib/landscape/index.ts';

/** What a path of the document of `--json` is made of. */
export interface DocumentPath {
  readonly optimizer: string | null;
  readonly seed: number | null;
  readonly control: Control;
  readonly points: readonly PathPoint[];
  readonly train: PathMeasures;
  readonly test: PathMeasures | null;
}

// JSON has no NaN and no infinity.
const finite = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The document of `--json`: one entry for each path and split; null where a number is not finite or was not measured. */
export function pathsDocument(out: string, paths: readonly DocumentPath[]): object {
  return {
    out,
    paths: paths.flatMap(({optimizer, seed, control, points, ...measured}) =>
      (['train', 'test'] as const).flatMap((split) => {
        const measures = measured[split];
        if (measures === null) return [];
        return [
          {
            optimizer,
            seed,
            control,
            split,
            alphas: points.map(({alpha}) => alpha),
            loss: points.map((point) => finite(point[`${split}Loss`])),
            accuracy: points.map((point) => finite(point[`${split}Accuracy`])),
            monotone: measures.monotone,
            largestBump: finite(measures.largestBump),
            argmin: measures.argmin,
          },
        ];
      }),
    ),
  };
}

/** What `summary.json` holds: all measures, without the points. */
export function studySummary({runs, paths, pairs, tolerance, batchNorm, notAligned}: Study, verdict: string): object {
  const bare = ({points: _points, ...rest}: {points: unknown}) => rest;
  return {
    verdict,
    tolerance,
    batchNorm,
    notAligned,
    runs: runs.map(({optimizer, seed, diverged, history}) => ({
      optimizer,
      seed,
      diverged,
      last: history.at(-1) ?? null,
    })),
    paths: paths.map(bare),
    pairs: pairs.map(bare),
  };
}
