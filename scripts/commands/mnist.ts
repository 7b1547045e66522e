import {readConfig} from '../arguments/config-file.ts';
import type {OptionTable} from '../arguments/reader.ts';
import type {Command} from '../command.ts';

const options: OptionTable = {
  optimizers: {
    describe: 'which, with their options: sgd:lr=0.1,momentum:lr=0.05,momentum=0.8,adam (see tfjs-optim list)',
    kind: 'value',
    default: 'all lecture optimizers',
    group: 'Training',
  },
  schedule: {
    describe: 'of the rate, as in cosineDecay:warmup=1 or stepDecay:drop=0.5,every=5,unit=epoch; units: epoch, update',
    kind: 'value',
    default: 'constant',
    group: 'Training',
  },
  model: {
    describe: 'mlp, logreg, 2c2d or autoencoder, with options: mlp:widths=300-100,activation=tanh',
    kind: 'value',
    default: 'mlp',
    group: 'Training',
  },
  epochs: {
    describe: 'passes over the training digits',
    kind: 'value',
    default: '10, fewer on a slow backend',
    group: 'Training',
  },
  compile: {
    describe: 'on: an update, and an evaluation, is one native call where the backend can; off: one call an operation',
    kind: 'value',
    default: 'on',
    group: 'Training',
  },
  'batch-size': {describe: 'digits of an update, or full', kind: 'value', default: '64', group: 'Training'},
  seeds: {describe: 'how many seeds each optimizer is trained from', kind: 'value', default: '1', group: 'Training'},
  seed: {describe: 'the first seed', kind: 'value', default: '1', group: 'Training'},
  data: {
    describe: 'a folder with the four IDX files, embedded, or download',
    kind: 'value',
    default: 'embedded',
    group: 'Data',
  },
  dataset: {describe: 'mnist or fashion', kind: 'value', default: 'mnist', group: 'Data'},
  out: {describe: 'the folder of the run', kind: 'value', default: 'runs/mnist-<date>-<time>', group: 'Output'},
  resume: {
    describe: 'continue a run that was stopped: its folder, or that of --out, or the newest',
    kind: 'optional',
    group: 'Output',
  },
  config: {describe: 'a JSON file with these options; the command line goes before it', kind: 'value', group: 'Output'},
  quiet: {describe: 'only the result', kind: 'flag', group: 'Output'},
  json: {describe: 'the result as one JSON document on standard output', kind: 'flag', group: 'Output'},
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
    const path = written['config'];
    const mistakes: string[] = [];
    const config = typeof path === 'string' && path !== '' ? readConfig(path, options, mistakes) : {};
    const {runMnist} = await import('../experiments/mnist.ts');
    return runMnist({...config, ...written}, words, {table: options, mistakes, context});
  },
};
