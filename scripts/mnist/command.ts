import {withConfig} from '../arguments/config-file.ts';
import type {OptionTable} from '../arguments/reader.ts';
import type {Command} from '../command.ts';
import {dataOptions, outputOptions, seedsOption, trainingOptions} from '../run/run-options.ts';

const {'batch-size': batchSize, seed, ...training} = trainingOptions;

const options: OptionTable = {
  optimizers: {
    describe: 'which, with their options: sgd:lr=0.1,momentum:lr=0.05,momentum=0.8,adam (see tfjs-optim list)',
    kind: 'value',
    default: 'all lecture optimizers',
    group: 'Training',
  },
  ...training,
  compile: {
    describe: 'on: an update, and an evaluation, is one native call where the backend can; off: one call an operation',
    kind: 'value',
    default: 'on',
    group: 'Training',
  },
  'batch-size': batchSize,
  ...seedsOption('1'),
  seed,
  ...dataOptions,
  ...outputOptions('mnist'),
};

/** `tfjs-optim mnist`: the main job. */
export const mnist: Command = {
  usage: 'tfjs-optim mnist [options]',
  summary: 'Trains a network on handwritten digits with several optimizers, ranks them, and writes a report page.',
  options,
  examples: [
    ['tfjs-optim mnist', 'all lecture optimizers on the embedded digits'],
    ['tfjs-optim mnist --optimizers sgd:lr=0.1,adam --seeds 5', 'two of them, with the spread over five seeds'],
    [
      'tfjs-optim mnist --model 2c2d --data mnist/ --epochs 2 --schedule cosineDecay',
      'a convolutional network, full data',
    ],
  ],
  async run(written, words, context) {
    const {given, mistakes} = withConfig(written, options);
    const {runMnist} = await import('./mnist-run.ts');
    return runMnist(given, words, {table: options, mistakes, context});
  },
};
