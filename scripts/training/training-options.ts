import {existsSync, readdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {type ModelChoice, parseModel} from '../arguments/model-spec.ts';
import {type OptimizerChoice, parseOptimizers} from '../arguments/optimizer-spec.ts';
import type {ArgumentReader} from '../arguments/reader.ts';
import {parseSchedule, type ScheduleMaker} from '../arguments/schedule-spec.ts';

/** The options of `mnist` as text, which is what `config.json` holds and `--config` reads. */
export interface MnistOptions {
  readonly optimizers: string;
  readonly schedule: string;
  readonly model: string;
  /** Null: as many as suit the backend. */
  readonly epochs: number | null;
  readonly batchSize: number | 'full';
  readonly seeds: number;
  readonly seed: number;
  readonly data: string;
  readonly dataset: 'mnist' | 'fashion';
  /** Whether updates and evaluations are compiled where the backend can; absent in commands without the option. */
  readonly compile?: 'on' | 'off';
}

/** What the texts stand for. */
export interface MnistChoices {
  readonly optimizers: readonly OptimizerChoice[];
  readonly schedule: ScheduleMaker | undefined;
  readonly model: ModelChoice;
}

const lectureOptimizers = 'sgd,momentum,nesterov,adagrad,adadelta,rmsprop,adam';

function readBatchSize(read: ArgumentReader): number | 'full' {
  const written = read.text('batch-size');
  if (written === 'full') return 'full';
  if (written !== undefined && Number.isNaN(Number(written))) {
    read.mistakes.push(`--batch-size must be a whole number of at least 1, or full, got "${written}"`);
    return 'full';
  }
  return read.wholeNumber('batch-size', {minimum: 1, fallback: 64});
}

/** A folder as an absolute path, so that a run can be repeated and resumed from anywhere. */
export function readData(read: ArgumentReader, dataset: MnistOptions['dataset']): string {
  const data = read.text('data') ?? (dataset === 'mnist' ? 'embedded' : 'download');
  return data === 'embedded' || data === 'download' ? data : resolve(data);
}

/** The folder of `--out`; a mistake where it holds anything, which nothing may overwrite. */
export function readOut(read: ArgumentReader): string | undefined {
  const out = read.text('out');
  if (out === undefined || !existsSync(out)) return out;
  if (!statSync(out).isDirectory()) read.mistakes.push(`--out ${out} is a file; give a new folder`);
  else if (readdirSync(out).length > 0) {
    const way = existsSync(join(out, 'config.json')) ? `continue it with --resume ${out}, or give` : 'give';
    read.mistakes.push(`--out ${out} holds files, which are kept; ${way} a new folder`);
  }
  return out;
}

/** A schedule that does not fit the number of epochs is a mistake before anything is done. */
function checkLength(schedule: ScheduleMaker | undefined, epochs: number | null, mistakes: string[]): void {
  if (!schedule || epochs === null) return;
  try {
    schedule(0.1, {epochs, updatesPerEpoch: 1_000_000});
  } catch (error) {
    mistakes.push(`--schedule: ${(error as Error).message}`);
  }
}

/** Reads and checks every option that decides what is computed; mistakes are collected in `read`. */
export function readMnistOptions(read: ArgumentReader): {options: MnistOptions; choices: MnistChoices} {
  const dataset = read.choice('dataset', ['mnist', 'fashion'], 'mnist');
  const options: MnistOptions = {
    optimizers: read.text('optimizers') ?? lectureOptimizers,
    schedule: read.text('schedule') ?? 'constant',
    model: read.text('model') ?? 'mlp',
    epochs: read.has('epochs') ? read.wholeNumber('epochs', {minimum: 1, fallback: 1}) : null,
    batchSize: readBatchSize(read),
    seeds: read.wholeNumber('seeds', {minimum: 1, maximum: 1000, fallback: 1}),
    seed: read.wholeNumber('seed', {minimum: 0, fallback: 1}),
    data: readData(read, dataset),
    dataset,
    ...(read.takes('compile') && {compile: read.choice('compile', ['on', 'off'], 'on')}),
  };
  const schedule = options.schedule === 'constant' ? undefined : parseSchedule(options.schedule, read.mistakes);
  checkLength(schedule, options.epochs, read.mistakes);
  const model = parseModel(options.model, read.mistakes) ?? {name: 'mlp', options: {}};
  const optimizers = parseOptimizers(options.optimizers, read.mistakes);
  if (dataset === 'fashion' && options.data === 'embedded') {
    read.mistakes.push('--data embedded has the MNIST digits only: for --dataset fashion give a folder or download');
  }
  return {options, choices: {optimizers, schedule, model}};
}
