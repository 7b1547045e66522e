import type * as tf from '@tensorflow/tfjs';
import {lineSearchCatalogue, optimizerCatalogue, solverCatalogue} from '../../optimizers/index.ts';
import type {Hyperparameter} from '../../schedules/index.ts';
import {parseSpecs, type Spec, type SpecParameter} from './spec.ts';

/** An optimizer of the comparison. */
export interface OptimizerChoice {
  readonly name: string;
  /** What it is called in tables and figures: the name, and what was written of its options. */
  readonly label: string;
  /** Null for a solver, which finds its steps itself. */
  readonly rate: number | null;
  /** Whether the rate was written. */
  readonly isRateWritten: boolean;
  /** Whether it takes mini-batches: a solver needs the same loss at each update, unless it is told that it is a sample. */
  readonly takesBatches: boolean;
  /** A new optimizer, with this rate or a schedule in its place. */
  readonly create: (rate?: Hyperparameter) => tf.Optimizer;
}

/**
 * Rates at which each rule trains the networks of the experiments well: at or a little below the best that
 * `learningRateSearch` finds for the MLP on held-out training digits, so that the convolutional network stays stable too.
 */
export const sensibleRates: Readonly<Record<string, number>> = {
  sgd: 0.3,
  momentum: 0.05,
  nesterov: 0.05,
  adagrad: 0.03,
  adadelta: 1,
  rmsprop: 0.001,
  adam: 0.001,
  adamw: 0.001,
  amsgrad: 0.001,
  nadam: 0.001,
  radam: 0.005,
  adamax: 0.005,
  adabelief: 0.002,
  yogi: 0.01,
  adan: 0.003,
  muon: 0.02,
  soap: 0.003,
  shampoo: 0.0003,
  lion: 0.0003,
  lamb: 0.01,
  lars: 5,
  rprop: 0.0001,
  ademamix: 0.001,
  adopt: 0.001,
  ftrl: 0.03,
  mars: 0.003,
  adafactor: 0.03,
  adahessian: 0.1,
  sophia: 0.003,
  scheduleFree: 0.005,
  prodigy: 1,
  polyakSgd: 1,
  psgdKron: 0.001,
};

const names = [...Object.keys(optimizerCatalogue), ...Object.keys(solverCatalogue)];

const isSolver = (name: string): boolean => Object.hasOwn(solverCatalogue, name);

function knownOptions(name: string): Record<string, SpecParameter> | undefined {
  const learningRate = {default: sensibleRates[name] ?? 0.001};
  if (Object.hasOwn(optimizerCatalogue, name)) return {learningRate, ...optimizerCatalogue[name]!.options};
  if (!isSolver(name)) return undefined;
  // Known, so that what is wrong with it can be said.
  return {...solverCatalogue[name]!.options, lineSearch: {choices: Object.keys(lineSearchCatalogue)}, learningRate};
}

type Made = Pick<OptimizerChoice, 'rate' | 'takesBatches' | 'create'>;

function solver({name, options: {learningRate, lineSearch, ...options}}: Spec): Made {
  if (learningRate !== undefined) {
    throw new RangeError('it has no learning rate, because a line search finds each step; leave it out');
  }
  if (options['product'] === 'gauss-newton') {
    throw new RangeError(
      "product gauss-newton needs the outputs of the model, which solve takes in a program; leave it out here: 'hessian' is the default",
    );
  }
  const all = {...options, ...(lineSearch !== undefined && {lineSearch: {name: lineSearch}})};
  const create = () => solverCatalogue[name]!.create(all);
  return {rate: null, takesBatches: options['sampled'] === true, create};
}

function rule({name, options: {learningRate, ...options}}: Spec): Made {
  const rate = Number(learningRate ?? sensibleRates[name] ?? 0.001);
  const create = (hyperparameter: Hyperparameter = rate) => optimizerCatalogue[name]!.create(hyperparameter, options);
  return {rate, takesBatches: true, create};
}

/**
 * Reads `sgd:lr=0.1,lbfgs:memory=5`: optimizers with their options by name; a rate that is not written is the sensible one. Solvers
 * have none; their line search is given by name.
 */
export function parseOptimizers(text: string, mistakes: string[]): OptimizerChoice[] {
  const specs = parseSpecs(text, {
    flag: 'optimizers',
    kind: 'optimizer',
    names,
    known: knownOptions,
    aliases: {lr: 'learningRate', rate: 'learningRate'},
    mistakes,
  });
  const choices = specs.flatMap((spec) => {
    const {name} = spec;
    const {learningRate, ...options} = spec.options;
    const written = Object.entries({...(learningRate === undefined ? {} : {lr: learningRate}), ...options});
    const label = [name, ...written.map(([key, value]) => `${key}=${value}`)].join(' ');
    try {
      const made = isSolver(name) ? solver(spec) : rule(spec);
      made.create().dispose();
      return [{name, label, isRateWritten: learningRate !== undefined, ...made}];
    } catch (error) {
      mistakes.push(`--optimizers: ${name}: ${(error as Error).message}`);
      return [];
    }
  });
  for (const [index, {label}] of choices.entries()) {
    if (choices.findIndex((choice) => choice.label === label) < index) {
      mistakes.push(`--optimizers: "${label}" is given twice`);
    }
  }
  return choices;
}
