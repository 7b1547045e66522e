import type {NativeBackend} from '../binding.ts';
import type {Source, TraceNode} from '../graph/index.ts';

/** The result of an operation on one value that the graph computes before; null where it does not. */
export type Existing = (op: string, input: Source) => Source | null;

/**
 * Replaces an operation by one that computes the same faster, up to the rounding of float32.
 *
 * @param node whose inputs have been rewritten already
 * @param existing finds what the graph computes already
 * @returns the value that stands for the only output of the operation, or null where the rule does not apply
 */
export type Rule = (node: TraceNode, backend: Pick<NativeBackend, 'binding'>, existing: Existing) => Source | null;
