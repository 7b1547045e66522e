import type * as tf from '@tensorflow/tfjs';
import {adam, adamw, clipped, lion, lookahead, momentum, optimizerCatalogue, sam} from '../../../optimizers/index.ts';
import {sensibleRates} from '../../../scripts/arguments/optimizer-spec.ts';

/** What takes part in the study: a rule as it comes, or one with an option or a wrapper. */
export interface Entry {
  /** The rate in the middle of those tried. */
  readonly rate: number;
  readonly create: (rate: number) => tf.Optimizer;
}

const rules = Object.entries(optimizerCatalogue).map(([name, {create}]): [string, Entry] => [
  name,
  {rate: sensibleRates[name]!, create: (rate) => create(rate)},
]);

/** Options and wrappers, around rules that are in the study without them too. */
const around: Readonly<Record<string, Entry>> = {
  'adamw, cautious': {rate: 0.001, create: (rate) => adamw(rate, {cautious: true})},
  'lion, cautious': {rate: 0.0003, create: (rate) => lion(rate, {cautious: true})},
  'clipped momentum': {rate: 0.05, create: (rate) => clipped(momentum(rate), {globalNorm: 1})},
  'lookahead adam': {rate: 0.001, create: (rate) => lookahead(adam(rate), {steps: 5, rate: 0.5})},
  'sam momentum': {rate: 0.05, create: (rate) => sam(momentum(rate), {rho: 0.05})},
};

export const entries: Readonly<Record<string, Entry>> = {...Object.fromEntries(rules), ...around};

const factors = [1 / 30, 0.1, 1 / 3, 1, 10 / 3, 10];

/** The rates that an entry is tried with: half decades around its own, more of them below. */
export const ratesOf = ({rate}: Entry): number[] => factors.map((factor) => Number((rate * factor).toPrecision(2)));
