import type * as tf from '@tensorflow/tfjs';
import type {Evaluations} from '../update/index.ts';

/** Examples in the first axis of both tensors; the caller owns them. */
export interface Examples {
  readonly x: tf.Tensor;
  readonly y: tf.Tensor;
}

/** The loss of a batch: a mean over its examples, differentiable, depending on nothing else that changes. */
export type BatchLoss = (batch: Examples) => tf.Scalar;

/** One update, as `onUpdate` hears of it. */
export interface UpdateInfo {
  readonly epoch: number;
  /** Updates done since the start of the run, this one included. */
  readonly update: number;
  /** Mean loss of the batch before the update. */
  readonly loss: number;
  readonly learningRate: number | null;
}

/** What one layer did during an epoch's last update; norms are Euclidean. */
export interface LayerDiagnostics {
  readonly name: string;
  readonly gradientNorm: number;
  readonly weightNorm: number;
  readonly updateNorm: number;
  /** updateNorm / weightNorm */
  readonly relativeChange: number;
  /** Fraction of units that are zero for every probed example; null where the activation is not a ReLU. */
  readonly deadFraction: number | null;
}

/** The state of a run at the end of an epoch; epoch 0 is the state before training. Holds no times, so that equal runs give equal records. */
export interface EpochRecord {
  readonly epoch: number;
  /** Updates done since the start of the run. */
  readonly updates: number;
  /** Rate of the epoch's last update; null for an optimizer that does not tell it. */
  readonly learningRate: number | null;
  /** Up to 20 samples [update, rate] of this epoch. */
  readonly rates: readonly (readonly [update: number, rate: number])[];
  readonly trainLoss: number;
  readonly trainAccuracy: number | null;
  readonly testLoss: number | null;
  readonly testAccuracy: number | null;
  readonly layers?: readonly LayerDiagnostics[];
  /** What all updates since the start of the run have evaluated, for an optimizer that looks for its steps; one gradient an update else. */
  readonly evaluations?: Readonly<Evaluations>;
}

/** How long an epoch took; kept apart from its record. */
export interface EpochTimes {
  readonly epoch: number;
  /** Seconds of the updates alone. */
  readonly seconds: number;
  readonly evaluationSeconds: number;
  readonly updatesPerSecond: number;
  readonly examplesPerSecond: number;
}

export type StopReason = 'epochs' | 'aborted' | 'diverged' | 'gradientNorm' | 'loss' | 'plateau';

/** Where and why a run left the finite or sensible numbers. */
export interface Divergence {
  readonly update: number;
  readonly learningRate: number | null;
  /** The loss seen; JSON has no NaN or infinity, so it is kept as text there. */
  readonly loss: number;
  readonly reason: string;
}

export interface TrainResult {
  readonly history: readonly EpochRecord[];
  readonly stopped: StopReason;
  readonly divergence: Divergence | null;
  readonly updates: number;
  /** Seconds of training, evaluation not counted. */
  readonly seconds: number;
}
