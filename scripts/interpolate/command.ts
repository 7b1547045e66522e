import type {Written} from '../arguments/reader.ts';
import {flowCommand} from '../run/flow-command.ts';
import {outputOptions} from '../run/output-options.ts';
import {givenOptions, mliOptions, studyOptions} from './interpolate-options.ts';

const {from, to} = givenOptions;
const {preset, rates, shapes} = mliOptions;
const {alphas, 'batch-norm': batchNorm, ...training} = studyOptions;

const options = {
  from,
  to,
  preset,
  rates,
  shapes,
  ...training,
  alphas,
  'batch-norm': batchNorm,
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
export const interpolate = flowCommand({
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
  async load(given) {
    if (given['from'] !== undefined || given['to'] !== undefined) {
      return (await import('./given/given-ends.ts')).givenEnds;
    }
    if (given['preset'] !== undefined || (await isResumedPreset(given))) {
      return (await import('./mli/mli-run.ts')).mliRun;
    }
    return (await import('./study-run.ts')).studyRun;
  },
});
