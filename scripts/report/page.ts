import {labelsOf} from './labels.ts';
import {rankUnits} from './ranking.ts';
import {reportFigures} from './report-figures.ts';
import {classTable} from './sections/class-table.ts';
import {columnTable} from './sections/column-table.ts';
import {curvatureSection} from './sections/curvature-words.ts';
import {diagnosis} from './sections/diagnosis-list.ts';
import {divergedTable} from './sections/diverged-table.ts';
import {figureMarkup} from './sections/figure.ts';
import {pageFrame, type Section} from './sections/frame.ts';
import {head} from './sections/head.ts';
import {mistakesMarkup} from './sections/mistake-list.ts';
import {rankingTable} from './sections/ranking-table.ts';
import {settingsTable} from './sections/settings.ts';
import type {Figure, RunReport} from './types.ts';
import {figureSheet} from './figures/sheet.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';

function figureSection(figure: Figure, {predictions, classNames}: RunReport): Section {
  const content =
    figure.name === 'mistakes'
      ? mistakesMarkup(figure, predictions!, classNames)
      : figureMarkup(figure, figure.name === 'confusion' ? classTable(predictions!, classNames) : null);
  return {id: figure.name, title: figure.title, content};
}

/**
 * The report of a run as one HTML page that needs no network, no script and no other file.
 *
 * @param report what was run; every text in it is escaped
 * @param figures the figures of the report, when they are drawn already
 * @example
 * folder.writeReport(renderReport(report));
 */
export function renderReport(report: RunReport, figures: readonly Figure[] = reportFigures(report)): string {
  const {title, units, columns, curvature = []} = report;
  const ranking = rankUnits(units);
  const diverged = divergedTable(units);
  const sections: Section[] = [
    {id: 'ranking', title: 'Ranking', content: rankingTable(ranking, labelsOf(units))},
    ...(diverged === null ? [] : [{id: 'diverged', title: 'Diverged runs', content: diverged}]),
    {id: 'diagnosis', title: 'Diagnosis', content: diagnosis(units)},
    ...figures.map((figure) => figureSection(figure, report)),
    ...(curvature.length === 0
      ? []
      : [{id: 'curvature-words', title: 'Curvature in words', content: curvatureSection(curvature)}]),
    ...(columns ? [{id: 'columns', title: 'Columns of the table', content: columnTable(columns)}] : []),
    {id: 'settings', title: 'Settings of the optimizers', content: settingsTable(units)},
  ];
  return pageFrame({title, head: head(report, ranking), sections});
}

/**
 * Writes `report.markup` and every figure as `figures/<name>.svg` into a run folder.
 *
 * @param folder where to
 * @param report what was run
 * @returns the paths written, the page first
 */
export function writeReport(folder: RunFolder, report: RunReport): string[] {
  const figures = reportFigures(report);
  const drawn = figures.map((figure) => folder.writeFigure(figure.name, figureSheet(figure)));
  return [folder.writeReport(renderReport(report, figures)), ...drawn];
}
