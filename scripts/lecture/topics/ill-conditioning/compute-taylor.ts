import * as tf from '@tensorflow/tfjs';
import {taylorProbe} from '../../../../lib/curvature/index.ts';
import type {Examples} from '../../../../lib/training/index.ts';
import {dot, type Matrix, norm, plus, times, type Vector} from '../../frame/vectors.ts';

const quadratic = (matrix: Matrix, w: Vector): number => dot(w, times(matrix, w)) / 2;

/**
 * The effect of a step of descent on J = w'Hw / 2, three times.
 *
 * as printed: J - g'g + g'Hg / 2; with the rate: J - e g'g + e^2/2 g'Hg; in fact: J(w - e g)
 */
export function expansion(matrix: Matrix, w: Vector, rate: number) {
  const g = times(matrix, w);
  const [squared, curved] = [dot(g, g), dot(g, times(matrix, g))];
  const loss = quadratic(matrix, w);
  return {
    loss,
    squared,
    curved,
    printed: loss - squared + curved / 2,
    right: loss - rate * squared + (rate ** 2 / 2) * curved,
    actual: quadratic(matrix, plus(w, g, -rate)),
  };
}

/** R diag(1, condition) R', turned by so many degrees, so that the ellipses of its levels lie aslant. */
export function turnedValley(condition: number, degrees: number): Matrix {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const mixed = (1 - condition) * c * s;
  return [
    [c * c + condition * s * s, mixed],
    [mixed, s * s + condition * c * c],
  ];
}

/**
 * The most that a relative change of the weights is amplified in the gradient g = Hw, over directions one degree apart.
 *
 * max (|Hd| / |Hw|) / (|d| / |w|), which is the condition number of H
 */
export function amplification(matrix: Matrix): number {
  const gains = Array.from({length: 180}, (_, degree) => {
    const angle = (degree * Math.PI) / 180;
    return norm(times(matrix, [Math.cos(angle), Math.sin(angle)]));
  });
  return Math.max(...gains) / Math.min(...gains);
}

/** Errors of both orders of the expansion at a point of a network, relative to the actual change, by the share of the stopping rate. */
export interface ProbedPoint {
  readonly stoppingRate: number;
  readonly curvature: number;
  readonly shares: number[];
  readonly predicted: number[];
  readonly actual: number[];
  readonly firstOrder: number[];
}

/** What a step along the gradient does to the loss of a network, foreseen and in fact, at given weights. */
export async function probePoint(
  model: tf.LayersModel,
  weights: readonly tf.Tensor[],
  data: Examples,
): Promise<ProbedPoint> {
  const before = model.getWeights().map((weight) => weight.clone());
  try {
    model.setWeights([...weights]);
    const {steps, stoppingRate, curvature, gradientSquared, rate} = await taylorProbe({
      loss: 'softmaxCrossEntropy',
      variables: model,
      data,
    });
    const own = steps.filter((step) => step.rate !== rate);
    return {
      stoppingRate,
      curvature,
      shares: own.map((step) => step.rate / stoppingRate),
      predicted: own.map(({predicted}) => predicted),
      actual: own.map(({actual}) => actual),
      firstOrder: own.map((step) => -step.rate * gradientSquared),
    };
  } finally {
    model.setWeights(before);
    tf.dispose(before);
  }
}

/**
 * Whether the second order is within a tenth of the change up to a sixteenth of the stopping rate, and nearer than the first order
 * up to a quarter of it.
 */
export const isForeseen = ({shares, predicted, actual, firstOrder}: ProbedPoint): boolean =>
  shares.every((share, i) => {
    const [second, first] = [Math.abs(predicted[i]! - actual[i]!), Math.abs(firstOrder[i]! - actual[i]!)];
    const isNear = share > 0.0626 || second < 0.1 * Math.abs(actual[i]!);
    return isNear && (share > 0.2501 || second < first);
  });

/** The same point in other numbers, for a table: -e g'g, -e g'g + e^2/2 g'Hg and the change, at each share. */
export const rowsOf = ({shares, firstOrder, predicted, actual}: ProbedPoint): number[][] =>
  shares.map((share, i) => [share, firstOrder[i]!, predicted[i]!, actual[i]!]);
