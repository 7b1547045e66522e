import {ArgumentReader, type OptionTable, type Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {readOut} from '../training/training-options.ts';
import {checkSameOptions, folderToResume, readRunOptions} from './resume.ts';

/** What a command that makes a run is called with. */
export interface Call {
  readonly table: OptionTable;
  /** Those found so far. */
  readonly mistakes: readonly string[];
  readonly context: CommandContext;
}

/** What is asked of every command that makes a run, checked as far as words go. */
export interface Request {
  /** The folder of an earlier run, to go on with. */
  readonly resumed: string | undefined;
  readonly out: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
}

/**
 * Reads what is asked of a command that makes a run, or goes on with one: its options are those of that run then.
 *
 * @param given the options that were written, on the command line or in a configuration file
 * @param kind the command, by whose name its runs are found; its own defaults; and what reads its own options
 * @throws UsageError with every mistake
 */
export function readRequest<Asked extends {options: object}>(
  given: Written,
  words: readonly string[],
  {table, mistakes}: Pick<Call, 'table' | 'mistakes'>,
  {
    command,
    defaults = {},
    readOptions,
  }: {
    command: string;
    defaults?: Written;
    readOptions: (read: ArgumentReader, earlier: Readonly<Record<string, string>>) => Asked;
  },
): Asked & Request {
  const first = new ArgumentReader(given, table);
  const resumed = folderToResume(first, command);
  const earlier = resumed === undefined ? {} : readRunOptions(resumed, table);
  const read = new ArgumentReader({...defaults, ...earlier, ...given}, table);
  read.mistakes.push(...mistakes, ...first.mistakes);
  read.noWords(words);
  const asked = readOptions(read, earlier);
  const out = resumed === undefined ? readOut(read) : undefined;
  checkSameOptions(read, {earlier, options: asked.options, given});
  read.finish();
  return {...asked, resumed, out, quiet: read.flag('quiet'), json: read.flag('json')};
}
