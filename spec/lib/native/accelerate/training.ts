import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/accelerate/index.ts';
import type {AccelerateOptions} from '../../../../lib/native/accelerate/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {disposeProblem, examples, oneOrAll} from './problems.ts';
import type {Problem} from './problems.ts';

/** What a training leaves behind. */
export interface Outcome {
  readonly logs: Record<string, number[]>;
  readonly weights: readonly Float32Array[];
  /** Tensors at the end of each epoch. */
  readonly counts: readonly number[];
}

/** Trains a model three epochs in one of the ways of TensorFlow.js, and returns its logs. */
export type Way = (problem: Problem, more?: tf.ModelFitArgs) => Promise<Record<string, number[]>>;

const size = 16;

function* batchesOf({inputs, targets}: Problem): Generator<{xs: tf.Tensor[]; ys: tf.Tensor[]}> {
  for (let at = 0; at < examples; at += size) {
    const part = (all: readonly tf.Tensor[]): tf.Tensor[] =>
      all.map((each) => tf.slice(each, at, Math.min(size, examples - at)));
    yield {xs: part(inputs), ys: part(targets)};
  }
}

const asLogs = (history: tf.History): Record<string, number[]> => history.history as Record<string, number[]>;

export const fit: Way = async ({model, inputs, targets}, more) => {
  const settings = {epochs: 3, batchSize: size, shuffle: false, verbose: 0} as const;
  return asLogs(await model.fit(oneOrAll(inputs), oneOrAll(targets), {...settings, ...more}));
};

export const fitDataset: Way = async (problem, more) => {
  const dataset = tf.data.generator(function* () {
    for (const {xs, ys} of batchesOf(problem)) yield {xs: oneOrAll(xs), ys: oneOrAll(ys)};
  } as () => Generator<tf.TensorContainer>);
  const {callbacks} = more ?? {};
  return asLogs(await problem.model.fitDataset(dataset, {epochs: 3, verbose: 0, ...(callbacks && {callbacks})}));
};

export const trainOnBatch: Way = async (problem) => {
  const logs: number[][] = [];
  for (let epoch = 0; epoch < 3; epoch++) {
    for (const {xs, ys} of batchesOf(problem)) {
      logs.push([await problem.model.trainOnBatch(oneOrAll(xs), oneOrAll(ys))].flat());
      tf.dispose([xs, ys]);
    }
  }
  return Object.fromEntries(logs[0]!.map((_, i) => [String(i), logs.map((each) => each[i]!)]));
};

export const weightsOf = (model: tf.LayersModel): Float32Array[] =>
  model.getWeights().map((weight) => weight.dataSync().slice() as Float32Array);

/** How many graphs TensorFlow holds; none on other backends. */
export const sessions = (): number => nativeBackend()?.binding.getNumOfSavedModels() ?? 0;

/** What one training needs. */
export interface Training {
  readonly problem: () => Problem;
  readonly optimizer: () => tf.Optimizer;
  readonly way?: Way;
  readonly more?: () => tf.ModelFitArgs;
  readonly options?: AccelerateOptions;
}

async function run({problem, optimizer, way = fit, more, options}: Training, isAccelerated: boolean): Promise<Outcome> {
  const made = problem();
  const rule = optimizer();
  made.model.compile({optimizer: rule, loss: made.loss, metrics: made.metrics});
  const before = sessions();
  const undo = isAccelerated ? accelerate(made.model, options) : () => {};
  const counts: number[] = [];
  const onEpochEnd = async (): Promise<void> => void counts.push(tf.memory().numTensors);
  const start = weightsOf(made.model);
  try {
    const logs = await way(made, {callbacks: {onEpochEnd}, ...more?.()});
    const weights = weightsOf(made.model);
    expect(weights, 'training changes the weights').to.not.deep.equal(start);
    // Otherwise two plain runs would be compared.
    if (nativeBackend() !== null) expect(sessions() > before, 'graphs in use').to.equal(isAccelerated);
    return {logs, weights, counts};
  } finally {
    undo();
    expect(sessions(), 'graphs after undo').to.equal(before);
    rule.dispose();
    disposeProblem(made);
  }
}

/** The greatest difference between two lists of numbers. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).to.equal(b.length);
  return Math.max(0, ...Array.from(a, (value, i) => (Object.is(value, b[i]) ? 0 : Math.abs(value - b[i]!))));
}

/** Trains without and with `accelerate`, and asserts that logs and weights agree. */
export async function expectSameTraining(training: Training, tolerance = 2e-5): Promise<[Outcome, Outcome]> {
  const plain = await run(training, false);
  const fast = await run(training, true);
  expect(Object.keys(fast.logs)).to.deep.equal(Object.keys(plain.logs));
  for (const [name, values] of Object.entries(plain.logs)) {
    expect(values.every(Number.isFinite), name).to.equal(true);
    const scale = Math.max(1, ...values.map(Math.abs));
    expect(difference(fast.logs[name]!, values), name).to.be.at.most(tolerance * scale);
  }
  expect(fast.weights).to.have.length(plain.weights.length);
  for (const [i, weight] of plain.weights.entries()) {
    expect(difference(fast.weights[i]!, weight), `weight ${i}`).to.be.at.most(tolerance);
  }
  return [plain, fast];
}
