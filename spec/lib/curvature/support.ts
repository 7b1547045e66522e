import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type {SymmetricOperator} from '../../../lib/curvature/index.ts';
import type {LossName} from '../../../lib/models/index.ts';
import type {Examples} from '../../../lib/training/index.ts';

/** A network whose spectrum was computed in float64. */
export interface ReferenceNetwork {
  readonly widths: readonly number[];
  readonly activation: 'tanh' | 'relu' | 'sigmoid';
  readonly loss: LossName;
  readonly examples: number;
  readonly parameters: number;
  readonly value: number;
  readonly largest: number[];
  readonly smallest: number[];
  readonly gaussNewton: number[];
  readonly trace: number;
  readonly secondMoment: number;
  readonly thirdMoment: number;
  readonly negative: number;
  readonly gradientSquared: number;
  readonly gradientCurvature: number;
  readonly diagonal: number[];
  /** Share of the squared gradient within the top five eigenvectors. */
  readonly energy: number;
}

const fixture = new URL('../../fixtures/curvature.json', import.meta.url);

/** Networks with 1870, 1630 and 576 parameters. */
export const {networks} = JSON.parse(readFileSync(fixture, 'utf8')) as {networks: ReferenceNetwork[]};

/** Numbers in (-1, 1), the same in float64 everywhere. */
const wave = (seed: number, length: number, factor = 1): Float32Array =>
  Float32Array.from({length}, (_, i) => factor * Math.sin(seed * 7.31 + i * 12.9898 + Math.sin(i * 78.233)));

/** The model and the data of a reference network; the caller disposes them. */
function build({widths, activation, loss, examples}: ReferenceNetwork): {model: tf.Sequential; data: Examples} {
  const layers = widths.slice(1).map((units, l) => {
    const isLast = l === widths.length - 2;
    return tf.layers.dense({
      units,
      activation: isLast ? 'linear' : activation,
      ...(l === 0 ? {inputShape: [widths[0]!]} : {}),
    });
  });
  const model = tf.sequential({layers});
  const weights = widths.slice(1).flatMap((units, l) => {
    const inputs = widths[l]!;
    return [
      tf.tensor(wave(10 + l, inputs * units, 1 / Math.sqrt(inputs)), [inputs, units]),
      tf.tensor(wave(20 + l, units, 0.1), [units]),
    ];
  });
  model.setWeights(weights);
  tf.dispose(weights);
  const [inputs, outputs] = [widths[0]!, widths.at(-1)!];
  const labels =
    loss === 'meanSquaredError'
      ? wave(2, examples * outputs)
      : Float32Array.from({length: examples * outputs}, (_, i) =>
          (Math.floor(i / outputs) * 7) % outputs === i % outputs ? 1 : 0,
        );
  return {
    model,
    data: {x: tf.tensor(wave(1, examples * inputs), [examples, inputs]), y: tf.tensor(labels, [examples, outputs])},
  };
}

/** Runs a check on a reference network and expects that it leaves no tensor behind. */
export async function onNetwork(
  network: ReferenceNetwork,
  check: (source: {loss: LossName; variables: tf.Sequential; data: Examples}) => Promise<void>,
): Promise<void> {
  const before = tf.memory().numTensors;
  const {model, data} = build(network);
  const built = tf.memory().numTensors;
  try {
    await check({loss: network.loss, variables: model, data});
    if (tf.memory().numTensors !== built) throw new Error(`${tf.memory().numTensors - built} tensors left behind`);
  } finally {
    model.dispose();
    tf.dispose([data.x, data.y]);
  }
  if (tf.memory().numTensors !== before) throw new Error('internal: the network was not disposed');
}

/** A diagonal matrix. */
export const diagonal = (values: readonly number[]): SymmetricOperator => ({
  size: values.length,
  apply: (v) => v.map((value, i) => values[i]! * value),
});

/** Q diag(values) Q for a reflection Q, so that no eigenvector is a coordinate axis. */
export function reflected(values: readonly number[]): SymmetricOperator {
  const n = values.length;
  const u = Float64Array.from({length: n}, (_, i) => Math.sin(3 * i + 1) + 0.3);
  const length = Math.sqrt(u.reduce((sum, value) => sum + value ** 2, 0));
  const reflect = (x: Float64Array): Float64Array => {
    const along = x.reduce((sum, value, i) => sum + (value * u[i]!) / length, 0);
    return x.map((value, i) => value - (2 * along * u[i]!) / length);
  };
  return {
    size: n,
    apply: (v) => Float32Array.from(reflect(reflect(Float64Array.from(v)).map((value, i) => value * values[i]!))),
  };
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was not rejected');
}
