import * as tf from '@tensorflow/tfjs';
import {UpdateRule} from '../../../optimizers/base/update-rule.ts';
import {plainUpdates} from '../fused/index.ts';
import type {NativeBackend} from '../binding.ts';
import {recordedMethods} from './recorded-methods.ts';
import type {RecordedRule} from './recorded-methods.ts';
import type {Recorder} from './recorder.ts';
import {replaceMethods} from '../../base/replace-methods.ts';
import {stateOf} from './updates.ts';
import type {RecordedUpdate, RuleNumbers} from './updates.ts';

/** How the updates of a call may be recorded. */
export interface UpdateKernels {
  /** Whether they may become fused kernels. */
  readonly kernels: boolean;
  /** Whether several of them follow on each other. */
  readonly isChained: boolean;
}

/**
 * Runs a function and lists the updates of optimizers in it; the recorder learns which scalars are their numbers.
 *
 * @param kernels how updates may become fused kernels
 *
 * The count of updates lives in JavaScript, so that each call of the graph has to move it on.
 */
export function recordUpdates<Result>(
  backend: NativeBackend,
  recorder: Recorder,
  {kernels, isChained}: UpdateKernels,
  run: () => Result,
): {result: Result; updates: RecordedUpdate[]} {
  const updates: RecordedUpdate[] = [];
  const counts = new Map<tf.Optimizer, number>();
  const reads = new Map<object, Set<string>>();
  let isReading = true;
  const base = tf.Optimizer.prototype as unknown as {readonly incrementIterations: () => void};
  const rules = UpdateRule.prototype as unknown as RecordedRule;
  const {incrementIterations} = base;
  const {applyGradients, number} = rules;

  const unread = <Value>(work: () => Value): Value => {
    const previous = isReading;
    isReading = false;
    try {
      return work();
    } finally {
      isReading = previous;
    }
  };
  const undo = [
    replaceMethods(base, {
      incrementIterations(this: tf.Optimizer) {
        const offset = counts.get(this) ?? 0;
        counts.set(this, offset + 1);
        // The optimizer still counts as before this update, whose offset therefore is 0 at this moment.
        const update = {optimizer: this, fixed: [...(reads.get(this) ?? [])]};
        reads.delete(this);
        updates.push({...update, offset, variant: unread(() => stateOf({...update, offset: 0}).variant)});
        incrementIterations.call(this);
      },
    }),
    replaceMethods(rules, {
      number(this: RuleNumbers, name: string, t: number) {
        if (isReading) reads.set(this, (reads.get(this) ?? new Set()).add(name));
        return number.call(this, name, t);
      },
      applyGradients(this: RecordedRule, gradients: unknown) {
        const undoRule = replaceMethods(
          this,
          recordedMethods(backend, recorder, this, {
            index: updates.length,
            kernels,
            isChained,
            unread,
            isReading: () => isReading,
          }),
        );
        try {
          applyGradients.call(this, gradients);
        } finally {
          undoRule();
        }
        recorder.numbers.end();
      },
    }),
  ];
  try {
    return {result: plainUpdates(run), updates};
  } finally {
    for (const step of undo) step();
  }
}
