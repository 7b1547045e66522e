import {flowCommand} from '../run/flow-command.ts';
import {outputOptions} from '../run/output-options.ts';
import {ratesOptions} from './rates-options.ts';

/** `tfjs-optim rates`: a learning-rate range test of each optimizer. */
export const rates = flowCommand({
  usage: 'tfjs-optim rates [options]',
  summary: 'Lets the rate of each optimizer grow in one short run, draws the loss along it, and suggests a rate.',
  options: {...ratesOptions, ...outputOptions('rates')},
  examples: [
    ['tfjs-optim rates', 'five optimizers on an MLP and the embedded digits'],
    [
      'tfjs-optim rates --optimizers adamw,muon --model 2c2d --range 1e-5:1:60',
      'two of them on a convolutional network',
    ],
  ],
  load: async () => (await import('./rates-run.ts')).ratesRun,
});
