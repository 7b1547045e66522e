import {didYouMean} from '../../lib/base/arguments.ts';

/** A name with options, as in `sgd:lr=0.1,momentum=0.8`. */
export interface Spec {
  readonly name: string;
  readonly options: Readonly<Record<string, number | boolean | string>>;
}

/** What the options of a name may be: their defaults, by name, and for words the choices. */
export interface SpecParameter {
  readonly default?: unknown;
  readonly choices?: readonly string[] | undefined;
}

/** The options that a known name takes; undefined for an unknown name. */
export type KnownOptions = (name: string) => Readonly<Record<string, SpecParameter>> | undefined;

function parseValue(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/**
 * Splits `sgd:lr=0.1,momentum:lr=0.05,momentum=0.8,adam` into specs: a piece that is itself `key=value` belongs to the
 * name before it, since names never hold an equals sign. A colon separates options as well.
 */
export function splitSpecs(text: string): {name: string; pairs: string[]}[] {
  const specs: {name: string; pairs: string[]}[] = [];
  for (const piece of text.split(',').map((part) => part.trim())) {
    const [head = '', ...rest] = piece.split(':');
    const last = specs.at(-1);
    if (head.includes('=') && last) last.pairs.push(head, ...rest);
    else specs.push({name: head, pairs: rest});
  }
  return specs;
}

/**
 * Reads a list of specs and collects every mistake in it.
 *
 * @param flag the flag's name, for the messages
 * @param kind what the names stand for, as in "optimizer"
 * @param aliases short forms of option names, such as `{lr: 'learningRate'}`
 */
export function parseSpecs(
  text: string,
  {
    flag,
    kind,
    names,
    known,
    aliases = {},
    mistakes,
  }: {
    flag: string;
    kind: string;
    names: readonly string[];
    known: KnownOptions;
    aliases?: Readonly<Record<string, string>>;
    mistakes: string[];
  },
): Spec[] {
  return splitSpecs(text).flatMap(({name, pairs}) => {
    const table = known(name);
    if (!table) {
      mistakes.push(
        name === ''
          ? `--${flag}: an empty ${kind} name in "${text}"`
          : `--${flag}: unknown ${kind} "${name}"${didYouMean(name, names)} (available: ${names.join(', ')})`,
      );
      return [];
    }
    const options: Record<string, number | boolean | string> = {};
    for (const pair of pairs) {
      const at = pair.indexOf('=');
      const written = at < 0 ? pair : pair.slice(0, at);
      const key = Object.hasOwn(aliases, written) ? aliases[written]! : written;
      const value = at < 0 ? '' : parseValue(pair.slice(at + 1));
      const mistake = checkOption(table, key, value);
      if (mistake) mistakes.push(`--${flag}: ${name}: ${mistake}`);
      else if (key in options) mistakes.push(`--${flag}: ${name}: ${key} is given twice`);
      else options[key] = value;
    }
    return [{name, options}];
  });
}

function checkOption(table: Readonly<Record<string, SpecParameter>>, key: string, value: unknown): string | undefined {
  if (key === '') return `an option has no name; write name=value after the colon`;
  const option = Object.hasOwn(table, key) ? table[key] : undefined;
  if (!option) {
    const keys = Object.keys(table);
    return `unknown option "${key}"${didYouMean(key, keys)} (options: ${keys.join(', ') || 'none'})`;
  }
  if (value === '') return `${key} needs a value, as in ${key}=${JSON.stringify(option.default ?? 0.1)}`;
  if (option.choices && !option.choices.includes(String(value))) {
    return `${key} must be one of ${option.choices.join(', ')}, got "${String(value)}"`;
  }
  const wanted = typeof option.default;
  if (['number', 'boolean'].includes(wanted) && typeof value !== wanted) {
    return `${key} must be ${wanted === 'number' ? 'a number' : 'true or false'}, got "${String(value)}"`;
  }
  return undefined;
}
