import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {
  accumulated,
  adam,
  averaged,
  clipped,
  conjugateGradient,
  lbfgs,
  lookahead,
  momentum,
  newtonCG,
  optimizerCatalogue,
  partitioned,
  sam,
  scheduled,
  sgd,
  skipNonFinite,
} from '../../../optimizers/index.ts';
import {cosineDecay} from '../../../schedules/index.ts';
import {device, distance, measure, onCpu, read, short, tanhProblem} from './support.ts';

const steps = 20;

/** Rates other than 0.02 at which a rule goes down on the small network. */
const rates: Readonly<Record<string, number>> = {
  sgd: 0.05,
  adagrad: 0.1,
  adadelta: 1,
  ftrl: 0.1,
  lars: 5,
  polyakSgd: 0.1,
  prodigy: 1,
  adahessian: 0.05,
};

/** The loss at the start, the weights after some steps, and the loss there. */
interface Trained {
  readonly losses: readonly [number, number];
  readonly weights: number[][];
}

async function trained(create: () => tf.Optimizer, disturbed = 0): Promise<Trained> {
  const {variables, loss, dispose} = tanhProblem(disturbed);
  const optimizer = create();
  const number = async (): Promise<number> => {
    const value = loss();
    const [[read1 = NaN] = []] = await read([value]);
    value.dispose();
    return read1;
  };
  try {
    const before = await number();
    for (let t = 0; t < steps; t++) optimizer.minimize(loss, false, variables);
    return {losses: [before, await number()], weights: await read(variables)};
  } finally {
    optimizer.dispose();
    dispose();
  }
}

const wrappers: Readonly<Record<string, () => tf.Optimizer>> = {
  'clipped by value': () => clipped(momentum(0.02), {value: 0.1}),
  'clipped by norm': () => clipped(momentum(0.02), {norm: 0.1}),
  'clipped by the norm of all': () => clipped(momentum(0.02), {globalNorm: 0.1}),
  'clipped adaptively': () => clipped(momentum(0.02), {adaptive: 0.1}),
  accumulated: () => accumulated(adam(0.02), {steps: 4}),
  averaged: () => averaged(adam(0.02), {decay: 0.9}),
  lookahead: () => lookahead(adam(0.02), {steps: 5, rate: 0.5}),
  sam: () => sam(sgd(0.05), {rho: 0.05}),
  partitioned: () => partitioned([{match: (_, {rank}) => rank === 1, optimizer: sgd(0.05)}], adam(0.02)),
  skipNonFinite: () => skipNonFinite(adam(0.02)),
  scheduled: () => scheduled(tf.train.sgd(0.05), {learningRate: cosineDecay(0.05, {steps: 20})}),
};

/** The rounding of one number on this device. */
const rounding = (): number => (device.precision === 16 ? 2 ** -11 : 2 ** -24);

/** How far a run may be from that of the cpu backend: some roundings, and what these make of themselves on the way. */
const allowed = (sensitivity: number): number => 1000 * rounding() + 20 * sensitivity;

function itAgrees(name: string, create: () => tf.Optimizer): void {
  it(`${name}: ${steps} steps as on cpu`, async () => {
    const [expected, disturbed] = await onCpu(
      async () => [await trained(create), await trained(create, 2 * rounding())] as const,
    );
    const own = await trained(create);
    const apart = distance(own.weights, expected.weights);
    measure('difference of weights after 20 steps', name, short(apart));
    expect(expected.losses[1], 'the loss goes down on cpu').to.be.below(expected.losses[0]);
    expect(own.losses[1], 'the loss goes down').to.be.below(own.losses[0]);
    expect(apart).to.be.below(allowed(distance(disturbed.weights, expected.weights)));
  });
}

/** Every optimizer against the plain JavaScript backend in the same page. */
export function conformance(): void {
  describe('rules', () => {
    for (const [name, {create}] of Object.entries(optimizerCatalogue)) {
      itAgrees(name, () => create(rates[name] ?? 0.02));
    }
  });
  describe('wrappers', () => {
    for (const [name, create] of Object.entries(wrappers)) itAgrees(name, create);
  });
  // One iteration after the other, where a backend can be read so.
  if (device.backend !== 'webgpu' && device.precision === 32) {
    describe('solvers in minimize', () => {
      for (const [name, create] of Object.entries({lbfgs, conjugateGradient, newtonCG})) itAgrees(name, create);
    });
  }
}
