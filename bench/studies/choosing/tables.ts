import {fileURLToPath} from 'node:url';
import {JsonLines} from '../../../lib/base/node/json-lines.ts';
import {problems, type ProblemName} from './problems.ts';
import {type AtRate, bestOf, byRate} from './summary.ts';
import type {UnitResult} from './unit.ts';

export const resultsFile = fileURLToPath(new URL('results.jsonl', import.meta.url));

const percent = (accuracy: number): string => (100 * accuracy).toFixed(1);

/** Rates whose accuracy is within a point of the best of the entry. */
function forgiving(rates: readonly AtRate[], best: AtRate): number {
  return rates.filter(({accuracy}) => accuracy >= best.accuracy - 0.01).length;
}

/** Entries of a problem, the best first. */
function ranked(results: readonly UnitResult[], problem: ProblemName): {name: string; rates: AtRate[]; best: AtRate}[] {
  const isClassified = problems[problem].loss === 'softmaxCrossEntropy';
  const names = [...new Set(results.filter((each) => each.problem === problem).map(({entry}) => entry))];
  const rows = names.map((name) => {
    const rates = byRate(results, problem, name);
    return {name, rates, best: bestOf(rates)};
  });
  return rows.toSorted((a, b) =>
    isClassified ? b.best.accuracy - a.best.accuracy : a.best.testLoss - b.best.testLoss,
  );
}

/** The table of a problem as Markdown. */
export function tableOf(results: readonly UnitResult[], problem: ProblemName): string {
  const isClassified = problems[problem].loss === 'softmaxCrossEntropy';
  const heads = isClassified
    ? [
        '',
        'best rate',
        'test accuracy, %',
        'seeds ±',
        'test loss',
        'training loss',
        'rates within a point',
        'rates that learn nothing',
      ]
    : ['', 'best rate', 'test loss', 'training loss', 'rates that learn nothing'];
  const rows = ranked(results, problem).map(({name, rates, best}) => {
    const lost = rates.filter(({accuracy, diverged}) => diverged > 0 || (isClassified && accuracy < 0.5)).length;
    const losses = [best.testLoss, best.trainLoss].map((loss) => loss.toPrecision(3));
    const count = `${lost} of ${rates.length}`;
    const cells = isClassified
      ? [percent(best.accuracy), percent(best.spread), ...losses, `${forgiving(rates, best)} of ${rates.length}`, count]
      : [...losses, count];
    return [`\`${name}\``, String(best.rate), ...cells];
  });
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The results that are there. */
export const readResults = (): UnitResult[] => new JsonLines(resultsFile).read() as UnitResult[];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = readResults();
  for (const name of Object.keys(problems) as ProblemName[]) {
    if (results.every(({problem}) => problem !== name)) continue;
    const {title, epochs} = problems[name];
    console.log(`${title}, ${epochs} epochs\n\n${tableOf(results, name)}\n`);
  }
}
