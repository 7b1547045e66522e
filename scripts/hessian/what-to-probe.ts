import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import {readObject} from '../arguments/config-file.ts';
import {UsageError} from '../arguments/errors.ts';
import {asWritten, readValues} from '../arguments/command-options.ts';
import {ArgumentReader, type OptionDefinitions, type Written} from '../arguments/reader.ts';
import type {CommandContext} from '../command.ts';
import {runWork} from '../run/flow.ts';
import {checked} from '../run/folder/checked.ts';
import {readOut, readPrinting} from '../run/output-options.ts';
import {checkData} from '../data/check-data.ts';
import {dataOptions} from '../data/data-options.ts';
import {partOfRun} from '../training/run-reference.ts';
import {readTraining} from '../training/training-options.ts';
import {modelOptions, ownTraining, probingOptions, unitsOption} from './hessian-options.ts';
import {modelWork} from './probe-model.ts';
import {requestFile, runProbes} from './probe-run.ts';
import {trainFirst, trainOn} from './train-first.ts';

/** Options that only a training has. */
const ofTraining = ['optimizers', 'schedule', 'epochs', 'batch-size', 'seeds', 'seed'];

type Kind = 'run' | 'model' | 'nothing';

function kindOf(path: string): Kind {
  if (!existsSync(path)) return 'nothing';
  if (path.endsWith('.json') || existsSync(join(path, 'model.json'))) return 'model';
  return existsSync(join(path, 'config.json')) ? 'run' : 'nothing';
}

const value = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

/** What was asked for, in the folder of a run. */
const requestDocument = z.record(z.string(), value);

/** What was asked for, as `config.json` of a probe of a saved model has it. */
const probedDocument = z.looseObject({probed: z.string()}).catchall(value);

/** What contradicts a part of a run that is to be probed. */
function checkPart(read: ArgumentReader, text: string, isMoment: boolean): void {
  if (read.has('units')) read.mistakes.push(`--units: ${text} says which training is probed; leave --units out`);
  const every = read.text('every');
  if (isMoment && every !== undefined && every !== 'end')
    read.mistakes.push(`--every ${every}: ${text} is one moment; leave --every out, or what begins with @`);
}

/** What was asked for when a folder was probed, as text by option name. */
function earlierOptions(path: string): {target: string; written: Record<string, string>; isTraining?: boolean} {
  const read = (file: string) => readObject(file, `--resume: ${file}`);
  const remedy = 'give its folder without --resume to probe anew';
  const request = join(path, requestFile);
  if (existsSync(request)) {
    const asked = checked(requestDocument, read(request), {where: request, what: 'a list of what to probe', remedy});
    const written = asWritten({...probingOptions, units: unitsOption}, asked);
    // A part of a run is written behind its folder.
    const part = typeof asked['part'] === 'string' ? asked['part'] : '';
    return {target: path + part, written, isTraining: asked['training'] === 'own'};
  }
  const file = join(path, 'config.json');
  const config = existsSync(file) ? read(file) : {};
  if ('probed' in config) {
    const asked = checked(probedDocument, config, {where: file, what: 'the configuration of a probe', remedy});
    return {target: asked.probed, written: asWritten({...probingOptions, ...modelOptions}, asked)};
  }
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
  {table, context}: {table: OptionDefinitions; context: CommandContext},
): Promise<number> {
  const first = new ArgumentReader(given, table);
  // The folder may stand behind --resume or, as without it, alone.
  const isNamed = first.has('resume') && first.text('resume') === undefined && words.length > 0;
  const resumed = first.has('resume') ? (first.text('resume') ?? words[0] ?? newestUnfinished()) : undefined;
  const earlier = resumed === undefined ? undefined : earlierOptions(resumed);
  const read = new ArgumentReader({...earlier?.written, ...given}, table);
  if (resumed !== undefined && words.length > 0 && !isNamed)
    read.mistakes.push(`--resume ${resumed} says what to go on with; leave ${words.join(' ')} out`);
  if (words.length > 1) read.mistakes.push(`hessian takes one run or model, got ${words.length}: ${words.join(' ')}`);
  // A saved model may stand alone, or behind --model.
  const model = read.text('model');
  const isSavedModel = model !== undefined && kindOf(model) === 'model';
  if (isSavedModel && words.length > 0) read.mistakes.push(`${words[0]} says what to probe; leave --model out`);
  const target = earlier?.target ?? words[0] ?? (isSavedModel ? model : undefined);
  const part = target === undefined || existsSync(target) ? null : partOfRun(target, 'hessian', {trainsAgain: true});
  const kind = target === undefined ? undefined : part === null ? kindOf(target) : 'run';
  if (kind === 'nothing')
    read.mistakes.push(
      `${target} is neither the folder of a run (with config.json), a part of one such as RUN/adam/seed2@best, nor the folder of a ` +
        'saved model (with model.json)',
    );
  if (part !== null) checkPart(read, target!, part.isMoment);
  const probing = await readValues(read, probingOptions);
  const options = {...probing, every: probing.every ?? (target === undefined ? 'epoch' : 'end')};
  const printing = readPrinting(read);
  const units = read.text('units');
  const allowVersions = read.flag('allow-versions');
  if (kind !== undefined) {
    for (const name of [...ofTraining, ...(isSavedModel ? [] : ['model'])])
      if (read.has(name)) read.mistakes.push(`--${name} is for a training; ${target} is trained already`);
  }
  if (kind === 'run') {
    for (const name of [...Object.keys(dataOptions), 'loss', 'out'])
      if (read.has(name)) read.mistakes.push(`--${name}: a run knows its own; leave it out`);
    read.finish();
    const folder = part?.run ?? target!;
    if (earlier?.isTraining === true && (await trainOn(folder, {allowVersions}, printing, context)) === null)
      return 130;
    const asked = {options, units, part: part ?? undefined, allowVersions, ...printing};
    const probes = await runProbes(folder, asked, context);
    return runWork(probes, printing, context);
  }
  if (kind === 'model') {
    if (units !== undefined) read.mistakes.push('--units is for a run; a saved model has none');
    if (options.every !== 'end') read.mistakes.push('--every is for a run or a training; a saved model is one moment');
    const ofModel = await readValues(read, modelOptions);
    checkData(read, ofModel);
    const out = resumed === undefined ? readOut(read) : undefined;
    read.finish();
    return runWork(
      await modelWork({model: target!, ...ofModel, options, out, resumed, allowVersions}, context),
      printing,
      context,
    );
  }
  if (read.has('loss')) read.mistakes.push('--loss is for a saved model; those that are trained here have their own');
  const training = await readTraining(read, ownTraining);
  const out = readOut(read);
  read.finish();
  const asked = {...options, units: units ?? 'all'};
  const folder = await trainFirst({...training, resumed: undefined, out}, asked, printing, context);
  if (folder === null) return 130;
  const probes = await runProbes(
    folder,
    {options, units: asked.units, part: undefined, allowVersions, ...printing},
    context,
  );
  return runWork(probes, printing, context);
}
