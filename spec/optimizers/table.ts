import type {UpdateRule} from '../../optimizers/base/index.ts';
import {optimizerCatalogue} from '../../optimizers/index.ts';
import type {Hyperparameter} from '../../schedules/index.ts';
import {
  adabeliefReference,
  adadeltaReference,
  adagradReference,
  adamaxReference,
  adamReference,
  adanReference,
  decayedReference,
  momentumReference,
  nadamReference,
  nesterovReference,
  radamReference,
  rmspropReference,
  sgdReference,
  yogiReference,
} from './references.ts';
import type {At, Reference} from './references.ts';
import {ademamixReference, adoptReference, ftrlReference, lionReference, rpropReference} from './references-b.ts';
import {scheduleFreeReference} from './references-c.ts';

type Options = Record<string, Hyperparameter | boolean | string>;

/** One line of the table: a rule with options. */
export interface Variant {
  readonly rule: string;
  readonly label: string;
  /** The learning rate at which it trains. */
  readonly rate: number;
  readonly options: Options;
  /** A new optimizer; the arguments replace the rate and add options. */
  readonly create: (rate?: Hyperparameter, options?: Options) => UpdateRule;
  /** Whether a weight depends on itself alone; the others have no reference. */
  readonly isElementwise: boolean;
  /** The same rule for one weight in float64; numbers are given as functions of the update where they differ. */
  readonly reference: (numbers?: Record<string, At>) => Reference;
}

type Numbers = Record<string, At>;
type MakeReference = (options: Options, numbers: never) => Reference;

const adamLike: MakeReference = (options, numbers: Record<'rate' | 'beta1' | 'beta2' | 'epsilon', At>) =>
  adamReference(options as Record<'amsgrad' | 'biasCorrection' | 'epsilonInside', boolean>, numbers);

const references: Record<string, MakeReference> = {
  sgd: (_, numbers: Record<'rate', At>) => sgdReference(numbers),
  momentum: ({form, biasCorrection}, numbers: Record<'rate' | 'momentum', At>) =>
    momentumReference(form as string, biasCorrection as boolean, numbers),
  nesterov: ({form}, numbers: Record<'rate' | 'momentum', At>) => nesterovReference(form as string, numbers),
  adagrad: ({epsilonInside}, numbers: Record<'rate' | 'epsilon' | 'initialAccumulator', At>) =>
    adagradReference(epsilonInside as boolean, numbers),
  adadelta: ({epsilonInside}, numbers: Record<'rate' | 'rho' | 'epsilon', At>) =>
    adadeltaReference(epsilonInside as boolean, numbers),
  rmsprop: (options, numbers: Record<'rate' | 'rho' | 'momentum' | 'epsilon', At>) =>
    rmspropReference(options as Record<'centered' | 'biasCorrection' | 'epsilonInside', boolean>, numbers),
  adam: adamLike,
  adamw: adamLike,
  amsgrad: adamLike,
  nadam: ({epsilonInside}, numbers: Record<'rate' | 'beta1' | 'beta2' | 'momentumDecay' | 'epsilon', At>) =>
    nadamReference(epsilonInside as boolean, numbers),
  radam: ({epsilonInside}, numbers: Record<'rate' | 'beta1' | 'beta2' | 'threshold' | 'epsilon', At>) =>
    radamReference(epsilonInside as boolean, numbers),
  adamax: ({epsilonInside}, numbers: Record<'rate' | 'beta1' | 'beta2' | 'epsilon', At>) =>
    adamaxReference(epsilonInside as boolean, numbers),
  adabelief: (_, numbers: Record<'rate' | 'beta1' | 'beta2' | 'epsilon', At>) => adabeliefReference(numbers),
  yogi: (options, numbers: Record<'rate' | 'beta1' | 'beta2' | 'initialAccumulator' | 'epsilon', At>) =>
    yogiReference(options as Record<'biasCorrection' | 'epsilonInside', boolean>, numbers),
  adan: ({epsilonInside}, numbers: Record<'rate' | 'beta1' | 'beta2' | 'beta3' | 'epsilon', At>) =>
    adanReference(epsilonInside as boolean, numbers),
  lion: (_, numbers: Record<'rate' | 'beta1' | 'beta2', At>) => lionReference(numbers),
  rprop: (_, numbers: Parameters<typeof rpropReference>[0]) => rpropReference(numbers),
  ademamix: ({epsilonInside}, numbers: Parameters<typeof ademamixReference>[1]) =>
    ademamixReference(epsilonInside as boolean, numbers),
  adopt: (_, numbers: Parameters<typeof adoptReference>[0]) => adoptReference(numbers),
  ftrl: (_, numbers: Parameters<typeof ftrlReference>[0]) => ftrlReference(numbers),
  scheduleFree: ({form}, numbers: Parameters<typeof scheduleFreeReference>[1]) =>
    scheduleFreeReference(form as string, numbers),
};

function variant(rule: string, rate: number, options: Options = {}): Variant {
  const description = optimizerCatalogue[rule]!;
  const defaults = Object.fromEntries(
    Object.entries(description.options).map(([name, option]) => [name, option.default]),
  );
  return {
    rule,
    rate,
    options,
    isElementwise: rule in references,
    label: [rule, ...Object.entries(options).map(([name, value]) => `${name}=${String(value)}`)].join(' '),
    create: (hyperparameter = rate, more = {}) => description.create(hyperparameter, {...options, ...more}),
    reference: (given = {}) => {
      const all: Options = {...defaults, ...options, rate};
      const numeric = Object.entries(all).filter(([, value]) => typeof value === 'number') as [string, number][];
      const numbers: Numbers = {...Object.fromEntries(numeric.map(([name, value]) => [name, () => value])), ...given};
      return decayedReference(references[rule]!(all, numbers as never), numbers as Record<'rate' | 'weightDecay', At>);
    },
  };
}

/** All ways to set some flags. */
function flags(...names: string[]): Record<string, boolean>[] {
  return names.reduce<Record<string, boolean>[]>(
    (sets, name) => sets.flatMap((set) => [set, {...set, [name]: true}]),
    [{}],
  );
}

/** Every rule with its default options. */
export const rules: readonly Variant[] = [
  variant('sgd', 0.05),
  variant('momentum', 0.02),
  variant('nesterov', 0.02),
  variant('adagrad', 0.3),
  variant('adadelta', 1),
  variant('rmsprop', 0.01),
  variant('adam', 0.02),
  variant('adamw', 0.02),
  variant('amsgrad', 0.02),
  variant('nadam', 0.02),
  variant('radam', 0.02),
  variant('adamax', 0.02),
  variant('adabelief', 0.02),
  variant('yogi', 0.02),
  variant('adan', 0.02),
  variant('lion', 0.01),
  variant('lamb', 0.02),
  variant('lars', 0.2),
  variant('rprop', 0.01),
  variant('ademamix', 0.02),
  variant('adopt', 0.02),
  variant('ftrl', 0.3),
  variant('mars', 0.02),
  variant('adafactor', 0.02),
  variant('scheduleFree', 0.02),
];

/** Every rule in every variant that it has. */
export const variants: readonly Variant[] = [
  ...rules,
  ...rules.map(({rule, rate}) => variant(rule, rate, {weightDecay: 0.1})),
  variant('momentum', 0.02, {form: 'trace'}),
  variant('momentum', 0.1, {form: 'average'}),
  variant('momentum', 0.1, {form: 'average', biasCorrection: true, momentum: 0.8}),
  variant('nesterov', 0.02, {form: 'reformulated'}),
  variant('nesterov', 0.02, {form: 'trace'}),
  variant('adagrad', 0.3, {initialAccumulator: 0.1, epsilonInside: true, epsilon: 0.01}),
  variant('adadelta', 1, {epsilonInside: false, epsilon: 0.01, rho: 0.8}),
  ...flags('centered', 'biasCorrection', 'epsilonInside').flatMap((set) => [
    variant('rmsprop', 0.01, {...set, epsilon: 0.01}),
    variant('rmsprop', 0.01, {...set, epsilon: 0.01, momentum: 0.7}),
  ]),
  ...flags('amsgrad', 'epsilonInside').flatMap((set) => [
    variant('adam', 0.02, {...set, epsilon: 0.01, beta2: 0.9}),
    variant('adam', 0.02, {...set, epsilon: 0.01, beta2: 0.9, biasCorrection: false}),
  ]),
  variant('amsgrad', 0.02, {beta2: 0.8, epsilon: 0.01}),
  variant('nadam', 0.02, {epsilon: 0.01, beta2: 0.9, momentumDecay: 0.5}),
  variant('nadam', 0.02, {epsilon: 0.01, epsilonInside: true}),
  variant('radam', 0.02, {epsilon: 0.01, beta2: 0.9, threshold: 4}),
  variant('radam', 0.02, {epsilon: 0.01, epsilonInside: true}),
  variant('adamax', 0.02, {epsilon: 0.01, beta2: 0.7}),
  variant('adamax', 0.02, {epsilon: 0.01, epsilonInside: false}),
  variant('adabelief', 0.02, {epsilon: 0.01, beta2: 0.9}),
  variant('yogi', 0.02, {epsilonInside: true, beta2: 0.7, initialAccumulator: 0.1}),
  variant('yogi', 0.02, {biasCorrection: false, beta2: 0.9}),
  variant('adan', 0.02, {epsilon: 0.01, beta1: 0.9, beta2: 0.7}),
  variant('adan', 0.02, {epsilon: 0.01, epsilonInside: true}),
  variant('lion', 0.01, {beta1: 0.5, beta2: 0.8}),
  ...flags('biasCorrection', 'epsilonInside').map((set) =>
    variant('lamb', 0.02, {biasCorrection: false, epsilon: 0.01, ...set}),
  ),
  variant('lamb', 0.02, {decayInside: 0.1}),
  variant('lars', 0.2, {momentum: 0, trustCoefficient: 0.01}),
  variant('lars', 0.2, {weightDecay: 0.1, weightDecayForm: 'l2'}),
  variant('rprop', 0.05, {etaMinus: 0.7, etaPlus: 1.5, minStep: 0.02, maxStep: 0.1}),
  variant('ademamix', 0.02, {epsilonInside: true, epsilon: 0.01, beta2: 0.9, beta3: 0.99, alpha: 2}),
  variant('ademamix', 0.02, {beta3: 0.99, warmupSteps: 20}),
  variant('adopt', 0.02, {beta2: 0.9, epsilon: 0.01, clipPower: 0.5}),
  variant('ftrl', 0.3, {initialAccumulator: 0.5, l1: 0.1, l2: 0.2, beta: 0.5}),
  variant('mars', 0.02, {gamma: 0.1, amsgrad: true, beta2: 0.9}),
  variant('mars', 0.02, {gamma: 0, epsilonInside: true, epsilon: 0.01}),
  variant('adafactor', 0.02, {relativeStep: false, scaleByValue: false, decayPower: 0.6}),
  variant('adafactor', 0.02, {minScale: 0.5, clipThreshold: 0.5}),
  variant('scheduleFree', 0.05, {form: 'sgd', beta1: 0.7, stepPower: 1}),
  variant('scheduleFree', 0.05, {form: 'sgd', weightDecay: 0.1}),
  variant('scheduleFree', 0.02, {
    beta1: 0.8,
    beta2: 0.9,
    epsilon: 0.01,
    stepPower: 0.5,
    ratePower: 1,
    weightDecay: 0.1,
  }),
];
