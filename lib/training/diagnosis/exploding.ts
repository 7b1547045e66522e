import {digits} from './numbers.ts';
import type {Judge, Symptom} from './types.ts';

const thresholds = {gradientNormFrom: 1000, gradientRatioFrom: 100, weightRatioFrom: 3, lossRatioFrom: 2} as const;

const ratio = (one: number, other: number): number => (other === 0 ? 1 : one / other);
/** The greatest of those that are known: what was seen before weights became NaN still counts. */
const greatest = (values: readonly number[]): number => values.reduce((a, b) => (b > a ? b : a), 0);

/**
 * Exploding gradients: the run diverged, the loss doubled from one record to the next to more than at the start, a layer's weights
 * grew threefold between two records after the first epoch, a gradient norm is 1000 or more, or the first layer's is 100 times the last layer's.
 *
 * Gradients are norms of gradients of mean losses; targets far from 1 under a squared error make them large by nature.
 */
export const judgeExploding: Judge = ({history, divergence}) => {
  const layers = history.flatMap(({layers: own}) => (own && own.length > 0 ? [own] : []));
  const gradientNorm = greatest(layers.flatMap((own) => own.map((layer) => layer.gradientNorm)));
  const gradientRatio = greatest(layers.map((own) => ratio(own[0]!.gradientNorm, own.at(-1)!.gradientNorm)));
  // From the first epoch on: weights that start near 0 grow manifold in that one, in a healthy run.
  const weightRatio = greatest(
    layers.flatMap((own, k) =>
      k < 2 ? [] : own.map(({weightNorm}, i) => ratio(weightNorm, layers[k - 1]![i]?.weightNorm ?? 0)),
    ),
  );
  const initialLoss = history[0]?.trainLoss ?? Number.NaN;
  const losses = [...history.map(({trainLoss}) => trainLoss), ...(divergence ? [divergence.loss] : [])];
  const lossRatio = greatest(losses.map((loss, i) => (i > 0 && loss > initialLoss ? ratio(loss, losses[i - 1]!) : 1)));
  const lastFinite = !divergence || Number.isFinite(divergence.loss);
  const broken = history.find(({layers: own}) => own?.some(({weightNorm}) => !Number.isFinite(weightNorm)));

  const symptoms: Symptom[] = [];
  if (weightRatio >= thresholds.weightRatioFrom) symptoms.push('weightsGrow');
  if (!lastFinite || broken) symptoms.push('weightsNotFinite');
  if (lossRatio >= thresholds.lossRatioFrom) symptoms.push('lossJumps');
  const large = gradientNorm >= thresholds.gradientNormFrom || gradientRatio >= thresholds.gradientRatioFrom;
  if (symptoms.length === 0 && !large && !divergence) return null;

  const reasons = [
    divergence && `the run diverged at update ${divergence.update} (${divergence.reason})`,
    broken && `weights are NaN or infinite in epoch ${broken.epoch}`,
    weightRatio >= thresholds.weightRatioFrom &&
      `a layer's weights grew ${digits(weightRatio)}-fold from one record to the next`,
    lossRatio >= thresholds.lossRatioFrom && `the loss jumped ${digits(lossRatio)}-fold at once`,
    gradientNorm >= thresholds.gradientNormFrom && `a layer's gradient has the norm ${digits(gradientNorm)}`,
    gradientRatio >= thresholds.gradientRatioFrom &&
      `the first layer's gradient is ${digits(gradientRatio)} times the last layer's`,
  ].filter((reason) => typeof reason === 'string');
  return {
    problem: 'explodingGradients',
    symptoms,
    evidence: reasons.join('; '),
    numbers: {
      ...(layers.length > 0 && {gradientNorm, gradientRatio, weightRatio}),
      lossRatio,
      initialLoss,
      ...(divergence && {update: divergence.update, loss: divergence.loss}),
      ...thresholds,
    },
    advice: 'lower the learning rate, clip the gradients, start from smaller weights (heNormal, glorotUniform)',
  };
};
