import * as tf from '@tensorflow/tfjs';
import {flagOption, type OptionsOf, readOptions} from '../../base/options.ts';
import {currentRate} from '../rate.ts';

export const learningRateMonitorTable = {
  batches: flagOption(false, 'whether the logs of each batch get its rate, too; `accelerate` then runs single steps'),
};

/** Options of {@link learningRateMonitor}. */
export interface LearningRateMonitorOptions extends OptionsOf<typeof learningRateMonitorTable> {}

/** An optimizer that may hold others. */
interface Holder {
  readonly parts?: readonly tf.Optimizer[];
}

/** The rates of an optimizer by the names of their logs; of one that tells none those of the optimizers within. */
function ratesOf(optimizer: tf.Optimizer & Holder, name = 'learningRate'): Record<string, number> {
  const rate = currentRate(optimizer);
  if (rate !== null) return {[name]: rate};
  const {parts = []} = optimizer;
  if (parts.length === 0) {
    throw new TypeError(
      `LearningRateMonitor: the optimizer ${optimizer.constructor.name} tells no learningRate; give it such a property`,
    );
  }
  const all = parts.map((part, i) => ratesOf(part, parts.length === 1 ? name : `${name}/${i}`));
  return Object.assign({}, ...all) as Record<string, number>;
}

/**
 * Puts the learning rate into the logs of each epoch, and with them into the history of `fit` and `fitDataset`.
 *
 * `logs.learningRate`: the rate of the first update of the epoch, and in those of a batch that of its update
 *
 * Where an optimizer has several (`partitioned`), `learningRate/0`, `learningRate/1`, ..., in the order of `optimizer.parts`, the rest
 * last. Callbacks after this one see the rate, too.
 *
 * Conventions: Keras logs the rate of the next update at the end of the epoch, as `learning_rate`.
 */
export class LearningRateMonitor extends tf.Callback {
  #epoch: Readonly<Record<string, number>> = {};
  #batch: Readonly<Record<string, number>> = {};

  /**
   * @param options see {@link LearningRateMonitorOptions}
   * @throws TypeError for an unknown option or a wrong type
   */
  constructor(options: LearningRateMonitorOptions = {}) {
    super();
    if (!readOptions('LearningRateMonitor', learningRateMonitorTable, options).batches) return;
    // Own methods, because who runs several batches at once looks for them.
    this.onBatchBegin = async () => {
      this.#batch = ratesOf(this.model.optimizer);
    };
    this.onBatchEnd = async (_, logs) => {
      Object.assign(logs ?? {}, this.#batch);
    };
  }

  /** @throws TypeError for an optimizer that tells no rate */
  override async onEpochBegin(): Promise<void> {
    this.#epoch = ratesOf(this.model.optimizer);
  }

  override async onEpochEnd(_epoch: number, logs: Record<string, number | tf.Scalar> = {}): Promise<void> {
    Object.assign(logs, this.#epoch);
  }
}

/**
 * Makes a callback that puts the learning rate into the logs.
 *
 * @param options see {@link LearningRateMonitorOptions}
 * @throws TypeError for an unknown option or a wrong type; from `fit` TypeError for an optimizer that tells no rate
 * @example
 * const {history} = await model.fit(x, y, {epochs: 3, callbacks: [learningRateMonitor()]});
 * history.learningRate; // one for each epoch
 */
export function learningRateMonitor(options: LearningRateMonitorOptions = {}): LearningRateMonitor {
  return new LearningRateMonitor(options);
}
