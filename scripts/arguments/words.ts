import {UsageError} from './errors.ts';
import type {OptionDefinitions, Written} from './reader.ts';

/** The parser of words, for the help and for the commands; it takes time to load. */
export async function parser(words: readonly string[]) {
  const {default: yargs} = await import('yargs');
  return yargs([...words])
    .scriptName('tfjs-optim')
    .help(false)
    .version(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'dot-notation': false,
      'boolean-negation': false,
      'short-option-groups': false,
    });
}

/** Values written after flags, as in `--quiet=no` and `--quiet false`, which the parser would take for false in silence. */
function flagValues(words: readonly string[], flags: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    for (const flag of flags) {
      if (word.startsWith(`--${flag}=`)) values[flag] = word.slice(flag.length + 3);
      if (word === `--${flag}` && (next === 'true' || next === 'false')) values[flag] = next;
    }
  }
  return values;
}

/**
 * Splits what was written into options and other words.
 *
 * @param table the options of the command
 * @throws UsageError for names that no option can have
 */
export async function parseWords(
  words: readonly string[],
  table: OptionDefinitions,
): Promise<{written: Written; rest: string[]}> {
  const impossible = words
    .map((word) => /^--?([^=]*)/.exec(word)?.[1])
    .filter((name) => name !== undefined && name in Object.prototype);
  // Names of every object confuse the parser.
  if (impossible.length > 0) throw new UsageError(impossible.map((name) => `unknown option --${name}`));
  const named = (flag: boolean) =>
    Object.entries(table).flatMap(([name, {kind}]) => ((kind === 'flag') === flag ? [name] : []));
  const program = (await parser(words)).string(named(false)).boolean(named(true));
  const {_: rest, $0: _program, ...written} = program.parseSync();
  return {written: {...written, ...flagValues(words, named(true))} as Written, rest: rest.map(String)};
}

// eslint-disable-next-line no-control-regex -- these are the ones meant
const control = /[\u0000-\u001f\u007f]/g;

/** One word as a shell takes it; one with control characters in the form that bash, zsh and ksh know, which shows them. */
function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (word.search(control) < 0) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = word.replaceAll(/[\\']/g, String.raw`\$&`);
  return `$'${escaped.replaceAll(control, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;
}

/** Words as a shell takes them: those that it would split or expand stand in quotes. */
export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
