import {markup, Markup} from './html.ts';
import {labelsOf} from './labels.ts';
import {rankUnits} from './ranking.ts';
import {reportFigures} from './report-figures.ts';
import {classTable} from './sections/class-table.ts';
import {diagnosis} from './sections/diagnosis.ts';
import {divergedTable} from './sections/divergence.ts';
import {figureMarkup} from './sections/figure.ts';
import {head} from './sections/head.ts';
import {mistakesMarkup} from './sections/mistakes.ts';
import {rankingTable} from './sections/ranking-table.ts';
import {settingsTable} from './sections/settings.ts';
import {style} from './sections/style.ts';
import type {Figure, RunReport} from './types.ts';

interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

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
  const {title, units} = report;
  const ranking = rankUnits(units);
  const diverged = divergedTable(units);
  const sections: Section[] = [
    {id: 'ranking', title: 'Ranking', content: rankingTable(ranking, labelsOf(units))},
    ...(diverged === null ? [] : [{id: 'diverged', title: 'Diverged runs', content: diverged}]),
    {id: 'diagnosis', title: 'Diagnosis', content: diagnosis(units)},
    ...figures.map((figure) => figureSection(figure, report)),
    {id: 'settings', title: 'Settings of the optimizers', content: settingsTable(units)},
  ];
  const links = sections.map(({id, title}) => markup`<li><a href="#${id}">${title}</a></li>`);
  const body = sections.map(
    ({id, title, content}) =>
      markup`<section id="${id}" aria-labelledby="${id}-title">
        <h2 id="${id}-title">${title}</h2>
        ${content}
      </section> `,
  );
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <main>
          ${head(report, ranking)}
          <nav aria-label="Sections">
            <ul>
              ${links}
            </ul>
          </nav>
          ${body}
          <footer>
            Written by tfjs-optim. The numbers behind the figures are in metrics.jsonl and config.json beside this page.
          </footer>
        </main>
      </body>
    </html> `.text;
}
