import type {At, Reference} from './references.ts';

export function lionReference({rate, beta1, beta2}: Record<'rate' | 'beta1' | 'beta2', At>): Reference {
  let m = 0;
  return (w, g, t) => {
    const direction = Math.sign(beta1(t) * m + (1 - beta1(t)) * g);
    m = beta2(t) * m + (1 - beta2(t)) * g;
    return w - rate(t) * direction;
  };
}

export function rpropReference({
  rate,
  etaMinus,
  etaPlus,
  minStep,
  maxStep,
}: Record<'rate' | 'etaMinus' | 'etaPlus' | 'minStep' | 'maxStep', At>): Reference {
  let step: number | null = null;
  let last = 0;
  return (w, g, t) => {
    step ??= rate(t);
    if (g * last > 0) step *= etaPlus(t);
    if (g * last < 0) step *= etaMinus(t);
    step = Math.min(Math.max(step, minStep(t)), maxStep(t));
    last = g * last < 0 ? 0 : g;
    return w - step * Math.sign(last);
  };
}

export function ademamixReference(
  inside: boolean,
  {
    rate,
    beta1,
    beta2,
    beta3,
    alpha,
    warmupSteps,
    epsilon,
  }: Record<'rate' | 'beta1' | 'beta2' | 'beta3' | 'alpha' | 'warmupSteps' | 'epsilon', At>,
): Reference {
  let [m, slow, v, product1, product2] = [0, 0, 0, 1, 1];
  return (w, g, t) => {
    const [b1, b2, full] = [beta1(t), beta2(t), beta3(t)];
    const warmth = t < warmupSteps(t) ? t / warmupSteps(t) : 1;
    // As the paper writes it, in logarithms of both rates.
    const [log1, log3] = [Math.log(b1), Math.log(full)];
    const b3 = Math.exp((log1 * log3) / ((1 - warmth) * log3 + warmth * log1));
    m = b1 * m + (1 - b1) * g;
    slow = b3 * slow + (1 - b3) * g;
    v = b2 * v + (1 - b2) * g * g;
    product1 *= b1;
    product2 *= b2;
    const square = v / (1 - product2);
    const root = inside ? Math.sqrt(square + epsilon(t)) : Math.sqrt(square) + epsilon(t);
    return w - (rate(t) * (m / (1 - product1) + warmth * alpha(t) * slow)) / root;
  };
}

export function adoptReference({
  rate,
  beta1,
  beta2,
  epsilon,
  clipPower,
}: Record<'rate' | 'beta1' | 'beta2' | 'epsilon' | 'clipPower', At>): Reference {
  let [m, v] = [0, 0];
  return (w, g, t) => {
    if (t === 1) {
      v = g * g;
      return w;
    }
    const bound = (t - 1) ** clipPower(t);
    const normalised = g / Math.max(Math.sqrt(v), epsilon(t));
    m = beta1(t) * m + (1 - beta1(t)) * Math.min(Math.max(normalised, -bound), bound);
    v = beta2(t) * v + (1 - beta2(t)) * g * g;
    return w - rate(t) * m;
  };
}

export function ftrlReference({
  rate,
  initialAccumulator,
  l1,
  l2,
  beta,
  weightDecay,
}: Record<'rate' | 'initialAccumulator' | 'l1' | 'l2' | 'beta' | 'weightDecay', At>): Reference {
  let state: {n: number; z: number} | null = null;
  return (w, g, t) => {
    if (state === null) {
      // It starts from the weight before the decay.
      const start = w / (1 - rate(t) * weightDecay(t));
      const n = initialAccumulator(t);
      state = {n, z: (-start * (Math.sqrt(n) + beta(t))) / rate(t)};
    }
    const n = state.n + g * g;
    const z = state.z + g - ((Math.sqrt(n) - Math.sqrt(state.n)) / rate(t)) * w;
    state = {n, z};
    if (g === 0) return w;
    // As Keras writes it.
    const quadratic = Math.sqrt(n) / rate(t) + 2 * (l2(t) + beta(t) / (2 * rate(t)));
    return (Math.min(Math.max(z, -l1(t)), l1(t)) - z) / quadratic;
  };
}
