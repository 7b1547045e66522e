import {didYouMean} from '../../lib/base/arguments.ts';
import {UsageError} from './errors.ts';

/** An option of a command as the help shows it. */
export interface OptionDefinition {
  readonly describe: string;
  /** `flag`: present or not; `value`: needs a value; `optional`: may stand alone. */
  readonly kind: 'flag' | 'value' | 'optional';
  /** The default in words, for the help. */
  readonly default?: string;
  readonly group?: string;
}

export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

/** What was written: text by option name, `true` for a flag. */
export type Written = Readonly<Record<string, string | boolean | readonly string[]>>;

/** Reads typed values out of what was written and collects every mistake; `finish` throws them together. */
export class ArgumentReader {
  readonly mistakes: string[] = [];
  readonly #written: Written;
  readonly #table: OptionDefinitions;

  constructor(written: Written, table: OptionDefinitions) {
    this.#written = written;
    this.#table = table;
    for (const [name, value] of Object.entries(written)) this.#check(name, value);
  }

  #check(name: string, value: Written[string]): void {
    const definition = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    if (!definition) {
      const written = name.length === 1 ? `-${name}` : `--${name}`;
      this.mistakes.push(`unknown option ${written}${this.#meant(name)}`);
    } else if (Array.isArray(value)) {
      this.mistakes.push(`--${name} is given ${value.length} times; give it once`);
    } else if (definition.kind === 'value' && (value === '' || value === true)) {
      this.mistakes.push(`--${name} needs a value`);
    } else if (definition.kind === 'flag' && typeof value !== 'boolean') {
      this.mistakes.push(`--${name} takes no value, got "${String(value)}"`);
    }
  }

  #meant(name: string): string {
    return didYouMean(name, Object.keys(this.#table)).replace('"', '"--');
  }

  /** Whether the option was written at all. */
  has(name: string): boolean {
    return this.#written[name] !== undefined && this.#written[name] !== false;
  }

  flag(name: string): boolean {
    return this.#written[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#written[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.text(name);
    if (value === undefined) return fallback;
    if ((choices as readonly string[]).includes(value)) return value as Choice;
    this.mistakes.push(`--${name} must be one of ${choices.join(', ')}, got "${value}"${didYouMean(value, choices)}`);
    return fallback;
  }

  wholeNumber(
    name: string,
    {minimum, maximum = Number.MAX_SAFE_INTEGER, fallback}: {minimum: number; maximum?: number; fallback: number},
  ): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (value.trim() !== '' && Number.isSafeInteger(number) && number >= minimum && number <= maximum) return number;
    const most = maximum === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${maximum}`;
    this.mistakes.push(`--${name} must be a whole number of at least ${minimum}${most}, got "${value}"`);
    return fallback;
  }

  /** For commands that take no words beside their options. */
  noWords(words: readonly string[]): void {
    for (const word of words) {
      const meant = word.startsWith('-') ? '; options come before --' : this.#meant(word);
      this.mistakes.push(`unexpected word "${word}"${meant}`);
    }
  }

  /** Throws all mistakes found so far, if there are any. */
  finish(): void {
    if (this.mistakes.length > 0) throw new UsageError(this.mistakes);
  }
}
