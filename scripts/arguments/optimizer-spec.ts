import {optimizerCatalogue} from '../../optimizers/index.ts';
import type {UpdateRule} from '../../optimizers/base/index.ts';
import type {Hyperparameter} from '../../schedules/index.ts';
import {parseSpecs} from './spec.ts';

/** An optimizer of the comparison. */
export interface OptimizerChoice {
  readonly name: string;
  /** What it is called in tables and figures: the name, and what was written of its options. */
  readonly label: string;
  readonly rate: number;
  /** A new optimizer, with this rate or a schedule in its place. */
  readonly create: (rate?: Hyperparameter) => UpdateRule;
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
};

const names = Object.keys(optimizerCatalogue);

/** Reads `sgd:lr=0.1,adam`: optimizers with their options by name; a rate that is not written is the sensible one. */
export function parseOptimizers(text: string, mistakes: string[]): OptimizerChoice[] {
  const specs = parseSpecs(text, {
    flag: 'optimizers',
    kind: 'optimizer',
    names,
    known: (name) =>
      Object.hasOwn(optimizerCatalogue, name)
        ? {learningRate: {default: sensibleRates[name] ?? 0.001}, ...optimizerCatalogue[name]!.options}
        : undefined,
    aliases: {lr: 'learningRate', rate: 'learningRate'},
    mistakes,
  });
  const choices = specs.flatMap(({name, options: {learningRate, ...options}}) => {
    const rate = Number(learningRate ?? sensibleRates[name] ?? 0.001);
    const written = Object.entries({...(learningRate === undefined ? {} : {lr: learningRate}), ...options});
    const label = [name, ...written.map(([key, value]) => `${key}=${value}`)].join(' ');
    const create = (hyperparameter: Hyperparameter = rate) => optimizerCatalogue[name]!.create(hyperparameter, options);
    try {
      create().dispose();
    } catch (error) {
      mistakes.push(`--optimizers: ${name}: ${(error as Error).message}`);
      return [];
    }
    return [{name, label, rate, create}];
  });
  for (const [index, {label}] of choices.entries()) {
    if (choices.findIndex((choice) => choice.label === label) < index) {
      mistakes.push(`--optimizers: "${label}" is given twice`);
    }
  }
  return choices;
}
