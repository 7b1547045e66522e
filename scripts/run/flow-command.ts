import {withConfig} from '../arguments/config-file.ts';
import type {Written} from '../arguments/reader.ts';
import type {Command} from '../command.ts';
import type {Flow} from './flow.ts';

/**
 * A command that makes a run: its words and its options here, its work in a module that is loaded when it is asked for.
 * It takes a folder, with this and its flow, and one line in the table of commands.
 *
 * @param load the flow of the command, which what was written may choose
 */
export function flowCommand({
  load,
  ...words
}: Omit<Command, 'run'> & {load: (given: Written) => Promise<Flow>}): Command {
  return {
    ...words,
    async run(written, rest, context) {
      const {given, mistakes} = withConfig(written, words.options);
      const flow = await load(given);
      return flow(given, rest, {table: words.options, mistakes, context});
    },
  };
}
