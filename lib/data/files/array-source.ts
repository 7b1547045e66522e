import {type Examples, joinExamples, splitExamples, taskOf} from '../arrays/examples.ts';
import type {Split} from '../resampling/split.ts';
import {npyExamples, npzExamples} from '../formats/numpy.ts';
import {DataError} from '../data-error.ts';
import type {LoadSettings} from './load-options.ts';
import type {Source} from './source.ts';

type Read = {examples: Examples; given: Split | null};

/** Examples that are read as a whole. */
export function exampleSource(path: string, unit: string, {examples, given}: Read, words: string): Source {
  const {count, classes, labels} = examples;
  return {
    name: path,
    unit,
    count,
    classes,
    labels,
    given: given === null ? null : {split: given, words},
    parts: (split) => splitExamples(examples, split),
  };
}

async function readArrays(path: string, settings: LoadSettings, task: LoadSettings['task']): Promise<Read> {
  if (/\.npz$/i.test(path)) return await npzExamples(path, task);
  if (settings.target === undefined) {
    throw new DataError(
      `${path}: needs the array of what to predict; give its path as target: 'y.npy' (--target y.npy)`,
    );
  }
  return {examples: await npyExamples(path, settings.target, task), given: null};
}

/** A .npz archive, or a .npy array with another one of what to predict. */
export async function arraySource(path: string, settings: LoadSettings): Promise<Source> {
  const own = await readArrays(path, settings, settings.task);
  if (settings.test === undefined) return exampleSource(path, 'examples', own, 'its own arrays to test');
  if (own.given !== null) {
    throw new DataError(
      `${path}: has x_test and y_test of its own; leave out test (--test), or save an archive without them`,
    );
  }
  const other = await readArrays(settings.test, settings, taskOf(own.examples));
  return exampleSource(path, 'examples', joinExamples(own.examples, other.examples), `tested with ${settings.test}`);
}
