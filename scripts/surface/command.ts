import {flowCommand} from '../run/flow-command.ts';
import {outputOptions} from '../run/output-options.ts';
import {surfaceOptions} from './surface-options.ts';

/** `tfjs-optim surface`: the loss over a plane of weight space. */
export const surface = flowCommand({
  usage: 'tfjs-optim surface [options]',
  summary: 'Measures the loss over a plane through the weights of a trained network, or of given ones, and draws it.',
  options: {...surfaceOptions, ...outputOptions('surface')},
  examples: [
    ['tfjs-optim surface', 'two random directions around an MLP trained on the embedded digits'],
    ['tfjs-optim surface --plane pca --optimizers adam --3d', 'the way of a training, and a drawing to turn'],
    ['tfjs-optim surface --at run/model --x=-1:1:51 --y=-1:1:51 --processes 4', 'a saved model, in four processes'],
  ],
  load: async () => (await import('./surface-run.ts')).surfaceRun,
});
