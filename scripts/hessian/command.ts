import type {Command} from '../command.ts';
import {outputOptions} from '../run/output-options.ts';
import {ownTraining, probingOptions, unitsOption} from './hessian-options.ts';

const {probes, every, ...probing} = probingOptions;
const {optimizers, schedule, model, epochs, loss, compile, ...training} = ownTraining;
const {out, resume, quiet, json, 'allow-versions': allowVersions} = outputOptions('hessian');

const options = {
  probes,
  every,
  units: unitsOption,
  ...probing,
  optimizers,
  schedule,
  model,
  loss,
  epochs,
  out: {...out, describe: 'the folder of a training or of the probe of a model; a run keeps its probes in its own'},
  resume: {...resume, describe: 'go on with probes that were stopped: their folder, or the newest unfinished'},
  'allow-versions': allowVersions,
  compile,
  ...training,
  quiet,
  json,
};

/** `tfjs-optim hessian`: curvature of a run, of a saved model, or along a training. */
export const hessian: Command = {
  usage: 'tfjs-optim hessian [run, part of a run, or model] [options]',
  summary:
    'Probes the Hessian of a loss: largest eigenvalues, spectral density, trace, curvature along the gradient. Adds what it finds to ' +
    'the report of a run, or writes one for a saved model; without either it trains first.',
  options,
  examples: [
    ['tfjs-optim hessian runs/mnist-20261121-143000', 'the best optimizer of a finished run, at its end'],
    ['tfjs-optim hessian runs/mnist-.../adam/seed2@best', 'one of its trainings, at its best epoch'],
    ['tfjs-optim hessian runs/mnist-... --units all --every epoch --probes top,trace', 'all, along their training'],
    [
      'tfjs-optim hessian --model saved/ --data mine.csv --target price',
      'a saved model, the folder with its model.json',
    ],
    ['tfjs-optim hessian --optimizers sgd:lr=0.2 --batch-size full --epochs 100', 'the edge of stability'],
  ],
  async run(written, words, context) {
    const {runHessian} = await import('./what-to-probe.ts');
    return runHessian(written, words, {table: options, context});
  },
};
