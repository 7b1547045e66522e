import type {NativeBackend} from '../binding.ts';
import {reachable, type Source, type TraceNode} from '../graph/index.ts';
import {bias, biasGradient} from './bias.ts';
import {matrixProduct} from './matrix-product.ts';
import {relu, reluGradient} from './relu.ts';
import {idleCast, reshape} from './reshape.ts';
import type {Existing, Rule} from './rule.ts';
import {logSoftmax, plainSoftmax} from './softmax.ts';

/** All rules by name, in the order in which they are tried. */
export const rules: Readonly<Record<string, Rule>> = {
  idleCast,
  matrixProduct,
  reshape,
  bias,
  biasGradient,
  reluGradient,
  relu,
  logSoftmax,
  plainSoftmax,
};

/** Rules by name for a graph that XLA compiles, which makes one kernel of single operations and has none for this package's own. */
export const xlaRules: Readonly<Record<string, Rule>> = {
  idleCast,
  matrixProduct,
  reshape,
  bias,
  biasGradient,
  logSoftmax,
};

/** Rules by name that keep TensorFlow from computing something else in a graph than outside. */
export const exactRules: Readonly<Record<string, Rule>> = {plainSoftmax};

/**
 * Applies rules to a graph.
 *
 * @param wanted the values that the graph computes
 * @param chosen the rules, all by default
 * @returns the values that stand for them, in the same order
 */
export function rewrite(
  wanted: readonly Source[],
  backend: Pick<NativeBackend, 'binding'>,
  chosen: readonly Rule[] = Object.values(rules),
): Source[] {
  const replaced = new Map<TraceNode, (output: number) => Source>();
  const single = new Map<TraceNode, {node: TraceNode; result: Source}[]>();
  const existing: Existing = (op, {node, output}) => {
    const found = single.get(node)?.find((each) => each.node.op === op && each.node.inputs[0]!.output === output);
    return found?.result ?? null;
  };
  const next = ({node, output}: Source): Source => replaced.get(node)!(output);
  for (const node of reachable(wanted)) {
    const inputs = node.inputs.map(next);
    const controls = node.controls?.map((each) => next({node: each, output: 0}).node);
    const same = inputs.every((input, i) => input.node === node.inputs[i]!.node) && controls === undefined;
    const rebuilt = same ? node : {...node, inputs, ...(controls !== undefined && {controls})};
    const better = chosen.reduce<Source | null>((found, rule) => found ?? rule(rebuilt, backend, existing), null);
    const [input, ...others] = rebuilt.inputs;
    if (input && others.length === 0) {
      const result = better ?? {node: rebuilt, output: 0};
      single.set(input.node, [...(single.get(input.node) ?? []), {node: rebuilt, result}]);
    }
    replaced.set(node, (output) => better ?? {node: rebuilt, output});
  }
  return wanted.map(next);
}
