import type {Command} from '../command.ts';
import {outputOptions} from '../run/output-options.ts';
import {lectureOptions} from './lecture-options.ts';

const options = {...lectureOptions, ...outputOptions('lecture')};

/** `tfjs-optim lecture`: the statements of the lecture notes as experiments, with computed verdicts. */
export const lecture: Command = {
  usage: 'tfjs-optim lecture [list] | all | TOPIC... | check FILE [options]',
  summary:
    'Carries out what the lecture notes say, item by item, and writes a site with figures, code and computed verdicts. ' +
    'A topic is its number, its name, or the id of an item; L9.1-zigzag is one of the items that share an id. Alone it lists them.',
  options,
  examples: [
    ['tfjs-optim lecture list', 'the topics with their items; lecture alone does the same'],
    ['tfjs-optim lecture 9', 'one topic; lecture conjugate-gradient is the same'],
    ['tfjs-optim lecture L7.5 L8.7', 'two items'],
    ['tfjs-optim lecture all', 'everything, in less than ten minutes'],
    ['tfjs-optim lecture check answers.json', 'the errors of your answers to the exercises'],
  ],
  async run(written, words, context) {
    const {runLecture} = await import('./which-of-them.ts');
    return runLecture(written, words, {table: options, context});
  },
};
