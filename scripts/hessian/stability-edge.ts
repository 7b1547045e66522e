import type * as tf from '@tensorflow/tfjs';
import type {CurvatureRecord} from '../report/curvature/record.ts';

/** How many times 1 / rate the eigenvalue may be along a direction, on a quadratic loss: in words and as a number. */
function factorOf({
  className,
  config,
}: {
  className: string;
  config: tf.serialization.ConfigDict;
}): [string, number] | null {
  const momentum = Number(config['momentum']);
  if (className === 'OptimSgd') return ['2 / rate', 2];
  if (className === 'OptimMomentum') {
    return config['form'] === 'average'
      ? ['2 (1 + momentum) / ((1 - momentum) rate)', (2 * (1 + momentum)) / (1 - momentum)]
      : ['2 (1 + momentum) / rate', 2 * (1 + momentum)];
  }
  if (className === 'OptimNesterov')
    return ['2 (1 + momentum) / ((1 + 2 momentum) rate)', (2 * (1 + momentum)) / (1 + 2 * momentum)];
  return null;
}

/** Options that make another iteration of a rule, by the values that leave it as it is. */
const plain: Readonly<Record<string, unknown>> = {weightDecay: 0, cautious: false, maximize: false};

/**
 * The edge of stability of an optimizer at a rate: the eigenvalue of the Hessian above which its iteration grows along that direction.
 *
 * Gradient descent: 2 / rate. Momentum: 2 (1 + momentum) / rate. Nesterov: 2 (1 + momentum) / ((1 + 2 momentum) rate).
 *
 * Cohen et al., Gradient descent on neural networks typically occurs at the edge of stability, 2021.
 *
 * @returns null for rules that scale the gradient, whose edge is one of the preconditioned Hessian, and where there is no rate
 */
export function stabilityEdge(optimizer: tf.Optimizer, rate: number | null): CurvatureRecord['edge'] | null {
  const config = optimizer.getConfig();
  const isPlain = Object.entries(plain).every(([name, value]) => (config[name] ?? value) === value);
  const factor = factorOf({className: optimizer.getClassName(), config});
  if (rate === null || rate <= 0 || factor === null || !isPlain) return null;
  return {formula: factor[0], eigenvalue: factor[1] / rate};
}
