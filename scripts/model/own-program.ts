import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import * as tf from '@tensorflow/tfjs';
import {replaceMethods} from '../../lib/base/replace-methods.ts';
import {randomStream} from '../../lib/base/random.ts';
import type {Dataset} from '../../lib/data/index.ts';
import type {ModelLoss} from '../../lib/models/index.ts';
import {CommandError} from '../arguments/errors.ts';

/** What `build` of a program is told. */
interface BuildRequest {
  /** Of one example, without the batch: [4], [28, 28, 1]. */
  readonly inputShape: readonly number[];
  /** How many there are; null for a regression. */
  readonly classes: number | null;
  /** Numbers that the model has to give: one for each class or target. */
  readonly outputs: number;
  readonly seed: number;
  /** TensorFlow.js as this package has it, for programs that lie where it is not installed. */
  readonly tf: typeof tf;
}

/** A program that was loaded. */
export interface OwnProgram {
  /** Names the text of the program, without what it imports. */
  readonly source: string;
  readonly build: (seed?: number) => tf.LayersModel;
  /** A name, or a loss of its own. */
  readonly loss: string | ModelLoss | null;
}

type Module = {readonly build?: unknown; readonly loss?: unknown; readonly default?: Module};

/** What was thrown, in words: a program may throw anything. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether an error says that something is not installed. */
const isAbsent = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === 'ERR_MODULE_NOT_FOUND' ||
  /Cannot find (module|package)/.test(reasonOf(error));

/** Loads TypeScript: newer versions of Node do so themselves, for older ones there is tsx. */
async function importTypeScript(address: string): Promise<Module> {
  if ((process.features as {typescript?: unknown}).typescript) return (await import(address)) as Module;
  let tsx: typeof import('tsx/esm/api');
  try {
    tsx = await import('tsx/esm/api');
  } catch {
    throw new Error(
      `Node ${process.versions.node} reads no TypeScript: install tsx (npm install tsx), take Node 22.18 or newer, or give a .js file`,
    );
  }
  return (await tsx.tsImport(address, import.meta.url)) as Module;
}

async function importProgram(path: string): Promise<Module> {
  const address = pathToFileURL(path).href;
  try {
    return /\.[cm]?ts$/.test(path) ? await importTypeScript(address) : ((await import(address)) as Module);
  } catch (error) {
    const hint = isAbsent(error) ? '; install what it imports beside it, or take the tf that build is given' : '';
    throw new CommandError(`--model ${path} cannot be loaded: ${reasonOf(error).split('\n')[0]}${hint}`);
  }
}

function checkedLoss(path: string, loss: unknown): OwnProgram['loss'] {
  if (loss === undefined) return null;
  if (typeof loss === 'string') return loss;
  if (typeof loss === 'function')
    return {name: loss.name === '' || loss.name === 'loss' ? 'own loss' : loss.name, of: loss as ModelLoss['of']};
  throw new CommandError(
    `--model ${path}: loss must be a name such as 'categoricalCrossentropy', or a function (labels, predictions) => tensor, it is ${typeof loss}`,
  );
}

/**
 * Loads a program that exports `build`, and `loss` where it has one.
 *
 * While `build` runs, chance is that of the seed: initial weights without a seed of their own are the same for the same seed.
 *
 * @throws CommandError where it cannot be loaded, or gives something else
 */
export async function loadProgram(path: string, {shape, outputs, classes}: Dataset): Promise<OwnProgram> {
  const loaded = await importProgram(path);
  // A program that is no module has its exports under `default`.
  const {build, loss} = loaded.build === undefined && loaded.default ? loaded.default : loaded;
  if (typeof build !== 'function') {
    throw new CommandError(
      `--model ${path} must export a function build({inputShape, classes, outputs, seed, tf}) that gives a model; ` +
        `it exports ${
          Object.keys(loaded)
            .filter((name) => name !== 'default')
            .join(', ') || 'nothing'
        }`,
    );
  }
  return {
    source: createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16),
    loss: checkedLoss(path, loss),
    build(seed = 0) {
      const random = randomStream(seed, 'build');
      const undo = replaceMethods(Math, {random: () => random.uniform()});
      try {
        const request: BuildRequest = {inputShape: shape, classes: classes && classes.length, outputs, seed, tf};
        const model: unknown = (build as (request: BuildRequest) => unknown)(request);
        if (model instanceof tf.LayersModel) return model;
        const isOther = typeof (model as {getWeights?: unknown} | null)?.getWeights === 'function';
        throw new CommandError(
          `--model ${path}: build must give a tf.LayersModel at once, ` +
            (isOther
              ? 'this one is of another copy of TensorFlow.js: use the tf that build is given'
              : `it gave ${model instanceof Promise ? 'a promise' : typeof model}`),
        );
      } catch (error) {
        if (error instanceof CommandError) throw error;
        throw new CommandError(`--model ${path}: build failed: ${reasonOf(error)}`);
      } finally {
        undo();
      }
    },
  };
}
