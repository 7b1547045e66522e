import '../lib/base/wording.ts';
import {didYouMean} from '../lib/base/arguments.ts';
import {CommandError, UsageError} from './arguments/errors.ts';
import type {OptionDefinitions} from './arguments/reader.ts';
import {commandTable} from './command-table.ts';
import {packageVersion} from './package-version.ts';
import {printable} from './terminal/printable.ts';
import {parseWords, shellWords} from './arguments/words.ts';

const isCommand = (word: string): boolean => Object.hasOwn(commandTable, word);

/** The command of a line and the words that are left: the first word that is no option and no option's value, else `mnist`. */
async function findCommand(words: readonly string[]): Promise<{name: string; words: readonly string[]}> {
  const [first = ''] = words;
  if (isCommand(first)) return {name: first, words: words.slice(1)};
  // Options may come first: which words are their values, the options of all commands tell, whose kinds agree.
  const commands = await Promise.all(Object.values(commandTable).map(({load}) => load()));
  const {rest} = await parseWords(
    words,
    Object.assign({}, ...commands.map(({options}) => options)) as OptionDefinitions,
  );
  const [word] = rest;
  if (word === undefined) return {name: 'mnist', words};
  if (isCommand(word)) return {name: word, words: words.toSpliced(words.lastIndexOf(word), 1)};
  const names = Object.keys(commandTable);
  throw new UsageError([`unknown command "${word}"${didYouMean(word, names)} (commands: ${names.join(', ')})`]);
}

/** Errors whose message says what to do; of others, the place matters. */
const explained = ['DataError', 'RangeError', 'AbsentBackendError', 'CheckpointError', 'FileError', 'FolderHeldError'];

function printMistake(error: unknown, {debug, program}: {debug: boolean; program: string}): number {
  if (error instanceof UsageError) {
    for (const mistake of new Set(error.mistakes)) console.error(`✖ ${printable(mistake)}`);
    console.error(`\nSee ${program} --help, or --help after a command.`);
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  console.error(`✖ ${printable(message)}`);
  // Files of the user that are not as they should be are a mistake of usage.
  const {name, code} = error as NodeJS.ErrnoException;
  if (name === 'DataError' && code === 'E_DATA') return 2;
  if (debug && error instanceof Error) console.error(printable(error.stack ?? ''));
  else if (!(error instanceof CommandError) && !explained.includes((error as Error).name))
    console.error('(--debug shows where this comes from)');
  return 1;
}

/** The answer to --help and --version, undefined where neither is asked for. */
async function information(words: readonly string[]): Promise<string | undefined> {
  if (words.includes('--help') || words.includes('-h') || words[0] === 'help') {
    const {helpText} = await import('./help-text.ts');
    const asked = words.filter((word) => word !== '--help' && word !== '-h');
    const about = asked[0] === 'help' ? asked.slice(1) : asked;
    const {name} = await findCommand(about);
    return helpText(about.includes(name) ? name : undefined);
  }
  return words.includes('--version') ? packageVersion : undefined;
}

/** A reader that has seen enough, such as `head`, closes the pipe: that ends the program without words. */
function onPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

/**
 * Runs one command line and resolves to its exit code: 0, 1 for a failure, 2 for wrong usage and for data that cannot be read, 130 after Ctrl-C.
 *
 * @param prepare makes the native backend ready before a command that computes
 * @param program the words before the command, for commands that are shown
 */
export async function runCommandLine(
  argv: readonly string[],
  {prepare = async () => {}, program = 'tfjs-optim'}: {prepare?: () => Promise<void>; program?: string} = {},
): Promise<number> {
  const debug = argv.includes('--debug');
  const given = argv.filter((word) => word !== '--debug');
  const abort = new AbortController();
  const onInterrupt = (): void => {
    // The first Ctrl-C ends the work in order; the second ends the process.
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  process.on('SIGINT', onInterrupt);
  // It stays: what was printed is written after the command has ended.
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(onPipe)) stream.on('error', onPipe);
  try {
    const text = await information(given);
    if (text !== undefined) {
      console.log(text);
      return 0;
    }
    const {name, words} = await findCommand(given);
    const command = await commandTable[name]!.load();
    const {written, rest} = await parseWords(words, command.options);
    const commandLine = `${program} ${shellWords([name, ...words])}`;
    return await command.run(written, rest, {prepare, signal: abort.signal, program, commandLine});
  } catch (error) {
    return printMistake(error, {debug, program});
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}
