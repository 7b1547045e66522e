import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type ModelChoice, parseModel} from '../arguments/model-spec.ts';
import {type OptimizerChoice, parseOptimizers} from '../arguments/optimizer-spec.ts';
import type {ArgumentReader, Written} from '../arguments/reader.ts';
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

/** Reads and checks every option that decides what is computed; mistakes are collected in `read`. */
export function readMnistOptions(read: ArgumentReader): {options: MnistOptions; choices: MnistChoices} {
  const dataset = read.choice('dataset', ['mnist', 'fashion'], 'mnist');
  const options: MnistOptions = {
    optimizers: read.text('optimizers') ?? lectureOptimizers,
    schedule: read.text('schedule') ?? 'constant',
    model: read.text('model') ?? 'mlp',
    epochs: read.has('epochs') ? read.wholeNumber('epochs', {minimum: 1, fallback: 1}) : null,
    batchSize: readBatchSize(read),
    seeds: read.wholeNumber('seeds', {minimum: 1, fallback: 1}),
    seed: read.wholeNumber('seed', {minimum: 0, fallback: 1}),
    data: read.text('data') ?? (dataset === 'mnist' ? 'embedded' : 'download'),
    dataset,
  };
  const schedule = options.schedule === 'constant' ? undefined : parseSchedule(options.schedule, read.mistakes);
  const model = parseModel(options.model, read.mistakes) ?? {name: 'mlp', options: {}};
  const optimizers = parseOptimizers(options.optimizers, read.mistakes);
  if (dataset === 'fashion' && options.data === 'embedded') {
    read.mistakes.push('--data embedded has the MNIST digits only: for --dataset fashion give a folder or download');
  }
  return {options, choices: {optimizers, schedule, model}};
}

/** The folder that `--resume` means: its own value, else that of `--out`, else the newest run that is not finished. */
export function folderToResume(read: ArgumentReader): string | undefined {
  if (!read.has('resume')) return undefined;
  const named = read.text('resume') ?? read.text('out');
  if (named !== undefined) return named;
  const unfinished = (existsSync('runs') ? readdirSync('runs') : [])
    .filter((name) => name.startsWith('mnist-'))
    .map((name) => join('runs', name))
    .filter((path) => existsSync(join(path, 'config.json')) && !existsSync(join(path, 'report.html')))
    .sort();
  if (unfinished.length === 0) {
    read.mistakes.push('--resume: no unfinished run in runs/; give the folder, as in --resume runs/mnist-...');
  }
  return unfinished.at(-1);
}

/** Options of the run in a folder, as text by option name. */
export function readRunOptions(path: string): Record<string, string> | undefined {
  const file = join(path, 'config.json');
  if (!existsSync(file)) return undefined;
  const {resolved: _, ...options} = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), String(value)]),
  );
}

/** A resumed run goes on with the options that it was started with: others are mistakes. */
export function checkSameOptions(
  read: ArgumentReader,
  earlier: Readonly<Record<string, string>>,
  given: Written,
): void {
  for (const [name, value] of Object.entries(given)) {
    const before = earlier[name];
    if (before === undefined || before === value) continue;
    read.mistakes.push(
      `--${name} ${String(value)}: this run was started with ${before}; leave it out, or start a new run`,
    );
  }
}
