import * as tf from '@tensorflow/tfjs';
import {classifyCriticalPoint, type CriticalPoint, type PointKind} from '../../../../lib/curvature/index.ts';
import {meanSquaredError, mlp} from '../../../../lib/models/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {lbfgs} from '../../../../optimizers/index.ts';

/** The kinds of points by number, since what is measured are numbers. */
export const kinds: readonly PointKind[] = [
  'minimum',
  'maximum',
  'saddle',
  'degenerate',
  'gradient-flat',
  'not critical',
];

/** A point of a surface whose kind is known. */
export interface KnownPoint {
  readonly surface: string;
  readonly at: readonly [number, number];
  readonly kind: PointKind;
  readonly height: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;
}

export const knownPoints: readonly KnownPoint[] = [
  {surface: 'x² + y²', at: [0, 0], kind: 'minimum', height: (x, y) => x.square().add(y.square())},
  {surface: '−x² − y²', at: [0, 0], kind: 'maximum', height: (x, y) => x.square().add(y.square()).neg()},
  {surface: 'x² − y²', at: [0, 0], kind: 'saddle', height: (x, y) => x.square().sub(y.square())},
  {surface: '(1 − xy)²', at: [1, 1], kind: 'minimum', height: (x, y) => tf.sub(1, x.mul(y)).square()},
  {surface: '(1 − xy)²', at: [0, 0], kind: 'saddle', height: (x, y) => tf.sub(1, x.mul(y)).square()},
  {
    surface: 'x³ − 3xy²',
    at: [0, 0],
    kind: 'degenerate',
    height: (x, y) => x.mul(x).mul(x).sub(x.mul(y).mul(y).mul(3)),
  },
  {surface: 'x² + y²', at: [1, 0], kind: 'not critical', height: (x, y) => x.square().add(y.square())},
];

/** What the library says a point is. */
export async function judge({at, height}: KnownPoint): Promise<CriticalPoint> {
  const variables = tf.tidy(() => at.map((value) => tf.variable(tf.scalar(value))));
  try {
    return await classifyCriticalPoint({
      loss: () => height(variables[0]!, variables[1]!).asScalar(),
      variables,
    });
  } finally {
    tf.dispose(variables);
  }
}

/** A network of four tanh units on the exclusive or, taken to the bottom by L-BFGS, and what it is at there. */
export async function atTheBottom(seed: number): Promise<CriticalPoint> {
  const model = mlp({inputs: 2, widths: [4], classes: 1, activation: 'tanh', seed});
  const [x, y] = [
    tf.tensor2d([
      [-1, -1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ]),
    tf.tensor2d([[-1], [1], [1], [-1]]),
  ];
  const loss = (): tf.Scalar => meanSquaredError(y, model.apply(x, {training: true}) as tf.Tensor);
  const solver = lbfgs();
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  try {
    const step = (): number => tf.tidy(() => solver.minimize(loss, true, variables)!.dataSync()[0]!);
    for (let k = 0; k < 60; k++) if (step() < 1e-10) break;
    return await classifyCriticalPoint({loss, variables: model});
  } finally {
    solver.dispose();
    model.dispose();
    tf.dispose([x, y]);
  }
}

/** What a trained network is at, on some examples. */
export const afterTraining = (
  model: tf.LayersModel,
  data: Examples,
  {steps, signal}: {steps: number; signal: AbortSignal},
): Promise<CriticalPoint> =>
  classifyCriticalPoint({loss: 'softmaxCrossEntropy', variables: model, data, steps, signal});
