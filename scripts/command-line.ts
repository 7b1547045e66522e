import yargs from 'yargs';
import {didYouMean} from '../schedules/arguments.ts';
import {CommandError, UsageError} from './arguments/mistakes.ts';
import type {Written} from './arguments/reader.ts';
import type {Command} from './command.ts';
import {packageVersion} from './package-version.ts';

const commands: Record<string, {summary: string; load: () => Promise<Command>}> = {
  mnist: {
    summary: 'train a network on handwritten digits with several optimizers and compare them (the default)',
    load: async () => (await import('./commands/mnist.ts')).mnist,
  },
  list: {
    summary: 'show the optimizers, schedules and models with formula, defaults and reference',
    load: async () => (await import('./commands/list.ts')).list,
  },
  doctor: {
    summary: 'show the backend, versions, threads and data, and how to mend what is missing',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  download: {
    summary: 'fetch the full MNIST or Fashion-MNIST files into the cache and verify them',
    load: async () => (await import('./commands/download.ts')).download,
  },
  setup: {
    summary: 'make the native TensorFlow backend ready',
    load: async () => (await import('./commands/setup.ts')).setup,
  },
};

function findCommand(words: readonly (string | number)[]): {name: string; rest: string[]} {
  const [first, ...rest] = words.map(String);
  if (first === undefined) return {name: 'mnist', rest: []};
  if (Object.hasOwn(commands, first)) return {name: first, rest};
  const names = Object.keys(commands);
  throw new UsageError([`unknown command "${first}"${didYouMean(first, names)} (commands: ${names.join(', ')})`]);
}

function base(argv: readonly string[]) {
  return yargs([...argv])
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

async function helpText(name: string | undefined): Promise<string> {
  let program = base([]).wrap(Math.min(110, process.stdout.columns || 110));
  if (name === undefined) {
    program = program.usage(
      'tfjs-optim [command] [options]\n\nOptimizers, schedules and experiments for TensorFlow.js.',
    );
    for (const [word, {summary}] of Object.entries(commands)) program = program.command(word, summary);
    program = program
      .option('help', {type: 'boolean', describe: 'show this text, or after a command its options'})
      .option('version', {type: 'boolean', describe: 'show the version'})
      .option('debug', {type: 'boolean', describe: 'show the stack of an error'})
      .example('tfjs-optim', 'compare the lecture optimizers on the embedded digits')
      .example('tfjs-optim mnist --optimizers sgd:lr=0.1,adam --epochs 3', 'two of them, briefly')
      .example('tfjs-optim list schedules', 'every schedule with its formula');
  } else {
    const command = await commands[name]!.load();
    program = program.usage(`${command.usage}\n\n${command.summary}`);
    for (const [option, {describe, kind, default: fallback, group}] of Object.entries(command.options)) {
      program = program.option(option, {
        describe,
        type: kind === 'flag' ? 'boolean' : 'string',
        ...(fallback === undefined ? {} : {defaultDescription: fallback, default: fallback}),
        ...(group === undefined ? {} : {group: `${group}:`}),
      });
    }
    for (const [example, what] of command.examples) program = program.example(example, what);
  }
  return program.getHelp();
}

/** Errors whose message says what to do; of others, the place matters. */
const explained = ['DataError', 'RangeError'];

function printMistake(error: unknown, debug: boolean): number {
  if (error instanceof UsageError) {
    for (const mistake of error.mistakes) console.error(`✖ ${mistake}`);
    console.error('\nSee tfjs-optim --help, or --help after a command.');
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  console.error(`✖ ${message}`);
  if (debug && error instanceof Error) console.error(error.stack);
  else if (!(error instanceof CommandError) && !explained.includes((error as Error).name))
    console.error('(--debug shows where this comes from)');
  return 1;
}

/**
 * Runs one command line and resolves to its exit code: 0, 1 for a failure, 2 for wrong usage, 130 after Ctrl-C.
 *
 * @param prepare makes the native backend ready before a command that computes
 */
export async function runCommandLine(
  argv: readonly string[],
  {prepare = async () => {}}: {prepare?: () => Promise<void>} = {},
): Promise<number> {
  const debug = argv.includes('--debug');
  const abort = new AbortController();
  const onInterrupt = (): void => {
    // The first Ctrl-C ends the work in order; the second ends the process.
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  process.on('SIGINT', onInterrupt);
  try {
    const words = argv.filter((word) => word !== '--debug');
    const first = words.find((word) => !word.startsWith('-'));
    const asked = first !== undefined && Object.hasOwn(commands, first) ? first : undefined;
    if (words.includes('--help') || words.includes('-h')) {
      console.log(await helpText(asked));
      return 0;
    }
    if (words.includes('--version')) {
      console.log(packageVersion);
      return 0;
    }
    const name = asked ?? findCommand(base(words).parseSync()._).name;
    const command = await commands[name]!.load();
    const entries = Object.entries(command.options);
    const {
      _,
      $0: _program,
      ...parsed
    } = base(words)
      .string(entries.filter(([, {kind}]) => kind !== 'flag').map(([option]) => option))
      .boolean(entries.filter(([, {kind}]) => kind === 'flag').map(([option]) => option))
      .parseSync();
    const written = parsed as Record<string, Written[string]>;
    // The parser takes any value of a flag for false; here it is a mistake.
    for (const [option, {kind}] of entries) {
      const valued = words.find((word) => kind === 'flag' && word.startsWith(`--${option}=`));
      if (valued) written[option] = valued.slice(option.length + 3);
    }
    const {rest} = findCommand(_);
    return await command.run(written, rest, {
      prepare,
      signal: abort.signal,
      commandLine: ['tfjs-optim', ...(asked ? [] : [name]), ...words].join(' '),
    });
  } catch (error) {
    return printMistake(error, debug);
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}
