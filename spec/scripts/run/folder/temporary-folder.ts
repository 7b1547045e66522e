import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Runs with a new folder that is removed afterwards. */
export function inTemporaryFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
