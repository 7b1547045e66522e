import {flowCommand} from '../run/flow-command.ts';
import {outputOptions} from '../run/output-options.ts';
import {comparisonOptions} from '../training/training-options.ts';

const {optimizers, schedule, model, epochs, compile, ...training} = comparisonOptions;

const options = {optimizers, schedule, model, epochs, compile, ...training, ...outputOptions('mnist')};

/** `tfjs-optim mnist`: the main job, `train` on the digits. */
export const mnist = flowCommand({
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
  load: async () => (await import('../training/training-run.ts')).trainingRun('mnist'),
});
