import type {OptionDefinitions, Written} from './arguments/reader.ts';

/** What a command needs to know of the process that runs it. */
export interface CommandContext {
  /** Makes the native backend ready, where the program runs from a checkout; does nothing in an installed package. */
  readonly prepare: () => Promise<void>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The words before a command, as in `npm start -- list`, for commands that are shown. */
  readonly program: string;
  /** The command line as a shell takes it, for the reports. */
  readonly commandLine: string;
}

/** One word of the command line; its module loads no tensors, so that the help is quick. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly options: OptionDefinitions;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Resolves to the exit code. `words` are the arguments that are not options. */
  run(written: Written, words: readonly string[], context: CommandContext): Promise<number>;
}
