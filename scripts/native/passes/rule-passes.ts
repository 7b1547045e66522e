import * as tf from '@tensorflow/tfjs';
import {
  recordedEquation,
  toCoefficients,
  type UpdatePlan,
  type UpdateTarget,
  withExecutor,
} from '../../../lib/update/index.ts';
import {passesOf, programText} from '../../../lib/native/fused/index.ts';
import {optimizerCatalogue, type UpdateRule} from '../../../optimizers/index.ts';

type Options = Readonly<Record<string, unknown>>;

/** The values of an option that may lead to other operations: all flags and choices, and a number where there is none by default. */
function valuesOf(option: {
  default: unknown;
  range?: {from?: number; above?: number};
  choices?: readonly string[];
}): unknown[] {
  if (typeof option.default === 'boolean') return [false, true];
  if (option.choices !== undefined) return [...option.choices];
  // Averages of nothing, and divisors without epsilon, are left to the interpreter.
  return option.default === 0 ? [0, 0.5] : [option.default];
}

/** Every combination of such values. */
function variantsOf(options: Readonly<Record<string, Parameters<typeof valuesOf>[0]>>): Options[] {
  let variants: Options[] = [{}];
  for (const [name, option] of Object.entries(options)) {
    variants = variants.flatMap((each) => valuesOf(option).map((value) => ({...each, [name]: value})));
  }
  return variants;
}

/** Options that every rule has; each is seen with the rule as it is by default. */
const everywhere: readonly Options[] = [{weightDecayForm: 'l2'}, {cautious: true}, {maximize: true}];

const common: Options = optimizerCatalogue['sgd']!.options;

/** Updates to look at: some rules begin in another way than they go on. */
const early = 1;
const late = 10;

/** What an optimizer would do to a variable in an early update and in a later one. */
function updatesOf(rule: UpdateRule): {plan: UpdatePlan; target: UpdateTarget}[] {
  const seen: {plan: UpdatePlan; target: UpdateTarget}[] = [];
  const variable = tf.variable(tf.zeros([2]));
  tf.tidy(() => {
    withExecutor(
      {
        coefficients: (_, numbers) => toCoefficients(numbers),
        update(_, plan, [target]) {
          seen.push({plan, target: target!});
          return [];
        },
      },
      () => {
        for (let t = 1; t <= late; t++) rule.minimize(() => tf.sum(variable), false, [variable]);
      },
    );
  });
  variable.dispose();
  return [early, late].map((t) => seen[t - 1]!);
}

/**
 * The passes over memory of every rule and its variants, as texts, with and without decoupled weight decay.
 *
 * @param catalogue the rules, all by default
 */
export function rulePasses(catalogue: typeof optimizerCatalogue = optimizerCatalogue): string[] {
  const passes = new Set<string>();
  for (const {create, options} of Object.values(catalogue)) {
    const own = Object.entries(options).filter(([name]) => !(name in common));
    for (const variant of [...variantsOf(Object.fromEntries(own)), ...everywhere]) {
      let rule: UpdateRule;
      try {
        rule = create(0.1, variant);
      } catch (error) {
        // Some options go with some others only.
        if (error instanceof RangeError) continue;
        throw error;
      }
      for (const {plan, target} of updatesOf(rule)) {
        for (const shrinks of [false, true]) {
          const {program} = recordedEquation({...plan, shrinkage: 0.1}, target, shrinks);
          if (program !== null) for (const pass of passesOf(programText(program))) passes.add(pass);
        }
      }
      rule.dispose();
    }
  }
  return [...passes].sort();
}
