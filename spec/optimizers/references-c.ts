import type {At, Reference} from './references.ts';

export function scheduleFreeReference(
  form: string,
  {
    rate,
    beta1,
    beta2,
    epsilon,
    stepPower,
    ratePower,
    weightDecay,
  }: Record<'rate' | 'beta1' | 'beta2' | 'epsilon' | 'stepPower' | 'ratePower' | 'weightDecay', At>,
): Reference {
  let z: number | null = null;
  let [v, product, greatest, sum] = [0, 1, 0, 0];
  return (decayed, g, t) => {
    // The decay acts elsewhere.
    const w = decayed / (1 - rate(t) * weightDecay(t));
    z ??= w;
    const y = (1 - beta1(t)) * z + beta1(t) * w;
    v = beta2(t) * v + (1 - beta2(t)) * g * g;
    product *= beta2(t);
    const root = Math.sqrt(v / (1 - product)) + epsilon(t);
    z -= rate(t) * ((form === 'sgd' ? g : g / root) + weightDecay(t) * y);
    greatest = Math.max(greatest, rate(t));
    const weight = t ** stepPower(t) * greatest ** ratePower(t);
    sum += weight;
    return (1 - weight / sum) * w + (weight / sum) * z;
  };
}
