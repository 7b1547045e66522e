import {markup} from '../html.ts';
import type {RunFolder} from '../../run/folder/run-folder.ts';
import {figureSheet} from '../figures/sheet.ts';
import {figureMarkup} from '../sections/figure.ts';
import {pageFrame, type Section} from '../sections/frame.ts';
import {pageHead} from '../sections/head.ts';
import type {Figure} from '../types.ts';

/** Everything that the page of a study of paths or surfaces shows. */
export interface StudyPage {
  readonly title: string;
  /** The result in words. */
  readonly result: string;
  /** The exact command that repeats the run. */
  readonly command: string;
  readonly header: Readonly<Record<string, string>>;
  readonly figures: readonly Figure[];
  /** Tables, and what is not a figure. */
  readonly sections: readonly Section[];
}

/** The page as one HTML document that needs no network and no other file. */
export function renderStudyPage({title, result, command, header, figures, sections}: StudyPage): string {
  const drawn = figures.map((figure) => ({
    id: figure.name,
    title: figure.title,
    content: markup`${figureMarkup(figure)}`,
  }));
  return pageFrame({
    title,
    head: pageHead({title, command, header, result}),
    sections: [...drawn, ...sections],
  });
}

/**
 * Writes the page and every figure as a file of its own into a run folder.
 *
 * @returns the paths written, the page first
 */
export function writeStudyPage(folder: RunFolder, page: StudyPage): string[] {
  const files = page.figures.map((figure) => folder.writeFigure(figure.name, figureSheet(figure)));
  return [folder.writeReport(renderStudyPage(page)), ...files];
}
