import {backendVariable, requestedBackend} from '../../lib/native/backend-name.ts';
import {locatePackage} from '../../lib/native/locate.ts';
import {tellFallback} from '../../lib/native/notice.ts';
import {nativeRemedy} from '../../lib/native/remedy.ts';
import {buildFolder, cachedBuild, isComplete} from './build/cached-build.ts';
import {checkLoad} from './check-load.ts';
import {fingerprint} from './file-set.ts';
import {linkBuild} from './link-build.ts';
import {ownInstall} from './own-install.ts';
import {Progress} from './progress.ts';
import {recentFailure, rememberFailure} from './recent-failure.ts';
import {rememberLoading, wasSeenToLoad} from './seen.ts';
import {Setback} from './setback.ts';

/** How the native backend came up, or why it did not and the command that mends it. */
export interface NativeState {
  ready: boolean;
  /** It loaded already; tfjs-node's own install; the TensorFlow wheel, built now or taken from the cache; not at all. */
  how: 'loads' | 'install' | 'wheel' | 'none';
  reason?: string;
  remedy?: string;
}

async function loads(packageFolder: string): Promise<boolean> {
  const files = await fingerprint(packageFolder);
  if (files === null) return false;
  if (wasSeenToLoad(files)) return true;
  if ((await checkLoad(packageFolder)) !== null) return false;
  await rememberLoading(files);
  return true;
}

async function confirm(packageFolder: string, what: string): Promise<void> {
  const files = await fingerprint(packageFolder);
  if (files !== null && wasSeenToLoad(files)) return;
  const problem = files === null ? 'files are missing' : await checkLoad(packageFolder);
  if (problem !== null) throw new Setback(`${what} does not load (${problem})`);
  await rememberLoading(files!);
}

async function fromWheel(packageFolder: string, progress: Progress): Promise<void> {
  const build = await cachedBuild(packageFolder, progress);
  await linkBuild(build, packageFolder);
  await confirm(packageFolder, 'the binding compiled for TensorFlow 2.21.0');
}

async function fromInstall(packageFolder: string, progress: Progress): Promise<void> {
  await ownInstall(packageFolder, progress);
  await confirm(packageFolder, "what tfjs-node's own install script built");
}

function toSetback(error: unknown): Setback {
  if (error instanceof Setback) return error;
  const {code, message} = error as NodeJS.ErrnoException;
  // Refusals of the system (no space, no permission) are findings about the machine, everything else is a mistake of ours.
  if (code === undefined) throw error;
  return new Setback(message);
}

function unavailable(reason: string, remedy: string, quiet: boolean): NativeState {
  if (!quiet) tellFallback(`tfjs-optim: no native TensorFlow backend: ${reason}; to mend it: ${remedy}`);
  return {ready: false, how: 'none', reason, remedy};
}

/**
 * Makes the native TensorFlow backend ready where this machine can have it: leaves it alone where it loads, else links the
 * build in the user's cache, else runs tfjs-node's own install, else builds it from the TensorFlow wheel.
 *
 * Silent and done in milliseconds where it is ready; otherwise one line a step on standard error, and where no way leads to it
 * one line that says why and what to do.
 *
 * @param options.quiet writes nothing at all
 * @throws RangeError where TFJS_OPTIM_BACKEND names no backend
 */
export async function ensureNative({quiet = false}: {quiet?: boolean} = {}): Promise<NativeState> {
  const requested = requestedBackend();
  if (requested === 'wasm' || requested === 'cpu') {
    return {ready: false, how: 'none', reason: `${backendVariable}=${requested} asks for another backend`};
  }
  const packageFolder = locatePackage('@tensorflow/tfjs-node');
  if (packageFolder === null) {
    return unavailable('the package @tensorflow/tfjs-node is not installed', nativeRemedy(false), quiet);
  }
  if (await loads(packageFolder)) return {ready: true, how: 'loads'};
  const cached = await isComplete(buildFolder(packageFolder));
  if (!cached && requested === undefined) {
    const failure = await recentFailure();
    if (failure !== null) return unavailable(failure, nativeRemedy(true), quiet);
  }
  const progress = new Progress(quiet);
  const ways: [NativeState['how'], typeof fromWheel][] = [
    ['install', fromInstall],
    ['wheel', fromWheel],
  ];
  if (cached) ways.unshift(['wheel', fromWheel]);
  const setbacks: Setback[] = [];
  for (const [how, way] of ways) {
    try {
      await way(packageFolder, progress);
      return {ready: true, how};
    } catch (error) {
      setbacks.push(toSetback(error));
    }
  }
  const reason = setbacks.map(({message}) => message).join('; ');
  if (setbacks.at(-1)!.slow) await rememberFailure(reason);
  return unavailable(reason, `${setbacks.at(-1)!.first}${nativeRemedy(true)}`, quiet);
}
