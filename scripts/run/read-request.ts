import {ArgumentReader, type OptionDefinitions, type Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {type Printing, readOut, readPrinting} from './output-options.ts';
import {checkSameOptions, folderToResume, readRunOptions} from './resume.ts';

/** What a command that makes a run is called with. */
export interface Call {
  readonly table: OptionDefinitions;
  /** Those found so far. */
  readonly mistakes: readonly string[];
  readonly context: CommandContext;
}

/** What is asked of every command that makes a run, checked as far as words go. */
export interface Request extends Printing {
  /** The folder of an earlier run, to go on with. */
  readonly resumed: string | undefined;
  readonly out: string | undefined;
  /** Whether other versions may go on with it. */
  readonly allowVersions: boolean;
}

/** What a command reads of its own: the options that `config.json` holds, and what it makes of them. */
export interface Asked {
  readonly options: object;
}

/** How a command reads its own options. */
export interface RequestReader<Own extends Asked> {
  /** The command, by whose name its runs are found. */
  readonly name: string;
  /** Options that follow from others, as the data of a run from a part of it; what was written goes before. */
  readonly implied?: (given: Written) => Readonly<Record<string, string>>;
  /**
   * @param earlier options of the run that is gone on with
   * @param given the options that were written
   */
  readonly read: (
    read: ArgumentReader,
    earlier: Readonly<Record<string, string | boolean>>,
    given: Written,
  ) => Promise<Own>;
}

/**
 * Reads what is asked of a command that makes a run, or goes on with one: its options are those of that run then.
 *
 * @param given the options that were written, on the command line or in a configuration file
 * @throws UsageError with every mistake
 */
export async function readRequest<Own extends Asked>(
  given: Written,
  words: readonly string[],
  {table, mistakes}: Pick<Call, 'table' | 'mistakes'>,
  {name, implied, read: readOwn}: RequestReader<Own>,
): Promise<Own & Request> {
  const first = new ArgumentReader(given, table);
  const resumed = folderToResume(first, name);
  const earlier = resumed === undefined ? {} : readRunOptions(resumed, table);
  const read = new ArgumentReader({...(resumed === undefined && implied?.(given)), ...earlier, ...given}, table);
  read.mistakes.push(...mistakes, ...first.mistakes);
  read.noWords(words);
  const own = await readOwn(read, earlier, given);
  const out = resumed === undefined ? readOut(read) : undefined;
  checkSameOptions(read, {earlier, options: own.options, given});
  read.finish();
  return {...own, resumed, out, allowVersions: read.flag('allow-versions'), ...readPrinting(read)};
}
