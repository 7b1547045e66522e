import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {UsageError} from '../scripts/arguments/errors.ts';
import {ArgumentReader, type OptionDefinitions} from '../scripts/arguments/reader.ts';
import {parseWords} from '../scripts/arguments/words.ts';
import {compareCheckouts, type ComparedRow, findCheckout, formatComparisons, ownContenders} from './checkouts.ts';
import {endingWithMistakes} from './ending.ts';
import {readWorks, worksOptions} from './bench-options.ts';
import {works} from './works.ts';

/*
 * node --import tsx/esm bench/compare-versions.ts OTHER_CHECKOUT [--only update,step] [--contenders compiled] [--rounds 7] [--starts 3]
 *
 * Whether this checkout is as fast as another one: the same works in both, in turns, and the ratio of the times.
 */
const options: OptionDefinitions = {
  ...worksOptions,
  starts: {describe: 'pairs of processes of each', kind: 'value', default: '3'},
};

await endingWithMistakes(async () => {
  const {written, rest} = await parseWords(process.argv.slice(2), options);
  const read = new ArgumentReader(written, options);
  const choice = readWorks(read, works);
  const starts = read.wholeNumber('starts', {minimum: 1, fallback: 3});
  read.finish();
  const [other, ...further] = rest;
  if (other === undefined || further.length > 0) throw new UsageError(['give the folder of one other checkout']);
  const checkouts = [findCheckout(fileURLToPath(new URL('..', import.meta.url))), findCheckout(other)] as const;
  const rows: ComparedRow[] = [];
  for (const {title, task, contenders: all} of choice.works.values()) {
    for (const name of ownContenders(all.filter((each) => choice.contenders.includes(each)))) {
      const pace = {rounds: choice.rounds, roundTime: 250, warmUp: 500};
      const outcome = await compareCheckouts(checkouts, {name, task, threads: availableParallelism(), pace, starts});
      rows.push({title, name, outcome});
      if ('ratio' in outcome) console.error(`  ${title}, ${name}: ${outcome.ratio.toFixed(3)}`);
    }
  }
  console.log(formatComparisons(rows));
});
