import {
  backendVariable,
  locatePackage,
  nativeRemedy,
  requestedBackend,
  tellFallback,
} from '../../lib/native/start/index.ts';
import {buildFolder, isComplete} from './build/cached-build.ts';
import {tensorflowWheel, type Wheel} from './build/wheel.ts';
import {whyNotLoading} from './loading.ts';
import {fromInstall, fromOtherVersion, fromWheel, isLinkedTo, isLinkedToOther} from './ways.ts';
import {Progress} from './progress.ts';
import {recentFailure, rememberFailure} from './cache.ts';
import {Setback} from './setback.ts';

/** How the native backend came up, or why it did not and the command that mends it. */
export interface NativeState {
  ready: boolean;
  /** It loaded already; tfjs-node's own install; the TensorFlow wheel, built now or taken from the cache; not at all. */
  how: 'loads' | 'install' | 'wheel' | 'none';
  reason?: string;
  remedy?: string;
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

/** The build that another version of this package has made, where there is one. */
async function lastResort(packageFolder: string, wheel: Wheel, otherwise: () => NativeState): Promise<NativeState> {
  try {
    await fromOtherVersion(packageFolder, wheel);
    return {ready: true, how: 'wheel'};
  } catch (error) {
    toSetback(error);
    return otherwise();
  }
}

/** Puts the build of this version in the place of an older one that loads; null where neither loads then. */
async function renew(packageFolder: string, progress: Progress, wheel: Wheel): Promise<NativeState | null> {
  try {
    await fromWheel(packageFolder, progress, wheel);
    return {ready: true, how: 'wheel'};
  } catch (error) {
    const {message, slow} = toSetback(error);
    if (slow) await rememberFailure(message);
    const stays = (await whyNotLoading(packageFolder)) === null;
    return stays ? {ready: true, how: 'loads', reason: `an older build, because ${message}`} : null;
  }
}

export interface EnsureOptions {
  /** Writes nothing at all. */
  quiet?: boolean;
  /** Takes this package's own build where another one loads too, default false: updates of optimizers are faster with it. */
  build?: boolean;
  /** The folder of tfjs-node, the installed one by default; `null` where there is none. */
  packageFolder?: string | null;
  /** The file to build from, TensorFlow 2.21.0 by default. */
  wheel?: Wheel;
}

/**
 * Makes the native TensorFlow backend ready where this machine can have it: leaves it alone where it loads, else links the
 * build in the user's cache, else runs tfjs-node's own install, else builds it from the TensorFlow wheel.
 *
 * Silent and done in milliseconds where it is ready; otherwise one line a step on standard error, and where no way leads to it
 * one line that says why and what to do.
 *
 * @throws RangeError where TFJS_OPTIM_BACKEND names no backend
 * @example
 * const {ready} = await ensureNative();
 */
export async function ensureNative({
  quiet = false,
  build = false,
  packageFolder = locatePackage('@tensorflow/tfjs-node'),
  wheel = tensorflowWheel,
}: EnsureOptions = {}): Promise<NativeState> {
  const requested = requestedBackend();
  if (requested === 'wasm' || requested === 'cpu') {
    return {ready: false, how: 'none', reason: `${backendVariable}=${requested} asks for another backend`};
  }
  if (packageFolder === null) {
    return unavailable('the package @tensorflow/tfjs-node is not installed', nativeRemedy(false), quiet);
  }
  const folder = buildFolder(packageFolder, wheel);
  const loads = (await whyNotLoading(packageFolder)) === null;
  const isOther = build ? !(await isLinkedTo(folder, packageFolder)) : await isLinkedToOther(folder, packageFolder);
  const isOutdated = loads && isOther && (build || (await recentFailure()) === null);
  if (loads && !isOutdated) return {ready: true, how: 'loads'};
  const progress = new Progress(quiet);
  const renewed = isOutdated ? await renew(packageFolder, progress, wheel) : null;
  if (renewed !== null) return renewed;
  const cached = await isComplete(folder, wheel);
  if (!cached && !build && requested === undefined) {
    const failure = await recentFailure();
    if (failure !== null)
      return await lastResort(packageFolder, wheel, () => unavailable(failure, nativeRemedy(true), quiet));
  }
  const setbacks: Setback[] = [];
  for (const how of cached || build ? (['wheel', 'install'] as const) : (['install', 'wheel'] as const)) {
    try {
      if (how === 'install') await fromInstall(packageFolder, progress);
      else await fromWheel(packageFolder, progress, wheel);
      return {ready: true, how};
    } catch (error) {
      setbacks.push(toSetback(error));
    }
  }
  const reason = setbacks.map(({message}) => message).join('; ');
  if (setbacks.some(({slow}) => slow)) await rememberFailure(reason);
  const first = setbacks.map((setback) => setback.first).find((words) => words !== '') ?? '';
  return await lastResort(packageFolder, wheel, () => unavailable(reason, `${first}${nativeRemedy(true)}`, quiet));
}
