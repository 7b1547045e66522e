import {markup, type Markup} from '../html.ts';
import {formatLoss, formatPercent, formatSpread} from '../number-format.ts';
import type {Ranked, RunReport} from '../types.ts';

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The result in one or two sentences. */
export function summary(ranking: readonly Ranked[]): string {
  const [best] = ranking;
  const diverged = ranking.reduce((total, row) => total + row.diverged, 0);
  const runs = ranking.reduce((total, row) => total + row.seeds, 0);
  if (best === undefined) return 'Nothing was trained.';
  if (best.diverged === best.seeds) return `Every run diverged (${plural(runs, 'run', 'runs')}).`;
  const tested = best.testLoss !== null;
  const loss = tested ? formatSpread(best.testLoss, best.testLossSpread, formatLoss) : formatLoss(best.trainLoss);
  const accuracy = tested ? best.testAccuracy : best.trainAccuracy;
  const right = accuracy === null ? '' : ` and ${formatPercent(accuracy)} right answers`;
  const compared =
    ranking.length === 1 ? `${best.label} ends with` : `${best.label} comes first of ${ranking.length}, with`;
  const lost = diverged === 0 ? '' : ` ${diverged} of ${plural(runs, 'run', 'runs')} diverged.`;
  return `${compared} a ${tested ? 'test' : 'training'} loss of ${loss}${right}.${lost}`;
}

/** Title, result in words, facts and command. */
export function pageHead({
  title,
  command,
  header,
  result,
}: Pick<RunReport, 'title' | 'command' | 'header'> & {result: string}): Markup {
  const facts = Object.entries(header).map(
    ([name, value]) =>
      markup`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return markup`<header>
    <h1>${title}</h1>
    <p class="summary">${result}</p>
    <pre aria-label="Command that repeats the run" tabindex="0"><code>${command}</code></pre>
    ${facts.length > 0 && markup`<dl class="facts">${facts}</dl>`}
  </header>`;
}

/** The head of the page of a comparison. */
export function head({title, command, header}: RunReport, ranking: readonly Ranked[]): Markup {
  return pageHead({title, command, header, result: summary(ranking)});
}
