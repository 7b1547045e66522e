import {figureSheet} from './figures/sheet.ts';
import {renderReport} from './page.ts';
import {reportFigures} from './report-figures.ts';
import type {RunFolder} from '../run/folder/run-folder.ts';
import type {RunReport} from './types.ts';

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
