import {shellWords} from '../../arguments/words.ts';
import {figureSheet} from '../../report/figures/sheet.ts';
import type {RunFolder} from '../../run/folder/run-folder.ts';
import {drawFigure} from '../figures/draw-figure.ts';
import {byTopic, type Shown} from '../frame/shown.ts';
import {indexPage} from './index-page.ts';
import {anchorOf} from './item-article.ts';
import {pageOf} from './page-of.ts';
import {topicPage} from './topic-page.ts';

export interface SiteAbout {
  /** The command that repeats the whole run. */
  readonly command: string;
  readonly header: Readonly<Record<string, string>>;
  readonly options: {
    readonly seed: number;
    readonly seeds: number | 'own';
    readonly quick: boolean;
    readonly data: string;
    readonly dataset: string;
  };
  /** The words before a command. */
  readonly program: string;
}

/** The options of a command that repeats one item of the run. */
function optionWords({seed, seeds, quick, data, dataset}: SiteAbout['options']): string[] {
  return [
    ...(quick ? ['--quick'] : []),
    ...(seed === 1 ? [] : ['--seed', String(seed)]),
    ...(seeds === 'own' ? [] : ['--seeds', String(seeds)]),
    ...(dataset === 'mnist' ? [] : ['--dataset', dataset]),
    ...(data === 'embedded' ? [] : ['--data', data]),
  ];
}

/** Writes the index, a page for each topic and every figure as a file; gives the path of the index. */
export function writeSite(
  folder: RunFolder,
  shown: readonly Shown[],
  {command, header, options, program}: SiteAbout,
): string {
  const chosen = byTopic(shown);
  for (const [index, {topic, items}] of chosen.entries()) {
    const figures = items.map(({item, values}) =>
      (item.figures?.(values) ?? []).map((plan) => drawFigure(plan, `${anchorOf(item)}-${plan.name}`)),
    );
    for (const figure of figures.flat()) folder.writeFigure(figure.name, figureSheet(figure));
    const commands = items.map(({item}) => {
      const isShared = topic.items.some(({id, name}) => id === item.id && name !== item.name);
      return `${program} ${shellWords(['lecture', isShared ? anchorOf(item) : item.id, ...optionWords(options)])}`;
    });
    const [before, after] = [chosen[index - 1]?.topic, chosen[index + 1]?.topic];
    folder.writePage(pageOf(topic), topicPage({topic, items, figures, commands, before, after, program}));
  }
  return folder.writeReport(indexPage(shown, {command, header}));
}
