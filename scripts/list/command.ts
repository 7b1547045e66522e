import {flag, readValues} from '../arguments/command-options.ts';
import {ArgumentReader} from '../arguments/reader.ts';
import {didYouMean} from '../../lib/base/arguments.ts';
import type {OptionDescription} from '../../lib/base/options.ts';
import type {Command} from '../command.ts';
import {style} from '../terminal/style.ts';

const options = {
  json: flag({describe: 'print one JSON document'}),
};

const kinds = ['optimizers', 'solvers', 'line-searches', 'schedules', 'models'] as const;
type Kind = (typeof kinds)[number];

/** One line of the list: what it is, by which equation, with which options, from where. */
interface Entry {
  readonly name: string;
  readonly formula: string;
  readonly options: readonly string[];
  readonly reference: string;
  /** What a solver keeps between updates. */
  readonly state?: string;
}

const written = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

async function optimizerEntries(): Promise<Entry[]> {
  const {optimizerCatalogue} = await import('../../optimizers/index.ts');
  return Object.entries(optimizerCatalogue).map(([name, {formula, options: table, reference}]) => ({
    name,
    formula,
    options: Object.entries(table).map(([option, {default: fallback}]) => `${option} ${written(fallback)}`),
    reference,
  }));
}

/** Options with their defaults; where there is none, what happens then. */
const optionLines = (table: Readonly<Record<string, OptionDescription>>): string[] =>
  Object.entries(table).map(([option, {required, default: fallback, description}]) => {
    if (required) return `${option} (required)`;
    return fallback === undefined ? `${option} (${description})` : `${option} ${written(fallback)}`;
  });

async function solverEntries(): Promise<Entry[]> {
  const {solverCatalogue} = await import('../../optimizers/index.ts');
  return Object.entries(solverCatalogue).map(([name, {formula, options: table, state, reference}]) => ({
    name,
    formula,
    options: optionLines(table),
    state,
    reference,
  }));
}

async function lineSearchEntries(): Promise<Entry[]> {
  const {lineSearchCatalogue} = await import('../../optimizers/index.ts');
  return Object.entries(lineSearchCatalogue).map(([name, {formula, options: table, reference}]) => ({
    name,
    formula,
    options: optionLines(table),
    reference,
  }));
}

async function scheduleEntries(): Promise<Entry[]> {
  const {scheduleCatalogue} = await import('../../schedules/index.ts');
  return Object.entries(scheduleCatalogue).map(([name, {formula, parameters, reference}]) => ({
    name,
    formula,
    options: optionLines(parameters),
    reference,
  }));
}

async function modelEntries(): Promise<Entry[]> {
  const {modelCatalogue} = await import('../../lib/models/index.ts');
  return Object.entries(modelCatalogue).map(([name, {description, options: table}]) => ({
    name,
    formula: description,
    options: Object.entries(table).map(([option, fallback]) => `${option} ${written(fallback)}`),
    reference: '',
  }));
}

const entries: Record<Kind, () => Promise<Entry[]>> = {
  optimizers: optimizerEntries,
  solvers: solverEntries,
  'line-searches': lineSearchEntries,
  schedules: scheduleEntries,
  models: modelEntries,
};

function print(kind: Kind, list: readonly Entry[]): void {
  const title = kind[0]!.toUpperCase() + kind.slice(1).replace('-', ' ');
  console.log(`${style(title, 'bold', process.stdout)}\n`);
  for (const {name, formula, options: table, state, reference} of list) {
    console.log(`  ${style(name, 'cyan', process.stdout)}`);
    console.log(`    ${formula}`);
    if (table.length > 0) console.log(`    options: ${table.join(', ')}`);
    if (state !== undefined) console.log(`    keeps ${state}`);
    if (reference !== '') console.log(`    ${style(reference, 'dim', process.stdout)}`);
  }
  console.log('');
}

/** `tfjs-optim list`: what can be named in `--optimizers`, `--schedule` and `--model`. */
export const list: Command = {
  usage: 'tfjs-optim list [optimizers|solvers|line-searches|schedules|models|NAME...]',
  summary: 'Shows the optimizers, solvers, line searches, schedules and models with formula, defaults and reference.',
  options,
  examples: [
    ['tfjs-optim list', 'everything'],
    ['tfjs-optim list adam lbfgs', 'these two'],
    ['tfjs-optim list schedules --json', 'the schedules, for a program'],
  ],
  async run(given, words) {
    const read = new ArgumentReader(given, options);
    const all = await Promise.all(kinds.map(async (kind) => [kind, await entries[kind]()] as const));
    const names = [...kinds, ...all.flatMap(([, found]) => found.map(({name}) => name))];
    for (const word of words) {
      if (names.includes(word)) continue;
      read.mistakes.push(
        `list: unknown kind or name "${word}"${didYouMean(word, names)} (kinds: ${kinds.join(', ')}; tfjs-optim list shows the names)`,
      );
    }
    const {json} = await readValues(read, options);
    read.finish();
    const lists = all
      .map(([kind, found]): [Kind, Entry[]] => {
        const isWhole = words.length === 0 || words.includes(kind);
        return [kind, isWhole ? found : found.filter(({name}) => words.includes(name))];
      })
      .filter(([, found]) => found.length > 0);
    if (json) console.log(JSON.stringify(Object.fromEntries(lists), null, 2));
    else for (const [kind, found] of lists) print(kind, found);
    return 0;
  },
};
