import type {OptionTable} from '../arguments/reader.ts';
import type {Command} from '../command.ts';
import {mnist} from '../mnist/command.ts';

const {
  optimizers,
  schedule,
  model,
  epochs,
  data,
  dataset,
  config: _config,
  resume: _resume,
  out,
  ...rest
} = mnist.options;

const options: OptionTable = {
  probes: {
    describe: 'of top (eigenvalues), density, trace, taylor (curvature along the gradient)',
    kind: 'value',
    default: 'all of them',
    group: 'Curvature',
  },
  every: {
    describe: 'moments that are probed: end, epoch, or a number of updates; the density is drawn at the end only',
    kind: 'value',
    default: 'end of a run, epoch of a training',
    group: 'Curvature',
  },
  units: {
    describe: 'optimizers of the run, by their labels, or all',
    kind: 'value',
    default: 'the best of a run',
    group: 'Curvature',
  },
  eigenvalues: {describe: 'how many of the largest', kind: 'value', default: '15', group: 'Curvature'},
  draws: {describe: 'random vectors of the density', kind: 'value', default: '3', group: 'Curvature'},
  steps: {describe: 'steps of Lanczos for each of them', kind: 'value', default: '60', group: 'Curvature'},
  examples: {describe: 'first training examples, to be quicker', kind: 'value', default: 'all', group: 'Curvature'},
  'probe-seed': {describe: 'of the random vectors', kind: 'value', default: '0', group: 'Curvature'},
  loss: {
    describe: 'of a saved model: softmaxCrossEntropy and the like of logits, or one of TensorFlow.js',
    kind: 'value',
    default: 'its own',
    group: 'Curvature',
  },
  optimizers: {...optimizers!, default: 'sgd:lr=0.1'},
  schedule: schedule!,
  model: model!,
  epochs: {...epochs!, default: '5'},
  data: data!,
  dataset: dataset!,
  out: {...out!, default: 'runs/hessian-<date>-<time>'},
  resume: {
    describe: 'go on with probes that were stopped: their folder, or the newest unfinished',
    kind: 'optional',
    group: 'Output',
  },
  ...rest,
};

/** `tfjs-optim hessian`: curvature of a run, of a saved model, or along a training. */
export const hessian: Command = {
  usage: 'tfjs-optim hessian [run or model] [options]',
  summary:
    'Probes the Hessian of a loss: largest eigenvalues, spectral density, trace, curvature along the gradient. Adds what it finds to ' +
    'the report of a run, or writes one for a saved model; without either it trains first.',
  options,
  examples: [
    ['tfjs-optim hessian runs/mnist-20261121-143000', 'the best optimizer of a finished run, at its end'],
    ['tfjs-optim hessian runs/mnist-... --units all --every epoch --probes top,trace', 'all, along their training'],
    ['tfjs-optim hessian saved/ --data mnist/', 'a saved model, the folder with its model.json'],
    ['tfjs-optim hessian --optimizers sgd:lr=0.2 --batch-size full --epochs 100', 'the edge of stability'],
  ],
  async run(written, words, context) {
    const {runHessian} = await import('./what-to-probe.ts');
    return runHessian(written, words, {table: options, context});
  },
};
