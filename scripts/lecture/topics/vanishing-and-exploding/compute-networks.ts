import * as tf from '@tensorflow/tfjs';
import {type Activation, initializeWeights, type Initializer, mlp} from '../../../../lib/models/index.ts';
import {
  diagnose,
  type DiagnosedRun,
  type Examples,
  layerDiagnostics,
  type Symptom,
  train,
} from '../../../../lib/training/index.ts';

/** A deep network of layers of the same width. */
export interface DeepNetwork {
  readonly depth: number;
  readonly width: number;
  readonly activation: Activation;
  readonly initializer: Initializer;
  /** All kernels are multiplied by it. */
  readonly gain?: number;
  readonly seed: number;
}

function deepNetwork({depth, width, activation, initializer, gain = 1, seed}: DeepNetwork): tf.Sequential {
  const model = mlp({widths: Array.from({length: depth}, () => width), activation, seed});
  initializeWeights(model, {initializer, seed});
  if (gain !== 1) tf.tidy(() => model.setWeights(model.getWeights().map((weight) => weight.mul(gain))));
  return model;
}

/** Norms of the gradient of every layer, from the first hidden one to the output, before any update. */
export function gradientByLayer(network: DeepNetwork, batch: Examples): number[] {
  const model = deepNetwork(network);
  try {
    return layerDiagnostics({model, batch}).map(({gradientNorm}) => gradientNorm);
  } finally {
    model.dispose();
  }
}

/** A run, as far as its weights were numbers, with what the six symptoms are told by. */
export interface WatchedRun extends DiagnosedRun {
  /** Whether every weight was a finite number after the last update. */
  readonly isFinite: boolean;
}

/** How a deep network is trained: a record after each epoch. */
export interface DeepRun {
  readonly data: Examples;
  /** Is disposed of. */
  readonly optimizer: tf.Optimizer;
  readonly epochs: number;
  /** All examples by default, so that an epoch is one update. */
  readonly batchSize?: number;
  /** Whether the records tell about every layer, which is slower. */
  readonly isWatched: boolean;
  /** Compiling pays for long runs alone. */
  readonly isCompiled: boolean;
  readonly signal: AbortSignal;
}

/** Trains a deep network until its loss is no number. */
export async function trainDeep(
  network: DeepNetwork,
  {data, optimizer, epochs, batchSize, isWatched, isCompiled, signal}: DeepRun,
): Promise<WatchedRun> {
  const model = deepNetwork(network);
  try {
    const result = await train({
      model,
      data,
      optimizer,
      epochs,
      batchSize: batchSize ?? 'full',
      diagnostics: isWatched,
      compile: isCompiled,
      explosion: Infinity,
      signal,
    });
    signal.throwIfAborted();
    // On a backend whose ReLU makes 0 of what is no number, a run goes on with weights that are none.
    const end = result.history.findIndex(({layers}) => layers?.some(({weightNorm}) => !Number.isFinite(weightNorm)));
    return {
      history: end < 0 ? result.history : result.history.slice(0, end),
      divergence: result.divergence,
      isFinite: model.getWeights().every((weight) => weight.dataSync().every(Number.isFinite)),
    };
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

/** The losses of a run, the one that ended it among them where it is a number. */
export const lossesOf = ({history, divergence}: DiagnosedRun): number[] => [
  ...history.map(({trainLoss}) => trainLoss),
  ...(divergence !== null && Number.isFinite(divergence.loss) ? [divergence.loss] : []),
];

/** The six symptoms in the order of the notes. */
const symptomNames: readonly Symptom[] = [
  'weightsGrow',
  'weightsNotFinite',
  'lossJumps',
  'lowerLayersStill',
  'weightsShrink',
  'stopsEarly',
];

/** Which of the six symptoms `diagnose` sees in a run, 1 or 0 each. */
export function symptomsOf(run: WatchedRun): number[] {
  const seen = new Set(diagnose(run).flatMap(({symptoms}) => symptoms));
  return symptomNames.map((name) => Number(seen.has(name) || (name === 'weightsNotFinite' && !run.isFinite)));
}

/** Norms of the weights of a layer in every record, the first layer by default. */
export const weightNorms = ({history}: DiagnosedRun, layer = 0): number[] =>
  history.map(({layers}) => layers!.at(layer)!.weightNorm);
