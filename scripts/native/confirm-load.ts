import {checkLoad} from './check-load.ts';
import {fingerprint} from './file-set.ts';
import {rememberLoading, wasSeenToLoad} from './seen.ts';

/**
 * Whether the native files of a tfjs-node folder load on this Node: known at once where this very set was seen to, else tried in
 * a process of its own. Returns why not where they do not.
 */
export async function whyNotLoading(packageFolder: string): Promise<string | null> {
  const files = await fingerprint(packageFolder);
  if (files === null) return 'files are missing';
  if (wasSeenToLoad(files)) return null;
  const reason = await checkLoad(packageFolder);
  if (reason === null) await rememberLoading(files);
  return reason;
}
