import type * as tf from '@tensorflow/tfjs';
import type {Declaration} from './declaration.ts';
import {declarationOf} from './declared.ts';

/** What a wrapper says of itself; all else follows from the optimizers that it holds. */
export interface OwnWords extends Pick<Partial<Declaration>, 'variant' | 'numbers' | 'learningRate' | 'isResumable'> {
  /** Takes the wrapper's own count of updates to a value. */
  readonly count: (updates: number) => void;
}

/**
 * Declares an optimizer that holds others, and hands its updates to them: all, some of them, or a part of each.
 *
 * Every call of `applyGradients` counts as one update of the wrapper, whatever it hands on. What is recorded of the others they
 * say themselves.
 *
 * @param outer the wrapper
 * @param inner all optimizers that it holds
 * @param own how its count is set, and what its own operations depend on: nothing but tensors by default
 * @returns null where one of them says nothing
 * @example
 * declareAround(wrapper, [tf.train.adam(0.1)], {count: (updates) => (wrapper.updates = updates)})?.isResumable; // true
 */
export function declareAround(
  outer: tf.Optimizer,
  inner: readonly tf.Optimizer[],
  {count, variant, numbers, learningRate, isResumable = true}: OwnWords,
): Declaration | null {
  const all = inner.flatMap((each) => declarationOf(each) ?? []);
  if (all.length < inner.length) return null;
  const rate = learningRate ?? (all.length === 1 ? all[0]!.learningRate?.bind(all[0]) : undefined);
  return {
    get iterations() {
      return outer.iterations;
    },
    variant: variant ?? (() => ''),
    ...(numbers && {numbers}),
    ...(rate && {learningRate: rate}),
    advance: () => count(outer.iterations + 1),
    remember: () => {
      const {iterations} = outer;
      const restore = all.map((each) => each.remember());
      return () => {
        count(iterations);
        for (const each of restore) each();
      };
    },
    restoresBy: all.some(({restoresBy}) => restoresBy === 'order') ? 'order' : 'name',
    isResumable: isResumable && all.every((each) => each.isResumable),
  };
}
