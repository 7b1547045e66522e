import {reachable} from '../graph/node.ts';
import type {Source, TraceNode} from '../graph/node.ts';
import {biasGradient} from './bias-gradient.ts';
import {bias} from './bias.ts';
import {idleCast} from './idle-cast.ts';
import {logSoftmax} from './log-softmax.ts';
import {matrixProduct} from './matrix-product.ts';
import {plainSoftmax} from './plain-softmax.ts';
import {reluGradient} from './relu-gradient.ts';
import {reshape} from './reshape.ts';
import type {AttributeKinds} from '../binding.ts';
import type {Existing, Rule} from './rule.ts';

/** All rules by name, in the order in which they are tried. */
export const rules: Readonly<Record<string, Rule>> = {
  idleCast,
  matrixProduct,
  reshape,
  bias,
  biasGradient,
  reluGradient,
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
  kinds: AttributeKinds,
  chosen: readonly Rule[] = Object.values(rules),
): Source[] {
  const replaced = new Map<TraceNode, (output: number) => Source>();
  const single = new Map<TraceNode, TraceNode[]>();
  const existing: Existing = (op, {node, output}) => {
    const found = single.get(node)?.find((each) => each.op === op && each.inputs[0]!.output === output);
    return found === undefined ? null : {node: found, output: 0};
  };
  const next = ({node, output}: Source): Source => replaced.get(node)!(output);
  for (const node of reachable(wanted)) {
    const inputs = node.inputs.map(next);
    const controls = node.controls?.map((each) => next({node: each, output: 0}).node);
    const same = inputs.every((input, i) => input.node === node.inputs[i]!.node) && controls === undefined;
    const rebuilt = same ? node : {...node, inputs, ...(controls !== undefined && {controls})};
    const better = chosen.reduce<Source | null>((found, rule) => found ?? rule(rebuilt, kinds, existing), null);
    const [input, ...others] = rebuilt.inputs;
    if (input && others.length === 0) single.set(input.node, [...(single.get(input.node) ?? []), rebuilt]);
    replaced.set(node, (output) => better ?? {node: rebuilt, output});
  }
  return wanted.map(next);
}
