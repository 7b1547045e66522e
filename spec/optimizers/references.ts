/** One weight under a rule, in float64: what it becomes after gradient g at update t = 1, 2, ...; made anew for every weight. */
export type Reference = (w: number, g: number, t: number) => number;

/** The value of a hyperparameter at update t. */
export type At = (t: number) => number;

/** The divisor, with the epsilon outside or inside of the root. */
function root(moment: number, epsilon: number, inside: boolean): number {
  return inside ? Math.sqrt(moment + epsilon) : Math.sqrt(moment) + epsilon;
}

export function sgdReference({rate}: {rate: At}): Reference {
  return (w, g, t) => w - rate(t) * g;
}

export function momentumReference(
  form: string,
  corrected: boolean,
  {rate, momentum}: Record<'rate' | 'momentum', At>,
): Reference {
  let v = 0;
  let product = 1;
  return (w, g, t) => {
    const a = momentum(t);
    product *= a;
    if (form === 'classical') {
      v = a * v - rate(t) * g;
      return w + v;
    }
    v = form === 'trace' ? a * v + g : a * v + (1 - a) * g;
    return w - rate(t) * (corrected ? v / (1 - product) : v);
  };
}

export function nesterovReference(form: string, {rate, momentum}: Record<'rate' | 'momentum', At>): Reference {
  let v = 0;
  return (w, g, t) => {
    if (form === 'trace') {
      v = momentum(t) * v + g;
      return w - rate(t) * (g + momentum(t) * v);
    }
    v = momentum(t) * v - rate(t) * g;
    return form === 'lookahead' ? w + v : w + momentum(t) * v - rate(t) * g;
  };
}

export function adagradReference(
  inside: boolean,
  {rate, epsilon, initialAccumulator}: Record<'rate' | 'epsilon' | 'initialAccumulator', At>,
): Reference {
  let sum: number | null = null;
  return (w, g, t) => {
    sum = (sum ?? initialAccumulator(t)) + g * g;
    return w - (rate(t) * g) / root(sum, epsilon(t), inside);
  };
}

export function adadeltaReference(
  inside: boolean,
  {rate, rho, epsilon}: Record<'rate' | 'rho' | 'epsilon', At>,
): Reference {
  let squares = 0;
  let steps = 0;
  return (w, g, t) => {
    squares = rho(t) * squares + (1 - rho(t)) * g * g;
    const step = (g * root(steps, epsilon(t), inside)) / root(squares, epsilon(t), inside);
    steps = rho(t) * steps + (1 - rho(t)) * step * step;
    return w - rate(t) * step;
  };
}

export function rmspropReference(
  {centered, biasCorrection, epsilonInside}: Record<'centered' | 'biasCorrection' | 'epsilonInside', boolean>,
  {rate, rho, momentum, epsilon}: Record<'rate' | 'rho' | 'momentum' | 'epsilon', At>,
): Reference {
  let [square, mean, buffer, product] = [0, 0, 0, 1];
  return (w, g, t) => {
    square = rho(t) * square + (1 - rho(t)) * g * g;
    mean = rho(t) * mean + (1 - rho(t)) * g;
    product *= rho(t);
    const c = biasCorrection ? 1 - product : 1;
    // From the definition, not from the recursion of the library: E[g^2] - c E[g]^2 of the corrected averages.
    const moment = centered ? square / c - c * (mean / c) ** 2 : square / c;
    buffer = momentum(t) * buffer + (rate(t) * g) / root(moment, epsilon(t), epsilonInside);
    return w - buffer;
  };
}

export function adamReference(
  {amsgrad, biasCorrection, epsilonInside}: Record<'amsgrad' | 'biasCorrection' | 'epsilonInside', boolean>,
  {rate, beta1, beta2, epsilon}: Record<'rate' | 'beta1' | 'beta2' | 'epsilon', At>,
): Reference {
  let [m, v, greatest, product1, product2] = [0, 0, 0, 1, 1];
  return (w, g, t) => {
    m = beta1(t) * m + (1 - beta1(t)) * g;
    v = beta2(t) * v + (1 - beta2(t)) * g * g;
    greatest = amsgrad ? Math.max(greatest, v) : v;
    product1 *= beta1(t);
    product2 *= beta2(t);
    const mean = biasCorrection ? m / (1 - product1) : m;
    const square = biasCorrection ? greatest / (1 - product2) : greatest;
    return w - (rate(t) * mean) / root(square, epsilon(t), epsilonInside);
  };
}

export function nadamReference(
  inside: boolean,
  {rate, beta1, beta2, momentumDecay, epsilon}: Record<'rate' | 'beta1' | 'beta2' | 'momentumDecay' | 'epsilon', At>,
): Reference {
  let [m, v, product, product2] = [0, 0, 1, 1];
  return (w, g, t) => {
    const momentum = (k: number) => beta1(t) * (1 - 0.5 * 0.96 ** (k * momentumDecay(t)));
    m = beta1(t) * m + (1 - beta1(t)) * g;
    v = beta2(t) * v + (1 - beta2(t)) * g * g;
    product *= momentum(t);
    product2 *= beta2(t);
    const ahead = ((1 - momentum(t)) * g) / (1 - product) + (momentum(t + 1) * m) / (1 - product * momentum(t + 1));
    return w - (rate(t) * ahead) / root(v / (1 - product2), epsilon(t), inside);
  };
}

export function radamReference(
  inside: boolean,
  {rate, beta1, beta2, threshold, epsilon}: Record<'rate' | 'beta1' | 'beta2' | 'threshold' | 'epsilon', At>,
): Reference {
  let [m, v, product1, product2] = [0, 0, 1, 1];
  return (w, g, t) => {
    m = beta1(t) * m + (1 - beta1(t)) * g;
    v = beta2(t) * v + (1 - beta2(t)) * g * g;
    product1 *= beta1(t);
    product2 *= beta2(t);
    const mean = m / (1 - product1);
    const limit = 2 / (1 - beta2(t)) - 1;
    const rho = limit - (2 * t * product2) / (1 - product2);
    if (rho <= threshold(t)) return w - rate(t) * mean;
    const r = Math.sqrt(((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho));
    return w - (rate(t) * r * mean) / root(v / (1 - product2), epsilon(t), inside);
  };
}

export function adamaxReference(
  inside: boolean,
  {rate, beta1, beta2, epsilon}: Record<'rate' | 'beta1' | 'beta2' | 'epsilon', At>,
): Reference {
  let [m, u, product1] = [0, 0, 1];
  return (w, g, t) => {
    m = beta1(t) * m + (1 - beta1(t)) * g;
    u = Math.max(beta2(t) * u, Math.abs(g) + (inside ? epsilon(t) : 0));
    product1 *= beta1(t);
    return w - (rate(t) * m) / (1 - product1) / (inside ? u : u + epsilon(t));
  };
}

export function adabeliefReference({
  rate,
  beta1,
  beta2,
  epsilon,
}: Record<'rate' | 'beta1' | 'beta2' | 'epsilon', At>): Reference {
  let [m, variance, product1, product2] = [0, 0, 1, 1];
  return (w, g, t) => {
    m = beta1(t) * m + (1 - beta1(t)) * g;
    variance = beta2(t) * variance + (1 - beta2(t)) * (g - m) ** 2 + epsilon(t);
    product1 *= beta1(t);
    product2 *= beta2(t);
    return w - (rate(t) * m) / (1 - product1) / root(variance / (1 - product2), epsilon(t), false);
  };
}

export function yogiReference(
  {biasCorrection, epsilonInside}: Record<'biasCorrection' | 'epsilonInside', boolean>,
  {
    rate,
    beta1,
    beta2,
    initialAccumulator,
    epsilon,
  }: Record<'rate' | 'beta1' | 'beta2' | 'initialAccumulator' | 'epsilon', At>,
): Reference {
  let [m, product1, product2] = [0, 1, 1];
  let v: number | null = null;
  return (w, g, t) => {
    m = beta1(t) * m + (1 - beta1(t)) * g;
    v ??= initialAccumulator(t);
    v -= (1 - beta2(t)) * Math.sign(v - g * g) * g * g;
    product1 *= beta1(t);
    product2 *= beta2(t);
    const mean = biasCorrection ? m / (1 - product1) : m;
    const square = biasCorrection ? v / (1 - product2) : v;
    return w - (rate(t) * mean) / root(square, epsilon(t), epsilonInside);
  };
}

export function adanReference(
  inside: boolean,
  {rate, beta1, beta2, beta3, epsilon}: Record<'rate' | 'beta1' | 'beta2' | 'beta3' | 'epsilon', At>,
): Reference {
  let [m, average, v, product1, product2, product3] = [0, 0, 0, 1, 1, 1];
  let previous: number | null = null;
  return (w, g, t) => {
    const difference = g - (previous ?? g);
    previous = g;
    m = beta1(t) * m + (1 - beta1(t)) * g;
    average = beta2(t) * average + (1 - beta2(t)) * difference;
    v = beta3(t) * v + (1 - beta3(t)) * (g + beta2(t) * difference) ** 2;
    product1 *= beta1(t);
    product2 *= beta2(t);
    product3 *= beta3(t);
    const direction = m / (1 - product1) + (beta2(t) * average) / (1 - product2);
    return w - (rate(t) * direction) / root(v / (1 - product3), epsilon(t), inside);
  };
}

/** A rule with decoupled weight decay: the decay first, then the step. */
export function decayedReference(rule: Reference, {rate, weightDecay}: Record<'rate' | 'weightDecay', At>): Reference {
  return (w, g, t) => rule(w - rate(t) * weightDecay(t) * w, g, t);
}
