import '../lib/base/wording.ts';
import {didYouMean} from '../lib/base/arguments.ts';
import {ArgumentReader, type OptionDefinitions} from '../scripts/arguments/reader.ts';
import {parseWords} from '../scripts/arguments/words.ts';
import {type ContenderName, contenders} from './contenders.ts';
import {scalingWorks} from './scaling.ts';
import {type Work, works} from './works.ts';

/** Which works to measure, of whom and how often: for all programs of the benchmark. */
export const worksOptions: OptionDefinitions = {
  only: {describe: 'works or groups of works to run, separated by commas', kind: 'value', default: 'all'},
  contenders: {describe: 'who takes part, separated by commas', kind: 'value', default: 'all that are there'},
  rounds: {describe: 'rounds of each contender', kind: 'value', default: '7'},
};

/** The options of `npm run bench`. */
export const benchOptions: OptionDefinitions = {
  ...worksOptions,
  scaling: {describe: 'measure how cost grows instead: parameters, variables, batch', kind: 'flag'},
  peers: {describe: 'set up a Python with PyTorch, JAX and TensorFlow in the cache first', kind: 'flag'},
  python: {
    describe: 'the Python of the other frameworks',
    kind: 'value',
    default: 'the one in the cache, else python3',
  },
  help: {describe: 'show this text', kind: 'flag'},
};

/** Which works to measure, of whom and how often. */
interface WorkChoice {
  /** By name, in the order of the table. */
  readonly works: ReadonlyMap<string, Work>;
  readonly contenders: readonly ContenderName[];
  readonly rounds: number;
}

/** What to measure. */
interface BenchChoice extends WorkChoice {
  readonly peers: boolean;
  readonly help: boolean;
  readonly python?: string;
}

/** The parts of a list between commas; null where nothing was given. */
const listed = (text: string | undefined): string[] | null =>
  text === undefined ? null : text.split(',').map((part) => part.trim());

/** Reads `--only`, `--contenders` and `--rounds`. */
export function readWorks(read: ArgumentReader, known: Readonly<Record<string, Work>>): WorkChoice {
  const groups = new Set(Object.values(known).map(({group}) => group));
  const only = listed(read.text('only'));
  const chosen = listed(read.text('contenders'));
  const check = (option: string, given: readonly string[] | null, names: readonly string[]): void => {
    for (const name of given ?? []) {
      if (names.includes(name)) continue;
      read.mistakes.push(`--${option}: unknown "${name}"${didYouMean(name, names)} (there are ${names.join(', ')})`);
    }
  };
  check('only', only, [...groups, ...Object.keys(known)]);
  check('contenders', chosen, Object.keys(contenders));
  return {
    works: new Map(
      Object.entries(known).filter(([name, {group}]) => only === null || only.includes(name) || only.includes(group)),
    ),
    contenders: (Object.keys(contenders) as ContenderName[]).filter((name) => chosen?.includes(name) ?? true),
    rounds: read.wholeNumber('rounds', {minimum: 1, fallback: 7}),
  };
}

/**
 * Reads the words after `npm run bench --`.
 *
 * @throws UsageError for all mistakes at once
 * @example
 * await readBenchOptions(['--only', 'mlp,update', '--rounds', '3']);
 */
export async function readBenchOptions(words: readonly string[]): Promise<BenchChoice> {
  const {written, rest} = await parseWords(words, benchOptions);
  const read = new ArgumentReader(written, benchOptions);
  read.noWords(rest);
  const python = read.text('python');
  const choice: BenchChoice = {
    ...readWorks(read, read.flag('scaling') ? scalingWorks : works),
    peers: read.flag('peers'),
    help: read.flag('help'),
    ...(python !== undefined && {python}),
  };
  read.finish();
  return choice;
}
