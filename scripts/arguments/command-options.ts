import type {ArgumentReader, OptionDefinition} from './reader.ts';

/** An option that can be read: its words, its default and its range stand in the table of its command and nowhere else. */
export interface CommandOption<Value> extends OptionDefinition {
  /** Its value, the default where nothing was written; mistakes go to the reader. */
  readonly read: (read: ArgumentReader, name: string) => Value | Promise<Value>;
}

/** An option whose text stands for something: a model, a schedule, a list of rates. `config.json` holds the text. */
export interface SpecOption<Choice> extends CommandOption<string> {
  readonly parse: (text: string, mistakes: string[]) => Promise<Choice>;
}

export type ReadableOptions = Readonly<Record<string, CommandOption<unknown> & {readonly key?: string}>>;

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type KeyOf<Name, Definition> = Definition extends {readonly key: infer Key extends string}
  ? Key
  : CamelCase<Name & string>;

/** The values of the options of a table by their keys, which are those of `config.json`: `batchSize` for `batch-size`. */
export type ValuesOf<Table> = {
  readonly [Name in keyof Table as KeyOf<Name, Table[Name]>]: Table[Name] extends CommandOption<infer Value>
    ? Value
    : never;
};

/** What the texts of a table stand for, by the same keys. */
export type ChoicesOf<Table> = {
  readonly [
    Name in keyof Table as Table[Name] extends SpecOption<unknown> ? KeyOf<Name, Table[Name]> : never
  ]: Table[Name] extends SpecOption<infer Choice> ? Choice : never;
};

/** What stands in the table of every option beside its kind. */
interface About<Fallback> {
  readonly describe: string;
  readonly group?: string;
  readonly default: Fallback;
  /** The default in words, where its value does not tell it. */
  readonly words?: string;
}

function definition<Fallback>({describe, group, words, ...about}: About<Fallback>) {
  const fallback = words ?? (about.default === undefined ? undefined : String(about.default));
  return {
    describe,
    kind: 'value' as const,
    ...(fallback === undefined ? {} : {default: fallback}),
    ...(group === undefined ? {} : {group}),
  };
}

/** Present or not. */
export function flag(about: {describe: string; group?: string}): CommandOption<boolean> {
  return {...about, kind: 'flag', read: (read, name) => read.flag(name)};
}

/** Any text. */
export function text<Fallback extends string | undefined>(about: About<Fallback>): CommandOption<string | Fallback> {
  return {...definition(about), read: (read, name) => read.text(name) ?? about.default};
}

/** A whole number of at least `least` and at most `most`, or one of the words `or` that stand for one. */
export function whole<Fallback extends number | string | null | undefined, Word extends string = never>({
  least,
  most,
  or = [],
  ...about
}: About<Fallback> & {least: number; most?: number; or?: readonly Word[]}): CommandOption<number | Fallback | Word> {
  const range = {minimum: least, ...(most === undefined ? {} : {maximum: most})};
  return {
    ...definition(about),
    read(read, name) {
      const written = read.text(name);
      if (written === undefined) return about.default;
      if ((or as readonly string[]).includes(written)) return written as Word;
      if (or.length === 0 || !Number.isNaN(Number(written))) {
        return read.wholeNumber(name, {...range, fallback: least});
      }
      const words = [`a whole number of at least ${least}`, ...or].join(', or ');
      read.mistakes.push(`--${name} must be ${words}, got "${written}"`);
      return about.default;
    },
  };
}

/** One of some words. */
export function choice<Word extends string>({
  choices,
  ...about
}: About<NoInfer<Word>> & {choices: readonly Word[]}): CommandOption<Word> {
  return {...definition(about), read: (read, name) => read.choice(name, choices, about.default)};
}

/** A text that stands for something else, which a function finds out; the function collects mistakes. */
export function spec<Choice>({
  parse,
  ...about
}: About<string> & {parse: (text: string, mistakes: string[]) => Promise<Choice>}): SpecOption<Choice> {
  return {...text(about), parse};
}

/** An option that is read by a function of its own. */
export function readBy<Value>({
  read,
  ...about
}: About<unknown> & {read: (read: ArgumentReader, name: string) => Value | Promise<Value>}): CommandOption<Value> {
  return {...definition(about), read};
}

/** `batch-size` as a key of `config.json`, `batchSize`. */
const camelCase = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The key of an option in `config.json`. */
export const optionKey = (name: string, {key}: {readonly key?: string}): string => key ?? camelCase(name);

/** Values by their keys, as a file keeps them, as the options were written; what is null or absent was not. */
export function asWritten(table: ReadableOptions, values: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(table).flatMap(([name, option]) => {
    const value = values[optionKey(name, option)] as string | number | readonly string[] | null | undefined;
    if (value === null || value === undefined) return [];
    return [[name, typeof value === 'object' ? value.join(',') : String(value)] as const];
  });
  return Object.fromEntries(texts);
}

/** Reads all options of a table in its order; mistakes are collected in the reader. */
export async function readValues<const Table extends ReadableOptions>(
  read: ArgumentReader,
  table: Table,
): Promise<ValuesOf<Table>> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(table)) values[optionKey(name, option)] = await option.read(read, name);
  return values as ValuesOf<Table>;
}

/** Finds out what the texts among the options of a table stand for; mistakes are collected in the reader. */
export async function parseChoices<const Table extends ReadableOptions>(
  read: ArgumentReader,
  table: Table,
  options: ValuesOf<Table>,
): Promise<ChoicesOf<Table>> {
  const choices: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(table)) {
    if (!('parse' in option)) continue;
    const key = optionKey(name, option);
    const {parse} = option as SpecOption<unknown>;
    choices[key] = await parse((options as Record<string, string>)[key]!, read.mistakes);
  }
  return choices as ChoicesOf<Table>;
}
