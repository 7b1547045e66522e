import {commandTable} from './command-table.ts';
import {parser} from './arguments/words.ts';

/**
 * The help of the program, or of one command.
 *
 * @param name the command
 * @param columns width of the terminal
 */
export async function helpText(name: string | undefined, columns = process.stdout.columns || 110): Promise<string> {
  let program = (await parser([])).wrap(Math.min(110, columns));
  if (name === undefined) {
    program = program.usage(
      'tfjs-optim [command] [options]\n\nOptimizers, schedules and experiments for TensorFlow.js.',
    );
    for (const [word, {summary}] of Object.entries(commandTable)) program = program.command(word, summary);
    program = program
      .option('help', {type: 'boolean', describe: 'show this text, or after a command its options'})
      .option('version', {type: 'boolean', describe: 'show the version'})
      .option('debug', {type: 'boolean', describe: 'show the stack of an error'})
      .example('tfjs-optim', 'compare the lecture optimizers on the embedded digits')
      .example('tfjs-optim mnist --optimizers sgd:lr=0.1,adam --epochs 3', 'two of them, briefly')
      .example('tfjs-optim list schedules', 'every schedule with its formula');
  } else {
    const command = await commandTable[name]!.load();
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
