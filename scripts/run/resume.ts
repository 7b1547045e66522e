import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {optionName, readObject} from '../arguments/config-file.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import type {ArgumentReader, OptionDefinitions, Written} from '../arguments/reader.ts';
import {shellWords} from '../arguments/words.ts';
import {runConfig, runVersions} from './folder/schemas.ts';
import {openRunFolder} from './folder/open-run-folder.ts';
import type {RunFolder} from './folder/run-folder.ts';

/** The folder that `--resume` means: its own value, else that of `--out`, else the command's newest run that is not finished. */
export function folderToResume(read: ArgumentReader, command: string): string | undefined {
  if (!read.has('resume')) return undefined;
  const [resume, out] = [read.text('resume'), read.text('out')];
  if (resume !== undefined && out !== undefined && resume !== out)
    read.mistakes.push(`--out ${out}: a run that is resumed stays in its folder ${resume}; leave --out out`);
  const named = resume ?? out;
  if (named !== undefined) return named;
  const unfinished = (existsSync('runs') ? readdirSync('runs') : [])
    .filter((name) => name.startsWith(`${command}-`))
    .map((name) => join('runs', name))
    .filter((path) => existsSync(join(path, 'config.json')) && !existsSync(join(path, 'report.html')))
    .sort();
  if (unfinished.length === 0) {
    read.mistakes.push(`--resume: no unfinished run in runs/; give the folder, as in --resume runs/${command}-...`);
  }
  return unfinished.at(-1);
}

/**
 * Options of the run in a folder, as text by option name.
 *
 * @throws UsageError where the folder holds no run
 */
export function readRunOptions(path: string, table: OptionDefinitions): Record<string, string> {
  const advice = 'give the folder of a run, or leave --resume out';
  if (!existsSync(path)) throw new UsageError([`--resume: ${path} does not exist; ${advice}`]);
  if (!statSync(path).isDirectory()) throw new UsageError([`--resume: ${path} is a file; ${advice}`]);
  const file = join(path, 'config.json');
  if (!existsSync(file)) throw new UsageError([`--resume: ${path} holds no config.json, so it is no run; ${advice}`]);
  const {resolved, ...options} = readObject(file, `--resume: ${file}`);
  const entries = Object.entries(options).map(([key, value]) => [optionName(key), value] as const);
  const foreign = entries.filter(
    ([name, value]) => !Object.hasOwn(table, name) || !['string', 'number'].includes(typeof value),
  );
  if (foreign.length > 0 || resolved === undefined) {
    throw new UsageError([`--resume: ${file} is not that of a run of this command; ${advice}`]);
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** A resumed run goes on with the options that it was started with: others are mistakes. */
export function checkSameOptions(
  read: ArgumentReader,
  {earlier, options, given}: {earlier: Readonly<Record<string, string>>; options: object; given: Written},
): void {
  for (const [key, value] of Object.entries(options)) {
    const name = optionName(key);
    if (given[name] === undefined || earlier[name] === undefined || earlier[name] === String(value)) continue;
    read.mistakes.push(
      `--${name} ${String(given[name])}: this run was started with ${earlier[name]}; leave it out, or start a new run`,
    );
  }
}

/** Refuses to go on with a run on another backend, or whose data or defaults are not those it was started with. */
export function checkSameRun(folder: RunFolder, {backend, keys}: {backend: string; keys: readonly string[]}): void {
  const versions = folder.readDocument('versions.json', runVersions, 'what the versions of a run are kept in');
  const startedOn = versions?.backend;
  if (startedOn !== undefined && startedOn !== backend) {
    throw new CommandError(
      `the run in ${folder.path} was started on the backend ${startedOn} and this is ${backend}: ` +
        `set TFJS_OPTIM_BACKEND=${startedOn}, or start a new run`,
    );
  }
  const config = folder.readDocument('config.json', runConfig, 'the configuration of a run');
  const before = (config?.resolved?.units ?? []).map(({key}) => key);
  if (before.join() === keys.join()) return;
  throw new CommandError(
    `the run in ${folder.path} cannot go on: its digits or the defaults of this version (it was started with ` +
      `${versions?.['tfjs-optim'] ?? 'another'}) are no longer those it was started with; start a new run`,
  );
}

/**
 * Opens the folder of a run to go on with it, or with what was found in it.
 *
 * @throws CommandError where the backend, the data or the defaults are no longer those of the run
 */
export function reopenRun(
  path: string,
  {backend, units}: {backend: string; units: readonly {readonly key: string}[]},
): RunFolder {
  const folder = openRunFolder(path);
  checkSameRun(folder, {backend, keys: units.map(({key}) => key)});
  return folder;
}

/**
 * The command that goes on with a run, as a shell takes it.
 *
 * @param path its folder; without it the command finds the newest that is not finished
 */
export const resumeCommand = (program: string, command: string, path: string | undefined): string =>
  `${program} ${command} --resume${path === undefined ? '' : ` ${shellWords([path])}`}`;
