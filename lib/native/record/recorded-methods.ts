import type {UpdateInput, UpdateOutput} from '../../update/update.ts';
import {availableKernel} from '../fused/index.ts';
import type {FusedKernel} from '../fused/index.ts';
import type {NativeBackend} from '../binding.ts';
import {fusedUpdate} from './fused-update.ts';
import type {KernelRecord} from './fused-update.ts';
import type {Recorder} from './recorder.ts';
import {shrinkageOf} from './updates.ts';
import type {RuleNumbers} from './updates.ts';

/** The methods of an update rule that are replaced while it is recorded. */
export interface RecordedRule extends RuleNumbers {
  readonly applyGradients: (gradients: unknown) => void;
  update(input: UpdateInput<string, string>): UpdateOutput<string>;
}

/** How one update is recorded. */
interface Recording {
  /** Which update of the recorded call this is. */
  readonly index: number;
  /** Whether it may become a fused kernel. */
  readonly kernels: boolean;
  /** Whether several updates of the call follow on each other. */
  readonly isChained: boolean;
  /** Runs work whose reading of options is not the rule's own. */
  readonly unread: <Value>(work: () => Value) => Value;
  readonly isReading: () => boolean;
}

/**
 * Methods with which a rule tells the recorder its numbers, and does its update by a fused kernel that can be recorded.
 *
 * @param rule as it is before they replace its own
 */
export function recordedMethods(
  backend: NativeBackend,
  recorder: Recorder,
  rule: RecordedRule,
  {index, kernels, isChained, unread, isReading}: Recording,
): Partial<RecordedRule> {
  const coefficients = rule.coefficients.bind(rule);
  const kernel = rule.kernel.bind(rule);
  const update = rule.update.bind(rule);
  let fused: FusedKernel | null = null;
  const record: KernelRecord = {
    isChained,
    scalar: (name, number) => recorder.fedScalar(index, name, number),
    mustBeFinite: (id) => recorder.mustBeFinite(id),
  };
  return {
    coefficients(t) {
      const numbers = unread(() => coefficients(t));
      if (!isReading()) return numbers;
      const shrinkage = unread(() => shrinkageOf(rule.number.bind(rule), t));
      recorder.numbers.expect(index, numbers, shrinkage === 0 ? null : shrinkage);
      const wanted = kernels ? unread(() => kernel(numbers)) : null;
      fused = wanted && availableKernel(backend, wanted);
      return numbers;
    },
    // The kernels of eager updates change variables in place, which a record of values cannot show.
    kernel: (numbers) => (isReading() ? null : kernel(numbers)),
    update(input) {
      const isFused = fused !== null && input.value.dtype === 'float32' && input.gradient.dtype === 'float32';
      return (isFused ? fusedUpdate(backend, fused!, input, record) : null) ?? update(input);
    },
  };
}
