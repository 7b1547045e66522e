import type {LayerDiagnostics} from '../types.ts';
import {lossProgress, standsStill} from './loss-progress.ts';
import {digits, upperMedian} from './numbers.ts';
import type {Judge, Symptom} from './types.ts';

const thresholds = {gradientRatioBelow: 0.01, changeRatioBelow: 0.01, weightRatioBelow: 0.1} as const;

const ratio = (one: number, other: number): number => (other === 0 ? 1 : one / other);

/** Whether zero gradients come from units that give nothing rather than from factors below 1. */
const isDead = (layers: readonly LayerDiagnostics[]): boolean =>
  layers.some(({deadFraction}) => deadFraction !== null && deadFraction >= 0.9);

/**
 * Vanishing gradients: in most records the gradient of the first layer is less than 1 % of that of the last one.
 *
 * Records in which a layer of ReLUs is dead are left out: no gradient passes it, for another reason.
 */
export const judgeVanishing: Judge = ({history}) => {
  const all = history.flatMap(({layers}) => (layers && layers.length > 1 ? [layers] : []));
  const alive = all.filter((layers) => !isDead(layers));
  if (alive.length === 0) return null;
  const gradientRatio = upperMedian(alive.map((layers) => ratio(layers[0]!.gradientNorm, layers.at(-1)!.gradientNorm)));
  if (!(gradientRatio < thresholds.gradientRatioBelow)) return null;

  const [start, end] = [alive[0]!, alive.at(-1)!];
  const [first, last] = [end[0]!, end.at(-1)!];
  const changeRatio = ratio(first.relativeChange, last.relativeChange);
  const weightRatio = Math.min(...end.map(({weightNorm}, i) => ratio(weightNorm, start[i]!.weightNorm)));
  const moved = lossProgress(history);
  const symptoms: Symptom[] = [];
  if (changeRatio < thresholds.changeRatioBelow) symptoms.push('lowerLayersStill');
  if (weightRatio < thresholds.weightRatioBelow) symptoms.push('weightsShrink');
  if (moved && (standsStill(moved) || moved.progress < 0.01)) symptoms.push('stopsEarly');
  return {
    problem: 'vanishingGradients',
    symptoms,
    evidence:
      `the gradient of ${first.name} is ${digits(gradientRatio)} times that of ${last.name} (median over epochs; below ` +
      `${thresholds.gradientRatioBelow} it vanishes), and in the last update ${first.name} changed by ` +
      `${digits(first.relativeChange)} of its norm, ${last.name} by ${digits(last.relativeChange)}`,
    numbers: {
      gradientRatio,
      firstGradientNorm: first.gradientNorm,
      lastGradientNorm: last.gradientNorm,
      firstRelativeChange: first.relativeChange,
      lastRelativeChange: last.relativeChange,
      changeRatio,
      weightRatio,
      ...thresholds,
    },
    advice:
      'use activations that do not saturate (relu, leakyRelu, elu), the initialisation that belongs to them (heNormal for ' +
      'relu, glorot for tanh), fewer layers, or normalisation between them',
  };
};
