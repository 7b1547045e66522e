import {flowCommand} from '../run/flow-command.ts';
import {outputOptions} from '../run/output-options.ts';
import {comparisonOptions} from '../training/training-options.ts';

const {data, target, task, ...others} = comparisonOptions;

/** `tfjs-optim train`: optimizers compared on the user's own data and model. */
export const train = flowCommand({
  usage: 'tfjs-optim train --data FILE [options]',
  summary: 'Trains a network on your own data with several optimizers, ranks them, and writes a report page.',
  options: {data: {...data, default: 'must be given'}, target, task, ...others, ...outputOptions('train')},
  examples: [
    ['tfjs-optim train --data iris.csv --target species', 'a table; numbers are standardised, categories one-hot'],
    [
      'tfjs-optim train --data houses.csv --target price --missing mean --folds 5',
      'a regression, each fifth tested in turn',
    ],
    ['tfjs-optim train --data photos/ --size 28x28 --model 2c2d --save best/', 'images by class; keeps the best model'],
    ['tfjs-optim train --data arrays.npz --model network.ts', 'arrays x and y, and a network of your own'],
  ],
  load: async () => (await import('../training/training-run.ts')).trainingRun('train'),
});
