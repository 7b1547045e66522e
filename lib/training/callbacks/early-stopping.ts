import * as tf from '@tensorflow/tfjs';
import {notNegative, show} from '../../base/arguments.ts';
import {choiceOption, flagOption, numberOption, option, type OptionsOf, readOptions} from '../../base/options.ts';
import {orDeviceLost} from '../../base/or-device-lost.ts';

/** What `fit` tells at the end of an epoch. */
type Logs = Readonly<Record<string, number | tf.Scalar>>;

export const earlyStoppingTable = {
  monitor: option(
    (owner: string, name: string, received: string): string => {
      if (typeof received === 'string') return received;
      throw new TypeError(
        `${owner}: ${name} must be the name of a value such as 'val_loss', received ${show(received)}`,
      );
    },
    'val_loss',
    'the name among the logs of an epoch of what is to get better',
  ),
  mode: choiceOption(['auto', 'min', 'max'], 'whether less or more is better; by its name, where that tells it'),
  minDelta: numberOption(notNegative, 0, 'the least change that counts as better'),
  patience: numberOption({from: 0, whole: true}, 0, 'epochs in a row without a better value after which training ends'),
  baseline: numberOption({}, undefined, 'a value to beat: what is worse than this does not start the patience anew'),
  startFromEpoch: numberOption({from: 0, whole: true}, 0, 'epochs at the beginning that do not count'),
  restoreBestWeights: flagOption(false, 'whether the model gets the weights of its best epoch at the end'),
};

/** Options of {@link earlyStopping}. */
export interface EarlyStoppingOptions extends OptionsOf<typeof earlyStoppingTable> {}

const owner = 'EarlyStopping';

/** Names, after `val_` and that of an output, of which TensorFlow.js makes errors and losses, and shares of what is right. */
const falling = /(?:^|_)(?:loss|mse|mae|mape|mean\w*Error|\w*[cC]rossentropy)$/i;
const rising = /(?:^|_)(?:acc|\w*accuracy|precision|recall)$/i;

/** 1 where more is better, -1 where less is. */
function signOf(monitor: string, mode: string): 1 | -1 {
  if (mode === 'min' || (mode === 'auto' && falling.test(monitor))) return -1;
  if (mode === 'max' || rising.test(monitor)) return 1;
  throw new RangeError(
    `${owner}: monitor "${monitor}" does not tell whether less or more is better; pass mode: 'min' or mode: 'max'`,
  );
}

/**
 * Ends `fit` and `fitDataset` when a value of the logs has stopped getting better; with `restoreBestWeights`, which is off by default, the
 * model then gets the weights of its best epoch back, else it keeps those of the last one.
 *
 * An epoch is better where its value is less than the best one so far less `minDelta` (more than that more, for 'max'). After
 * `patience` epochs in a row that are not, or with a `baseline` are no better than that, training ends; never with the first epoch.
 *
 * Conventions: those of Keras 3. `restoreBestWeights` holds however training ends; the best epoch is also the best one of those that do
 * not beat the baseline, of those from `startFromEpoch` on. Keras warns where the logs lack the value, here that is an error. The
 * optimizer keeps its state. TensorFlow.js has a callback of this name that refuses `restoreBestWeights`.
 *
 * A copy of the weights is kept from the best epoch to the end of training; `dispose` frees it where training has thrown.
 *
 * Reference: Prechelt, Early stopping - but when?, 1998.
 */
export class EarlyStopping extends tf.Callback {
  readonly #settings;
  readonly #sign: 1 | -1;
  #wait = 0;
  #best: number | null = null;
  #bestEpoch: number | null = null;
  #stoppedEpoch: number | null = null;
  #weights: tf.Tensor[] | null = null;

  /**
   * @param options see {@link EarlyStoppingOptions}
   * @throws TypeError for a wrong type, RangeError for a number outside its range, and for a name that tells no direction
   */
  constructor(options: EarlyStoppingOptions = {}) {
    super();
    this.#settings = readOptions(owner, earlyStoppingTable, options);
    this.#sign = signOf(this.#settings.monitor, this.#settings.mode);
  }

  /** The best value of the last training; null before there is one. */
  get best(): number | null {
    return this.#best;
  }

  /** The epoch of the best value, from 0; null before there is one. */
  get bestEpoch(): number | null {
    return this.#bestEpoch;
  }

  /** The epoch after which the last training was ended by this, from 0; null where it was not. */
  get stoppedEpoch(): number | null {
    return this.#stoppedEpoch;
  }

  override async onTrainBegin(): Promise<void> {
    this.dispose();
    this.#wait = 0;
    this.#best = null;
    this.#bestEpoch = null;
    this.#stoppedEpoch = null;
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const {monitor, startFromEpoch, patience, baseline} = this.#settings;
    const told = logs[monitor];
    if (told === undefined) {
      throw new RangeError(
        `${owner}: there is no "${monitor}" among the logs, which have ${Object.keys(logs).join(', ')}; ` +
          "name one of these, or pass validationData to fit where it starts with 'val_'",
      );
    }
    if (epoch < startFromEpoch) return;
    const value = typeof told === 'number' ? told : (await orDeviceLost(told.data()))[0]!;
    this.#wait++;
    if (this.#best === null || this.#beats(value, this.#best)) {
      this.#best = value;
      this.#bestEpoch = epoch;
      this.#keep();
      if (baseline === undefined || this.#beats(value, baseline)) this.#wait = 0;
      return;
    }
    if (this.#wait < patience) return;
    this.#stoppedEpoch = epoch;
    this.model.stopTraining = true;
  }

  override async onTrainEnd(): Promise<void> {
    if (this.#weights !== null) this.model.setWeights(this.#weights);
    this.dispose();
  }

  #beats(value: number, other: number): boolean {
    return this.#sign * (value - other) > this.#settings.minDelta;
  }

  /** Takes a copy of the weights in the place of that before. */
  #keep(): void {
    if (!this.#settings.restoreBestWeights) return;
    this.dispose();
    this.#weights = this.model.getWeights().map((weight) => tf.keep(tf.clone(weight)));
  }

  /** Frees the copy of the weights. */
  dispose(): void {
    tf.dispose(this.#weights ?? []);
    this.#weights = null;
  }
}

/**
 * Makes a callback that ends `fit` and `fitDataset` when a value of the logs has stopped getting better. The model keeps the weights of
 * the last epoch, unless `restoreBestWeights` is on.
 *
 * @param options see {@link EarlyStoppingOptions}
 * @throws TypeError for a wrong type, RangeError for a number outside its range, and for a name that tells no direction
 * @example
 * const stop = earlyStopping({monitor: 'loss', patience: 3, restoreBestWeights: true});
 * await model.fit(x, y, {epochs: 100, callbacks: [stop]});
 * stop.bestEpoch;
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): EarlyStopping {
  return new EarlyStopping(options);
}
