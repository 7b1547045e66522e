import {withConfig} from '../arguments/config-file.ts';
import type {OptionTable} from '../arguments/reader.ts';
import type {Command} from '../command.ts';
import {batchNormOption, dataOptions, outputOptions, trainingOptions} from '../run/run-options.ts';

const options: OptionTable = {
  plane: {
    describe:
      'random (normalised filter by filter), pca (of the training), three-points (seeds), or eigenvectors (of the Hessian)',
    kind: 'value',
    default: 'random',
    group: 'Plane',
  },
  at: {
    describe: 'given checkpoints or saved models to go through, with commas between them, in place of training',
    kind: 'value',
    group: 'Plane',
  },
  loss: {describe: 'of the given models, where they do not tell it', kind: 'value', group: 'Plane'},
  x: {
    describe: 'coordinates along the first direction, from:to:count',
    kind: 'value',
    default: 'as the plane calls for, 25',
    group: 'Plane',
  },
  y: {
    describe: 'coordinates along the second direction',
    kind: 'value',
    default: 'as the plane calls for, 25',
    group: 'Plane',
  },
  ...batchNormOption('Plane'),
  processes: {describe: 'how many processes share the points', kind: 'value', default: '1', group: 'Plane'},
  optimizers: {describe: 'the optimizer, with its options', kind: 'value', default: 'sgd', group: 'Training'},
  ...trainingOptions,
  ...dataOptions,
  '3d': {describe: 'the report has a drawing that can be turned, too (1.7 MB)', kind: 'flag', group: 'Output'},
  ...outputOptions('surface'),
};

/** `tfjs-optim surface`: the loss over a plane of weight space. */
export const surface: Command = {
  usage: 'tfjs-optim surface [options]',
  summary: 'Measures the loss over a plane through the weights of a trained network, or of given ones, and draws it.',
  options,
  examples: [
    ['tfjs-optim surface', 'two random directions around an MLP trained on the embedded digits'],
    ['tfjs-optim surface --plane pca --optimizers adam --3d', 'the way of a training, and a drawing to turn'],
    ['tfjs-optim surface --at run/model --x=-1:1:51 --y=-1:1:51 --processes 4', 'a saved model, in four processes'],
  ],
  async run(written, words, context) {
    const {given, mistakes} = withConfig(written, options);
    const {runSurface} = await import('./surface-run.ts');
    return runSurface(given, words, {table: options, mistakes, context});
  },
};
