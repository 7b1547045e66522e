import type {RunFolder} from '../../run/folder/run-folder.ts';
import {pathsFigure} from '../../report/surfaces/paths-figure.ts';
import {writeStudyPage} from '../../report/surfaces/study-page.ts';
import {mliMarkup} from './mli-section.ts';
import {finalLoss, type MliCell, type MliRun, mliVerdict, solvedLoss} from './mli-table.ts';
import {drawnPaths, type Measured, pathEnds, pathsRow, splitLines} from '../drawn-paths.ts';
import {cell, writeCsv} from '../../run/csv.ts';
import {writePath} from '../path-files.ts';

/** Writes the table as csv, every path, the figure of the paths that count, and the page. */
export function writeMli(
  folder: RunFolder,
  runs: readonly MliRun[],
  cells: readonly MliCell[],
  {command, header}: {command: string; header: Readonly<Record<string, string>>},
): Readonly<Record<string, string>> {
  for (const {path} of runs) writePath(folder, `${path.optimizer}-seed${path.seed}`, path.points, path.seed);
  const titles = ['optimizer', 'rate', 'batchNorm', 'violations', 'count', 'trained', 'meanBump'] as const;
  const table = writeCsv(
    folder,
    ['violations.csv'],
    [
      [...titles],
      ...cells.map((row) =>
        titles.map((title) => cell(typeof row[title] === 'boolean' ? String(row[title]) : (row[title] as never))),
      ),
    ],
  );
  const summary = folder.writeJson('summary.json', {
    verdict: mliVerdict(cells),
    table: cells,
    runs: runs.map((run) => {
      const {optimizer, rate, batchNorm, shape, path} = run;
      const {seed, train, test, normalizedDistance, gaussLength} = path;
      return {
        optimizer,
        rate,
        batchNorm,
        shape,
        seed,
        finalLoss: finalLoss(run),
        normalizedDistance,
        gaussLength,
        train,
        test,
      };
    }),
  });
  const solved = runs.filter((run) => finalLoss(run) <= solvedLoss);
  const labelOf = ({optimizer, batchNorm}: MliRun): string =>
    `${optimizer === 'sgd' ? 'SGD' : 'Adam'}${batchNorm ? ', batch norm' : ''}`;
  const draw = (measured: Measured) =>
    solved.flatMap((run) => drawnPaths(run.path, {label: labelOf(run), seed: run.path.seed, measured}));
  const figure = pathsFigure({
    name: 'paths',
    title: 'From the start of training to its end',
    explanation: `Networks that reach a training loss of ${solvedLoss}, all rates together. Look for lines that rise on their way.`,
    labels: [...new Set(solved.map(labelOf))],
    ends: pathEnds('start', 'trained'),
    lines: splitLines,
    rows: [pathsRow('Start to trained', draw)],
  });
  const [report] = writeStudyPage(folder, {
    title: 'Monotonic linear interpolation',
    result: `${mliVerdict(cells)}.`,
    command,
    header,
    figures: figure === null ? [] : [figure],
    sections: [{id: 'violations', title: 'Violations', content: mliMarkup(cells)}],
  });
  return {report: report!, table, summary, paths: folder.file('paths')};
}
