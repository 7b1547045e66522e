import {whole} from '../../../scripts/arguments/command-options.ts';
import {flowCommand} from '../../../scripts/run/flow-command.ts';
import {outputOptions} from '../../../scripts/run/output-options.ts';

/** What is worked on. */
export const collatzOptions = {
  first: whole({describe: 'the first start', least: 1, most: 1000, default: 1, group: 'Numbers'}),
  'how-many': whole({describe: 'starts that follow each other', least: 1, default: 3, group: 'Numbers'}),
};

/** A command of the specs alone: how many steps the rule of Collatz takes from each start to 1. */
export const collatz = flowCommand({
  usage: 'tfjs-optim collatz [options]',
  summary: 'Counts the steps of the rule of Collatz.',
  options: {...collatzOptions, ...outputOptions('collatz')},
  examples: [['tfjs-optim collatz --how-many 5', 'from 1 to 5']],
  load: async () => (await import('./collatz-run.ts')).collatzRun,
});
