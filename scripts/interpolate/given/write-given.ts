import type {RunFolder} from '../../run/folder/run-folder.ts';
import {formatNumber} from '../../report/number-format.ts';
import {pathsFigure} from '../../report/surfaces/paths-figure.ts';
import {writeStudyPage} from '../../report/surfaces/study-page.ts';
import type {Figure} from '../../report/types.ts';
import {drawnPaths, type Measured, pathEnds, pathsRow, splitLines} from '../drawn-paths.ts';
import {writePath} from '../path-files.ts';
import {wayWords} from '../way-between.ts';
import type {GivenPath} from './given-path.ts';

/** What a path between two models says, in words. */
function verdictOf([path, aligned]: readonly GivenPath[]): string {
  const {barrier, argmin} = path!.train;
  const after =
    aligned === undefined ? '' : `; after the units are aligned ${wayWords(aligned.way, aligned.train.barrier)}`;
  return `the training loss ${wayWords(path!.way, barrier)}${after}; least at a = ${formatNumber(argmin)}`;
}

/** Writes csv files, summary, figure and page of a path between two models. */
export function writeGivenPaths(
  folder: RunFolder,
  paths: readonly GivenPath[],
  {command, header}: {command: string; header: Readonly<Record<string, string>>},
): {verdict: string; written: Readonly<Record<string, string>>} {
  for (const {aligned, points} of paths) writePath(folder, aligned ? 'aligned' : 'path', points, null);
  const verdict = verdictOf(paths);
  const labels = paths.map(({aligned}) => (aligned ? 'units aligned' : 'as given'));
  const draw = (measured: Measured) =>
    paths.flatMap((path, i) => drawnPaths(path, {label: labels[i]!, seed: null, measured}));
  const figure: Figure | null = pathsFigure({
    name: 'path',
    title: 'Between the two models',
    explanation:
      'The loss on the straight line from the first model (a = 0) to the second (a = 1). A hill in the middle is a barrier. ' +
      'Units in another order alone can make one, so the units of the second model are also put into the order that fits the first.',
    labels,
    ends: pathEnds('from', 'to'),
    lines: splitLines,
    rows: [pathsRow('From one to the other', draw)],
  });
  const summary = folder.writeJson('summary.json', {
    verdict,
    paths: paths.map(({aligned, way, train, test}) => ({aligned, way, train, test})),
  });
  const [report] = writeStudyPage(folder, {
    title: 'Line between two models',
    result: `${verdict}.`,
    command,
    header,
    figures: figure === null ? [] : [figure],
    sections: [],
  });
  return {
    verdict,
    written: {report: report!, summary, paths: folder.file('paths'), figures: folder.file('figures')},
  };
}
