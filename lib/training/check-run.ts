import {checkLists, checkNumbers, notNegative, show} from '../base/arguments.ts';
import {asFunction, option, type OptionsOf, readOptions} from '../base/options.ts';
import type {EpochRecord, EpochTimes, UpdateInfo} from './types.ts';

const callbackTable = {
  onUpdate: option(asFunction<(info: UpdateInfo) => void | Promise<void>>, undefined, 'after every update'),
  onEpochEnd: option(
    asFunction<(record: EpochRecord, times: EpochTimes) => void | Promise<void>>,
    undefined,
    'after every recorded epoch, epoch 0 (before training) included',
  ),
};

/** What a run calls on its way; a promise that they give is awaited, an error that they throw ends the run. */
export interface TrainCallbacks extends OptionsOf<typeof callbackTable> {}

/** Refuses callbacks that are unknown or no functions. */
export function checkCallbacks(callbacks: unknown): void {
  readOptions('train: callbacks', callbackTable, callbacks as object);
}

/** Refuses a history from which training cannot go on. */
export function checkHistory(history: unknown): void {
  checkLists('train', {history});
  let last = -1;
  for (const [index, record] of (history as unknown[]).entries()) {
    const owner = `train: history[${index}]`;
    if (typeof record !== 'object' || record === null) {
      throw new TypeError(`${owner} must be a record that train gave, received ${show(record)}`);
    }
    const {epoch, updates, trainLoss} = record as Record<string, unknown>;
    checkNumbers(owner, {epoch}, index === 0 ? {...notNegative, whole: true} : {above: last, whole: true});
    checkNumbers(owner, {updates}, {...notNegative, whole: true});
    checkNumbers(owner, {trainLoss}, {});
    last = epoch as number;
  }
}
