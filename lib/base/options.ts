import {checkChoices, checkFlags, checkLists, checkNumbers, checkOptions, type NumberRange, show} from './arguments.ts';

/**
 * Checks what was received for an option, and gives the value of the option.
 *
 * @param owner whose option it is, the first word of a message
 * @param name of the option
 */
export type OptionReader<Input, Value> = (owner: string, name: string, received: Input) => Value;

/** One option: how it is read, and what it means. */
export interface Option<Input = never, Value = unknown> {
  readonly read: OptionReader<Input, Value>;
  /** What it means, in words that start small and have no stop. */
  readonly description: string;
  /** Whether it must be given. */
  readonly required: boolean;
  /** What is read when it is left out; the words say what happens where there is no such value. */
  readonly default?: unknown;
  readonly range?: NumberRange;
  readonly choices?: readonly string[];
}

/** Options by name, each written once; their types, checks, defaults and words follow from here. */
export type OptionTable = Readonly<Record<string, Option>>;

/** What is known of an option that must be given. */
export interface IsNeeded<Words extends string> {
  readonly required: true;
  readonly description: Words;
}

/** What is known of an option that may be left out; its default is undefined where the words say what happens then. */
export interface HasDefault<Default, Words extends string> {
  readonly required: false;
  readonly default: Default;
  readonly description: Words;
}

/** An option that must be given: reader and words. One that may be left out: the default between them, or undefined. */
export function option<Input, Value, const Words extends string>(
  read: OptionReader<Input, Value>,
  description: Words,
): Option<Input, Value> & IsNeeded<Words>;
export function option<Input, Value, const Default, const Words extends string>(
  read: OptionReader<Input, Value>,
  fallback: Default,
  description: Words,
): Option<Input, Value> & HasDefault<Default, Words>;
export function option(read: OptionReader<never, unknown>, ...rest: readonly unknown[]): Option {
  const required = rest.length === 1;
  const [fallback] = rest;
  const hasDefault = !required && fallback !== undefined;
  return {read, required, ...(hasDefault && {default: fallback}), description: rest.at(-1) as string};
}

/** A number with its range, as `numberOption(positive, 'steps until the end')` or `numberOption({from: 1}, 10, 'draws')`. */
export function numberOption<const Range extends NumberRange, const Words extends string>(
  range: Range,
  description: Words,
): NumberOption<Range> & IsNeeded<Words>;
export function numberOption<
  const Range extends NumberRange,
  const Default extends number | undefined,
  const Words extends string,
>(range: Range, fallback: Default, description: Words): NumberOption<Range> & HasDefault<Default, Words>;
export function numberOption(range: NumberRange, ...rest: [string]): NumberOption {
  const read = (owner: string, name: string, received: number): number => {
    checkNumbers(owner, {[name]: received}, range);
    return received;
  };
  return {...option(read, ...rest), kind: 'number', range};
}

/** A number within a range. */
export interface NumberOption<Range extends NumberRange = NumberRange, Input = number, Value = number> extends Option<
  Input,
  Value
> {
  readonly kind: 'number';
  readonly range: Range;
}

/** True or false. */
export function flagOption<const Default extends boolean, const Words extends string>(
  fallback: Default,
  description: Words,
): FlagOption & HasDefault<Default, Words> {
  const read = (owner: string, name: string, received: boolean): boolean => {
    checkFlags(owner, {[name]: received});
    return received;
  };
  return {...option(read, fallback, description), kind: 'flag'};
}

/** An option that is true or false. */
export interface FlagOption extends Option<boolean, boolean> {
  readonly kind: 'flag';
}

/** One of a few words, the first of which is the default. */
export function choiceOption<const Choices extends readonly [string, ...string[]], const Words extends string>(
  choices: Choices,
  description: Words,
): ChoiceOption<Choices[number]> & HasDefault<Choices[0], Words> {
  const read = (owner: string, name: string, received: Choices[number]): Choices[number] => {
    checkChoices(owner, {[name]: received}, choices);
    return received;
  };
  return {...option(read, choices[0], description), kind: 'choice', choices};
}

/** An option that is one of a few words; words hold no underscore, because loading a model would take it away. */
export interface ChoiceOption<Choice extends string = string> extends Option<Choice, Choice> {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}

/** The seed of what is drawn at random; the words say of what. */
export function seedOption<const Words extends string>(description: Words): NumberOption<{}> & HasDefault<0, Words> {
  return numberOption({}, 0, description);
}

/** A number that its function checks, because its range depends on other values, too; the one in the table is that for all. */
export function checkedLater<Of extends NumberOption>(number: Of): Of {
  return {...number, read: asGiven};
}

/** Reads a list: `option(asList<number>, 'the boundaries')`. */
export function asList<Element>(owner: string, name: string, received: readonly Element[]): readonly Element[] {
  checkLists(owner, {[name]: received});
  return received;
}

/** Reads a list of numbers within a range, of which there are at least so many. */
export function asNumbers(range: NumberRange, least = 0): OptionReader<readonly number[], readonly number[]> {
  return (owner, name, received) => {
    checkLists(owner, {[name]: received}, least);
    for (const number of received) checkNumbers(owner, {[name]: number}, range);
    return received;
  };
}

/** Reads a function: `option(asFunction<() => void>, undefined, 'called at the end')`. */
export function asFunction<Value>(owner: string, name: string, received: Value): Value {
  if (typeof received === 'function') return received;
  throw new TypeError(`${owner}: ${name} must be a function, received ${show(received)}`);
}

/** Reads what can end a run. */
export function asSignal(owner: string, name: string, received: AbortSignal): AbortSignal {
  if (received instanceof AbortSignal) return received;
  throw new TypeError(`${owner}: ${name} must be an AbortSignal, received ${show(received)}`);
}

/** Reads what a function checks that throws where something is wrong. */
export function checkedBy<Value>(check: (received: Value) => void): OptionReader<Value, Value> {
  return (_owner, _name, received) => {
    check(received);
    return received;
  };
}

/** Takes what is checked where it is used, because that depends on the rest: `option(asGiven<tf.LayersModel>, 'the model')`. */
export function asGiven<Value>(_owner: string, _name: string, received: Value): Value {
  return received;
}

type InputOf<Of> = Of extends {readonly read: OptionReader<infer Input, unknown>} ? Input : never;
type ValueOf<Of> = Of extends {readonly read: OptionReader<never, infer Value>} ? Value : never;

// A bound that is computed has no number in its type.
type Sign<Words extends string, Bound extends number> = number extends Bound ? '' : `${Words} ${Bound}`;
type Least<Range> = Range extends {readonly from: infer Bound extends number}
  ? Sign<'>=', Bound>
  : Range extends {readonly above: infer Bound extends number}
    ? Sign<'>', Bound>
    : '';
type Most<Range> = Range extends {readonly to: infer Bound extends number}
  ? Sign<'<=', Bound>
  : Range extends {readonly below: infer Bound extends number}
    ? Sign<'<', Bound>
    : '';
type Both<One extends string, Other extends string> = One extends ''
  ? Other
  : Other extends ''
    ? One
    : `${One} and ${Other}`;
type Comma<Words extends string> = Words extends '' ? '' : `, ${Words}`;
type RangeWords<Of> = Of extends {readonly range: infer Range}
  ? `${Range extends {readonly whole: true} ? ', whole' : ''}${Comma<Both<Least<Range>, Most<Range>>>}`
  : '';
type DefaultWords<Of> = Of extends {readonly default: infer Default extends string | number | boolean}
  ? `, default ${Default extends string ? `'${Default}'` : Default}`
  : '';
type WordsOf<Of> = Of extends {readonly description: infer Words extends string}
  ? `${Words}${RangeWords<Of>}${DefaultWords<Of>}`
  : string;

/** The value of an option that may be left out, with words that editors and the compiler show beside it. */
type Optional<Value, _Words extends string> = Value | undefined;

/**
 * The value of an option that must be given, with its words.
 *
 * Every value has a `valueOf`, so this is no more than the value; but an intersection keeps its name, and with it the words.
 */
type Needed<Value, _Words extends string> = Value & {valueOf: unknown};

type NeededIn<Table extends OptionTable> = {
  [Name in keyof Table]: Table[Name]['required'] extends true ? Name : never;
}[keyof Table];

/**
 * What callers give: an object with the options of a table, of which those may be left out that need not be given.
 *
 * Give it a name of its own, which messages then show: `interface DecayOptions extends OptionsOf<typeof table> {}`.
 *
 * @typeParam Positional names in the table that are arguments of their own, before the options
 */
export type OptionsOf<Table extends OptionTable, Positional extends keyof Table = never> = Flat<
  {
    -readonly [Name in keyof Table as Exclude<Name & NeededIn<Table>, Positional>]: Needed<
      InputOf<Table[Name]>,
      WordsOf<Table[Name]>
    >;
  } & {
    -readonly [Name in keyof Table as Exclude<Name, Positional | NeededIn<Table>>]?: Optional<
      InputOf<Table[Name]>,
      WordsOf<Table[Name]>
    >;
  }
>;

type Flat<Both> = {[Name in keyof Both]: Both[Name]};

/** What `readOptions` gives: every option of a table, undefined where it was left out and has no default. */
export type SettingsOf<Table extends OptionTable> = {
  [Name in keyof Table]: Table[Name] extends {readonly default: undefined}
    ? ValueOf<Table[Name]> | undefined
    : ValueOf<Table[Name]>;
};

/**
 * Checks values against a table, in its order, and fills in the defaults; names that the table does not know are not seen.
 *
 * @throws TypeError, RangeError as the readers of the table do
 */
export function readValues<Table extends OptionTable>(owner: string, table: Table, given: object): SettingsOf<Table> {
  const values = given as Readonly<Record<string, never>>;
  return Object.fromEntries(
    Object.entries(table).map(([name, {read, required, default: fallback}]) => {
      const received = values[name] === undefined ? fallback : values[name];
      return [name, received === undefined && !required ? undefined : read(owner, name, received as never)];
    }),
  ) as SettingsOf<Table>;
}

/**
 * Checks options against their table and fills in the defaults.
 *
 * @param owner the function whose options these are, the first word of a message
 * @param positional arguments before the options that stand in the table, too: they are checked, but no options
 * @throws TypeError for what is no object, for an unknown option, with the one that may have been meant, and for a value of the
 *   wrong type, RangeError for a value outside its range
 * @example
 * const table = {steps: numberOption(positive, 'steps until the end'), power: numberOption(positive, 1, 'the power')};
 * readOptions('decay', table, {steps: 10}); // {steps: 10, power: 1}
 */
export function readOptions<Table extends OptionTable>(
  owner: string,
  table: Table,
  options: object,
  positional: {readonly [Name in keyof Table]?: unknown} = {},
): SettingsOf<Table> {
  // Before the options, which may be in their place.
  for (const name in positional) table[name]!.read(owner, name, positional[name] as never);
  const names = Object.keys(table).filter((name) => !(name in positional));
  checkOptions(owner, options, names);
  return readValues(owner, table, {...options, ...positional});
}

/** An option as plain data. */
export interface OptionDescription {
  readonly required: boolean;
  readonly default?: unknown;
  readonly range?: NumberRange;
  readonly choices?: readonly string[];
  readonly description: string;
}

/** The options of a table as plain data. */
export function describeOptions(table: OptionTable): Record<string, OptionDescription> {
  return Object.fromEntries(
    Object.entries(table).map(([name, {required, range, choices, description, ...rest}]) => [
      name,
      {
        required,
        ...('default' in rest && {default: rest.default}),
        ...(range && {range}),
        ...(choices && {choices}),
        description,
      },
    ]),
  );
}
