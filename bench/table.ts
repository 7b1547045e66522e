import {type ContenderName, contenders, isStock} from './contenders.ts';
import type {Outcome} from './measure.ts';
import type {Work} from './works.ts';

/** Milliseconds with three digits. */
export function formatTime(milliseconds: number): string {
  const decimals = milliseconds >= 100 ? 0 : milliseconds >= 10 ? 1 : milliseconds >= 1 ? 2 : 3;
  return milliseconds.toFixed(decimals);
}

const formatRatio = (ratio: number | undefined): string => (ratio === undefined ? '' : `${ratio.toFixed(2)}x`);

/** The contenders of this package. */
const own: readonly ContenderName[] = ['plain', 'fused', 'compiled', 'xla', 'accelerated', 'wasm'];

/** The time of the contender that the ratios of the table are to: the fastest of ours that makes one step a call. */
export function ownTime(outcomes: ReadonlyMap<ContenderName, Outcome>): number | undefined {
  const times = own.flatMap((name) => {
    const outcome = outcomes.get(name);
    return outcome !== undefined && 'median' in outcome ? [outcome.median] : [];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

const headings = ['', 'ms', 'least', 'greatest', 'than stock', 'to ours', 'peak MB'] as const;

/** Columns of text as lines, the first to the left and the others to the right. */
export function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** Ratio of a contender's slowest round to its fastest beyond which something else ran on the machine. */
const unrest = 1.5;

/**
 * A work's outcomes as text: median, range, how many times faster than stock, the ratio to the fastest of ours with one step a
 * call, the peak memory; ways that are not there last, with the reason.
 */
export function formatWork({title}: Work, outcomes: ReadonlyMap<ContenderName, Outcome>): string {
  const stock = [...outcomes].find(([name]) => isStock(name))?.[1];
  const ours = ownTime(outcomes);
  const rows: string[][] = [[...headings]];
  const notes: string[] = [];
  for (const [name, outcome] of outcomes) {
    const called = contenders[name].title;
    if (!('median' in outcome)) {
      notes.push(`${called}: ${outcome.absent ?? `failed: ${outcome.error?.split('\n', 1)[0]}`}`);
      continue;
    }
    const {median, range, memory} = outcome;
    rows.push([
      called,
      formatTime(median),
      formatTime(range[0]),
      formatTime(range[1]),
      formatRatio(stock !== undefined && 'median' in stock ? stock.median / median : undefined),
      formatRatio(ours === undefined ? undefined : median / ours),
      memory === null ? '' : (memory / 2 ** 20).toFixed(0),
    ]);
  }
  const unsteady = [...outcomes].flatMap(([name, outcome]) =>
    'median' in outcome && outcome.range[1] > unrest * outcome.range[0] ? [contenders[name].title] : [],
  );
  if (unsteady.length > 0) notes.push(`rounds differ by more than ${unrest}x, measure again: ${unsteady.join('; ')}`);
  return [title, ...align(rows).map((line) => `  ${line}`), ...notes.map((note) => `  ${note}`)].join('\n');
}

/** All works as one table in Markdown: a row for each work, a column for each contender, medians in ms. */
export function formatSummary(results: readonly {work: Work; outcomes: ReadonlyMap<ContenderName, Outcome>}[]): string {
  const present = (Object.keys(contenders) as ContenderName[]).filter((name) =>
    results.some(({outcomes}) => 'median' in (outcomes.get(name) ?? {})),
  );
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(['ms', ...present.map((name) => contenders[name].title)]),
    row(['---', ...present.map(() => '---')]),
    ...results.map(({work, outcomes}) =>
      row([
        work.title,
        ...present.map((name) => {
          const outcome = outcomes.get(name);
          return outcome !== undefined && 'median' in outcome ? formatTime(outcome.median) : '';
        }),
      ]),
    ),
  ].join('\n');
}
