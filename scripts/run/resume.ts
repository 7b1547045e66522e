import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {optionName, readObject} from '../arguments/config-file.ts';
import {CommandError, UsageError} from '../arguments/errors.ts';
import type {ArgumentReader, OptionDefinitions, Written} from '../arguments/reader.ts';
import {shellWords} from '../arguments/words.ts';
import {runConfig, type RunVersions, runVersions} from './folder/schemas.ts';
import {printable} from '../terminal/printable.ts';
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

/** Who asks for a run, as messages call it, of which commands the run may be, and what to do where there is none. */
export interface RunWanted {
  readonly asked: string;
  readonly of: string;
  readonly advice: string;
}

const toResume: RunWanted = {
  asked: '--resume',
  of: 'this command',
  advice: 'give the folder of a run, or leave --resume out',
};

/**
 * Options of the run in a folder as they would be written, by option name.
 *
 * @throws UsageError where the folder holds no run
 */
export function readRunOptions(
  path: string,
  table: OptionDefinitions,
  {asked, of, advice}: RunWanted = toResume,
): Record<string, string | boolean> {
  if (!existsSync(path)) throw new UsageError([`${asked}: ${path} does not exist; ${advice}`]);
  if (!statSync(path).isDirectory()) throw new UsageError([`${asked}: ${path} is a file; ${advice}`]);
  const file = join(path, 'config.json');
  if (!existsSync(file)) throw new UsageError([`${asked}: ${path} holds no config.json, so it is no run; ${advice}`]);
  const {resolved, ...options} = readObject(file, `${asked}: ${file}`);
  const entries = Object.entries(options).map(([key, value]) => [optionName(key), value] as const);
  const foreign = entries.filter(
    ([name, value]) =>
      !Object.hasOwn(table, name) ||
      !(table[name]!.kind === 'flag' ? ['boolean'] : ['string', 'number']).includes(typeof value),
  );
  if (foreign.length > 0 || resolved === undefined) {
    throw new UsageError([`${asked}: ${file} is not that of a run of ${of}; ${advice}`]);
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'boolean' ? value : String(value)]));
}

/** A resumed run goes on with the options that it was started with: others are mistakes. */
export function checkSameOptions(
  read: ArgumentReader,
  {earlier, options, given}: {earlier: Readonly<Record<string, string | boolean>>; options: object; given: Written},
): void {
  for (const [key, value] of Object.entries(options)) {
    const name = optionName(key);
    if (given[name] === undefined || earlier[name] === undefined || String(earlier[name]) === String(value)) continue;
    read.mistakes.push(
      `--${name} ${String(given[name])}: this run was started with ${earlier[name]}; leave it out, or start a new run`,
    );
  }
}

const versionsIn = (folder: RunFolder): RunVersions | undefined =>
  folder.readDocument('versions.json', runVersions, 'what the versions of a run are kept in');

/** The one backend whose numbers the version of a package has a part in. */
const partOf: Readonly<Record<string, string>> = {
  'tfjs-node': 'tensorflow',
  tensorflow: 'tensorflow',
  'tfjs-backend-wasm': 'wasm',
};

/** Names of the versions that are others now. */
function changedVersions(before: object, now: RunVersions): string[] {
  const known = before as Readonly<Record<string, unknown>>;
  return Object.keys(now).filter(
    (name) => known[name] !== undefined && known[name] !== now[name] && (partOf[name] ?? now.backend) === now.backend,
  );
}

/**
 * Refuses to go on with a run under other versions of this package or of TensorFlow than it was started with, which may give
 * other numbers.
 *
 * @param now those that run here
 * @param isAllowed whether it goes on all the same, with a note, and the folder tells of both
 * @throws CommandError that names them
 */
export function checkVersions(folder: RunFolder, now: RunVersions, isAllowed = false): void {
  const before = versionsIn(folder);
  // A run that was killed between its first two files.
  if (before === undefined) {
    folder.writeJson('versions.json', now);
    return;
  }
  const {later = []} = before;
  const changed = changedVersions(before, now);
  if (changed.length === 0 || later.some((each) => changedVersions(each, now).length === 0)) return;
  const list = (versions: RunVersions): string => changed.map((name) => `${name} ${String(versions[name])}`).join(', ');
  const differs = `the run in ${folder.path} was started with ${list(before)}, and this is ${list(now)}`;
  if (!isAllowed) {
    throw new CommandError(
      `${differs}, which may give other numbers: go on all the same with --allow-versions, or start a new run`,
    );
  }
  console.error(printable(`! ${differs}; both are kept in versions.json`));
  folder.writeJson('versions.json', {...before, later: [...later, now]});
}

/**
 * Refuses to go on with a run on another backend than it was started on.
 *
 * @throws CommandError that names both
 */
export function checkBackend(folder: RunFolder, backend: string): void {
  const startedOn = versionsIn(folder)?.backend;
  if (startedOn !== undefined && startedOn !== backend) {
    throw new CommandError(
      `the run in ${folder.path} was started on the backend ${startedOn} and this is ${backend}: ` +
        `set TFJS_OPTIM_BACKEND=${startedOn}, or start a new run`,
    );
  }
}

/** Refuses to go on with a run on another backend, or whose data or defaults are not those it was started with. */
export function checkSameRun(folder: RunFolder, {backend, keys}: {backend: string; keys: readonly string[]}): void {
  checkBackend(folder, backend);
  const config = folder.readDocument('config.json', runConfig, 'the configuration of a run');
  const before = (config?.resolved?.units ?? []).map(({key}) => key);
  if (before.join() === keys.join()) return;
  throw new CommandError(
    `the run in ${folder.path} cannot go on: its data, its model or the defaults of this version (it was started with ` +
      `${versionsIn(folder)?.['tfjs-optim'] ?? 'another'}) are no longer those it was started with; start a new run`,
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
