import type {BackendDiagnosis} from '../../lib/native/index.ts';
import {createRunFolder} from './folder/open-run-folder.ts';
import type {RunFolder} from './folder/run-folder.ts';
import {packageVersion} from '../package-version.ts';
import type {ComparisonUnit} from '../training/comparison.ts';

/** What `versions.json` of a run holds. */
export const versionsOf = (report: BackendDiagnosis, backend: string): object => ({
  ...report.versions,
  backend,
  'tfjs-optim': packageVersion,
});

/** Makes the folder of a new run and writes what is known before it. */
export function startRun(
  name: string,
  out: string | undefined,
  {
    options,
    report,
    backend,
    units,
    ...resolved
  }: {
    options: object;
    report: BackendDiagnosis;
    backend: string;
    units: readonly Pick<ComparisonUnit, 'key' | 'config' | 'seed'>[];
    command: string;
    batchSize: number;
    source: string;
  },
): RunFolder {
  const folder = createRunFolder({command: name, ...(out === undefined ? {} : {out})});
  folder.writeJson('versions.json', versionsOf(report, backend));
  folder.writeJson('config.json', {
    ...options,
    resolved: {...resolved, units: units.map(({key, config, seed}) => ({key, seed, config}))},
  });
  return folder;
}

/** The command that started a run. */
export function startedBy(folder: RunFolder, otherwise: string): string {
  const {resolved} = folder.readJson('config.json') as {resolved?: {command?: string}};
  return resolved?.command ?? otherwise;
}
