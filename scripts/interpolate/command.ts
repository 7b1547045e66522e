import {withConfig} from '../arguments/config-file.ts';
import type {OptionTable, Written} from '../arguments/reader.ts';
import type {Command} from '../command.ts';
import {batchNormOption, dataOptions, outputOptions, seedsOption, trainingOptions} from '../run/run-options.ts';

const {seed, ...training} = trainingOptions;

const options: OptionTable = {
  from: {describe: 'one end: a checkpoint file, or a folder with model.json', kind: 'value', group: 'Two given ends'},
  to: {describe: 'the other end', kind: 'value', group: 'Two given ends'},
  loss: {
    describe: 'of the given models, where they do not tell it: softmaxCrossEntropy, categoricalCrossentropy, ...',
    kind: 'value',
    group: 'Two given ends',
  },
  preset: {
    describe: 'mli: the grid of Lucas et al. 2021, rates x {SGD, Adam} x {batch normalisation, none}',
    kind: 'value',
    group: 'Preset',
  },
  rates: {
    describe: 'learning rates of the preset',
    kind: 'value',
    default: '3,1,0.3,0.1,0.03,0.01,0.003,0.001',
    group: 'Preset',
  },
  shapes: {
    describe: 'hidden layers of the preset, such as 128/64-64; more of them take longer',
    kind: 'value',
    default: '128',
    group: 'Preset',
  },
  optimizers: {
    describe: 'which, with their options: sgd:lr=0.1,momentum:lr=0.05,adam (see tfjs-optim list)',
    kind: 'value',
    default: 'sgd,momentum,adam',
    group: 'Training',
  },
  ...training,
  ...seedsOption('3'),
  seed,
  alphas: {
    describe: 'positions on the lines, from:to:count or a list; 0 is the start, 1 the end of training',
    kind: 'value',
    default: '0:1:51',
    group: 'Points',
  },
  ...batchNormOption('Points'),
  ...dataOptions,
  ...outputOptions('interpolate'),
};

/** Whether the run that is to go on is one of the preset. */
async function isResumedPreset(given: Written): Promise<boolean> {
  if (given['resume'] === undefined) return false;
  const {folderToResume, readRunOptions} = await import('../run/resume.ts');
  const {ArgumentReader} = await import('../arguments/reader.ts');
  const folder = folderToResume(new ArgumentReader(given, options), 'interpolate');
  return folder !== undefined && 'preset' in readRunOptions(folder, options);
}

/** `tfjs-optim interpolate`: the loss on straight lines. */
export const interpolate: Command = {
  usage: 'tfjs-optim interpolate [options]',
  summary:
    'Measures the loss on the straight line from the start of training to its end, on two controls, and between the solutions of ' +
    'several seeds; or between two given models.',
  options,
  examples: [
    ['tfjs-optim interpolate', 'SGD, momentum and Adam from three seeds on the embedded digits'],
    ['tfjs-optim interpolate --optimizers sgd --data mnist/ --alphas=-0.5:1.5:41', 'all of MNIST, beyond both ends'],
    ['tfjs-optim interpolate --from a --to b --data mnist/', 'between two checkpoints or saved models'],
    ['tfjs-optim interpolate --preset mli --epochs 2', 'which optimizers, rates and normalisation leave the line'],
  ],
  async run(written, words, context) {
    const {given, mistakes} = withConfig(written, options);
    const call = {table: options, mistakes, context};
    if (given['from'] !== undefined || given['to'] !== undefined) {
      const {runGivenEnds} = await import('./given/given-ends.ts');
      return runGivenEnds(given, words, call);
    }
    if (given['preset'] !== undefined || (await isResumedPreset(given))) {
      const {runMli} = await import('./mli/mli-run.ts');
      return runMli(given, words, call);
    }
    const {runStudy} = await import('./study-run.ts');
    return runStudy(given, words, call);
  },
};
