import {readConfig} from '../arguments/config-file.ts';
import type {OptionTable} from '../arguments/reader.ts';
import type {Command} from '../command.ts';
import {mnist} from './mnist.ts';

const {schedule, model, epochs, 'batch-size': batchSize, seed, data, dataset, config, quiet, json} = mnist.options;

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
  'batch-norm': {
    describe: 'statistics of batch normalisation at every point: recalibrate, interpolate or keep',
    kind: 'value',
    default: 'recalibrate',
    group: 'Plane',
  },
  processes: {describe: 'how many processes share the points', kind: 'value', default: '1', group: 'Plane'},
  optimizers: {describe: 'the optimizer, with its options', kind: 'value', default: 'sgd', group: 'Training'},
  schedule: schedule!,
  model: model!,
  epochs: epochs!,
  'batch-size': batchSize!,
  seed: seed!,
  data: data!,
  dataset: dataset!,
  '3d': {describe: 'the report has a drawing that can be turned, too (1.7 MB)', kind: 'flag', group: 'Output'},
  out: {describe: 'the folder of the run', kind: 'value', default: 'runs/surface-<date>-<time>', group: 'Output'},
  resume: {
    describe: 'continue a run that was stopped: its folder, or that of --out, or the newest',
    kind: 'optional',
    group: 'Output',
  },
  config: config!,
  quiet: quiet!,
  json: json!,
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
    const path = written['config'];
    const mistakes: string[] = [];
    const read = typeof path === 'string' && path !== '' ? readConfig(path, options, mistakes) : {};
    const {runSurface} = await import('../landscape/surface/surface.ts');
    return runSurface({...read, ...written}, words, {table: options, mistakes, context});
  },
};
