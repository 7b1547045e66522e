import {existsSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {readObject} from '../arguments/config-file.ts';
import {UsageError} from '../arguments/errors.ts';
import {ArgumentReader, type OptionTable, type Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {readMnistOptions, readOut} from '../training/training-options.ts';
import {readHessianOptions} from './hessian-options.ts';
import {probeModel} from './probe-model.ts';
import {probeRun, requestFile} from './probe-run.ts';
import {trainFirst} from './train-first.ts';

/** Options that only a training has. */
const ofTraining = ['optimizers', 'schedule', 'model', 'epochs', 'batch-size', 'seeds', 'seed'];

type Kind = 'run' | 'model' | 'nothing';

function kindOf(path: string): Kind {
  if (!existsSync(path)) return 'nothing';
  if (path.endsWith('.json') || existsSync(join(path, 'model.json'))) return 'model';
  return existsSync(join(path, 'config.json')) ? 'run' : 'nothing';
}

/** What was asked for when a folder was probed, as text by option name. */
function earlierOptions(path: string): {target: string; written: Record<string, string>} {
  const texts = (options: Record<string, unknown>, names: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([key, name]) => {
        const value = options[key] as string | number | readonly string[] | null | undefined;
        if (value === null || value === undefined) return [];
        return [[name, typeof value === 'object' ? value.join(',') : String(value)] as const];
      }),
    );
  const probing = {
    probes: 'probes',
    every: 'every',
    k: 'eigenvalues',
    draws: 'draws',
    steps: 'steps',
    examples: 'examples',
    seed: 'probe-seed',
  };
  const request = join(path, requestFile);
  if (existsSync(request)) {
    return {target: path, written: texts(readObject(request, `--resume: ${request}`), {...probing, units: 'units'})};
  }
  const file = join(path, 'config.json');
  const config = existsSync(file) ? readObject(file, `--resume: ${file}`) : {};
  const {probed} = config;
  if (typeof probed === 'string')
    return {target: probed, written: texts(config, {...probing, data: 'data', dataset: 'dataset', loss: 'loss'})};
  if ('resolved' in config) return {target: path, written: {}};
  throw new UsageError([
    `--resume: ${path} holds no probes of curvature; give the folder that was named when it stopped`,
  ]);
}

/** The newest folder of this command without a report. */
function newestUnfinished(): string {
  const names = (existsSync('runs') ? readdirSync('runs') : []).filter((name) => name.startsWith('hessian-')).sort();
  const path = names.map((name) => join('runs', name)).findLast((folder) => !existsSync(join(folder, 'report.html')));
  if (path === undefined)
    throw new UsageError(['--resume: no unfinished run in runs/; give the folder, as in --resume runs/hessian-...']);
  return path;
}

/** Probes a run, a saved model, or a training of its own; resolves to the exit code. */
export async function runHessian(
  given: Written,
  words: readonly string[],
  {table, context}: {table: OptionTable; context: CommandContext},
): Promise<number> {
  const first = new ArgumentReader(given, table);
  const resumed = first.has('resume') ? (first.text('resume') ?? newestUnfinished()) : undefined;
  const earlier = resumed === undefined ? undefined : earlierOptions(resumed);
  const written = {...earlier?.written, ...given};
  const read = new ArgumentReader(written, table);
  if (resumed !== undefined && words.length > 0)
    read.mistakes.push(`--resume ${resumed} says what to go on with; leave ${words.join(' ')} out`);
  if (words.length > 1) read.mistakes.push(`hessian takes one run or model, got ${words.length}: ${words.join(' ')}`);
  const target = earlier?.target ?? words[0];
  const kind = target === undefined ? undefined : kindOf(target);
  if (kind === 'nothing')
    read.mistakes.push(
      `${target} is neither the folder of a run (with config.json) nor of a saved model (with model.json)`,
    );
  const options = readHessianOptions(read, target === undefined ? 'epoch' : 'end');
  const flags = {quiet: read.flag('quiet'), json: read.flag('json')};
  const units = read.text('units');
  if (kind !== undefined) {
    for (const name of ofTraining)
      if (read.has(name)) read.mistakes.push(`--${name} is for a training; ${target} is trained already`);
  }
  if (kind === 'run') {
    for (const name of ['data', 'dataset', 'loss', 'out'])
      if (read.has(name)) read.mistakes.push(`--${name}: a run knows its own; leave it out`);
    read.finish();
    return probeRun(target!, {options, units, ...flags}, context);
  }
  if (kind === 'model') {
    if (units !== undefined) read.mistakes.push('--units is for a run; a saved model has none');
    if (options.every !== 'end') read.mistakes.push('--every is for a run or a training; a saved model is one moment');
    const dataset = read.choice('dataset', ['mnist', 'fashion'], 'mnist');
    const data = read.text('data') ?? 'embedded';
    const out = resumed === undefined ? readOut(read) : undefined;
    read.finish();
    const where = data === 'embedded' || data === 'download' ? data : resolve(data);
    return probeModel(
      {model: target!, data: where, dataset, loss: read.text('loss'), options, out, resumed, ...flags},
      context,
    );
  }
  if (read.has('loss')) read.mistakes.push('--loss is for a saved model; those that are trained here have their own');
  const mnist = readMnistOptions(
    new ArgumentReader({...written, optimizers: read.text('optimizers') ?? 'sgd:lr=0.1'}, table),
  );
  const out = readOut(read);
  read.finish();
  const folder = await trainFirst(mnist.options, {choices: mnist.choices, out, ...flags}, context);
  if (folder === null) return 130;
  return probeRun(folder, {options, units: units ?? 'all', ...flags}, context);
}
