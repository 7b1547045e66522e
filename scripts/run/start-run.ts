import type {BackendDiagnosis} from '../../lib/native/index.ts';
import {packageVersion} from '../package-version.ts';
import {type RunConfig, runConfig, type RunVersions} from './folder/schemas.ts';
import {createRunFolder} from './folder/open-run-folder.ts';
import type {RunFolder} from './folder/run-folder.ts';
import type {Request} from './read-request.ts';
import {checkVersions, reopenRun} from './resume.ts';
import type {Unit} from './units.ts';

/** What `versions.json` of a run holds. */
export const versionsOf = (
  {versions, tensorflowVersion}: Pick<BackendDiagnosis, 'versions' | 'tensorflowVersion'>,
  backend: string,
): RunVersions => ({
  ...versions,
  ...(tensorflowVersion !== null && {tensorflow: tensorflowVersion}),
  backend,
  'tfjs-optim': packageVersion,
});

/** Everything that `config.json` and `versions.json` of a run tell. */
export interface RunStart {
  /** As they were resolved. */
  readonly options: object;
  readonly backend: string;
  readonly units: readonly Unit[];
  /** The command line. */
  readonly command: string;
  readonly batchSize: number;
  /** Where the examples came from. */
  readonly source: string;
  /** The name of the examples by their content. */
  readonly data?: string;
}

/** Makes the folder of a new run and writes what is known before it. */
export function startRun(
  name: string,
  out: string | undefined,
  {options, report, backend, units, ...resolved}: RunStart & {report: BackendDiagnosis},
): RunFolder {
  const folder = createRunFolder({command: name, ...(out === undefined ? {} : {out})});
  // The configuration first: with it alone a run that was killed here can be resumed.
  folder.writeJson('config.json', {
    ...options,
    resolved: {...resolved, units: units.map(({key, config, seed}) => ({key, seed, config}))},
  });
  folder.writeJson('versions.json', versionsOf(report, backend));
  return folder;
}

/** What `config.json` of a folder says; nothing where there is none. */
const configOf = (folder: RunFolder): RunConfig =>
  folder.readDocument('config.json', runConfig, 'the configuration of a run') ?? {};

/** The command that started a run. */
export const startedBy = (folder: RunFolder, otherwise: string): string =>
  configOf(folder).resolved?.command ?? otherwise;

/** What is asked of the place of a run. */
export type PlaceRequest = Pick<Request, 'resumed' | 'out'> & Partial<Pick<Request, 'allowVersions'>>;

/** Where a run goes: a folder is made when nothing can be refused any more. */
export interface Place {
  /** The folder of the run that is gone on with. */
  readonly before: RunFolder | undefined;
  readonly open: (report: BackendDiagnosis) => RunFolder;
}

/**
 * The folder of the run that is gone on with, if its units are those of now, or else a new one.
 *
 * @throws CommandError where the backend, the data or the defaults are no longer those of the run, and from `open` where the
 *   versions are not
 */
export function runPlace(name: string, {resumed, out, allowVersions}: PlaceRequest, start: RunStart): Place {
  const before = resumed === undefined ? undefined : reopenRun(resumed, start);
  return {
    before,
    open(report) {
      if (before === undefined) return startRun(name, out, {...start, report});
      checkVersions(before, versionsOf(report, start.backend), allowVersions);
      return before;
    },
  };
}
