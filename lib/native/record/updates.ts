import type * as tf from '@tensorflow/tfjs';
import {availableKernel} from '../fused/index.ts';
import type {FusedKernel} from '../fused/index.ts';
import {nativeBackend} from '../binding.ts';
import {UpdateRule} from '../../../optimizers/base/update-rule.ts';
import {kernelForm, kernelNumbers} from './fused-update.ts';

/** The parts of an update rule that its numbers come from. */
export interface RuleNumbers {
  readonly iterations: number;
  coefficients(t: number): Record<string, number>;
  readonly number: (name: string, t: number) => number;
  kernel(numbers: Record<string, number>): FusedKernel | null;
}

/** One update of an optimizer within the recorded function. */
export interface RecordedUpdate {
  readonly optimizer: tf.Optimizer;
  /** How many updates of the same optimizer came before it in the same call. */
  readonly offset: number;
  /** Options that the rule read beside its coefficients, which are constants in the record. */
  readonly fixed: readonly string[];
  /** What the recorded operations depend on. */
  readonly variant: string;
}

/** An optimizer of this package, whose numbers can be asked for; null for others. */
export function ruleOf(optimizer: tf.Optimizer): RuleNumbers | null {
  return Object.prototype.isPrototypeOf.call(UpdateRule.prototype, optimizer)
    ? (optimizer as unknown as RuleNumbers)
    : null;
}

/** `learningRate weightDecay` of update t, which is no coefficient of the rule. */
export function shrinkageOf(number: RuleNumbers['number'], t: number): number {
  return number('learningRate', t) * number('weightDecay', t);
}

/** Rules choose another equation where a number is 0, or so small that it counts as 0. */
function kindOf(number: number): string {
  return number === 0 ? '0' : Math.abs(number) < 1.2e-38 ? 'tiny' : '*';
}

/** What the next call of an update needs. */
export interface UpdateState {
  /** The numbers to be fed; none for optimizers of other origin. */
  readonly numbers: Readonly<Record<string, number>>;
  /**
   * What the operations depend on beside these: where it changes, they have to be recorded anew. For this package's rules which of
   * the numbers count as zero, for other optimizers all of their configuration.
   */
  readonly variant: string;
}

/** The state of the next call of an update. */
export function stateOf({optimizer, offset, fixed}: Omit<RecordedUpdate, 'variant'>): UpdateState {
  const rule = ruleOf(optimizer);
  if (rule === null) return {numbers: {}, variant: JSON.stringify(optimizer.getConfig())};
  const t = rule.iterations + 1 + offset;
  const numbers = rule.coefficients(t);
  const [backend, wanted] = [nativeBackend(), rule.kernel(numbers)];
  const kernel = wanted && backend && availableKernel(backend, wanted);
  numbers['shrinkage'] = shrinkageOf((name) => rule.number(name, t), t);
  let variant = kernelForm(kernel);
  for (const name of Object.keys(numbers)) variant += `,${name} ${kindOf(numbers[name]!)}`;
  for (const name of fixed) variant += `,${name} ${rule.number(name, t)}`;
  return {numbers: Object.assign(numbers, kernelNumbers(kernel)), variant};
}
