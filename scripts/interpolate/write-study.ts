import {type Study, studyVerdict} from '../../lib/landscape/index.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import {pathTable} from '../report/surfaces/path-table.ts';
import {writeStudyPage} from '../report/surfaces/study-page.ts';
import {studySummary} from './study-document.ts';
import {writePath} from './path-files.ts';
import {studyFigures, studyRows} from './study-figures.ts';

/** The verdict of a study with what else there is to tell. */
export function studyResult(study: Study): string {
  const lost = study.runs.filter(({diverged}) => diverged).length;
  return [
    studyVerdict(study),
    ...(lost === 0 ? [] : [`${lost} of ${study.runs.length} runs diverged`]),
    ...(study.batchNorm === null ? [] : [`batch normalisation: ${study.batchNorm}`]),
    ...(study.notAligned === null ? [] : [`units not aligned: ${study.notAligned}`]),
  ].join('; ');
}

/** Writes csv files, summary, figures and the page; gives the paths of page, summary and csv folder. */
export function writeStudy(
  folder: RunFolder,
  study: Study,
  {title, command, header}: {title: string; command: string; header: Readonly<Record<string, string>>},
): Readonly<Record<string, string>> {
  for (const {optimizer, seed, control, points} of study.paths) {
    writePath(folder, `${optimizer}-seed${seed}${control === null ? '' : `-${control}`}`, points, seed);
  }
  for (const {optimizer, seeds, aligned, points} of study.pairs) {
    writePath(folder, `${optimizer}-seed${seeds.join('-to-seed')}${aligned ? '-aligned' : ''}`, points, seeds[0]);
  }
  const result = studyResult(study);
  const summary = folder.writeJson('summary.json', studySummary(study, studyVerdict(study)));
  const [report] = writeStudyPage(folder, {
    title,
    result: `${result}.`,
    command,
    header,
    figures: studyFigures(study),
    sections: [{id: 'measures', title: 'Measures', content: pathTable(studyRows(study))}],
  });
  return {report: report!, summary, paths: folder.file('paths'), figures: folder.file('figures')};
}
