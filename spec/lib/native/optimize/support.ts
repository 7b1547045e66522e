import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {traceCall} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {wantedSources} from '../../../../lib/native/trace/compare.ts';
import {compile} from '../../../../lib/native/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {reachable, type TraceNode} from '../../../../lib/native/graph/node.ts';
import {rewrite} from '../../../../lib/native/optimize/rewrite.ts';
import type {Rule} from '../../../../lib/native/optimize/rule.ts';

/** The nodes that compute what a function returns, before and after some rules. */
export function nodes(
  fn: (...args: never[]) => tf.Tensor,
  args: tf.Tensor[],
  rules: Rule[],
): [TraceNode[], TraceNode[]] {
  const backend = nativeBackend()!;
  const {result, trace} = traceCall(backend, fn as (...args: unknown[]) => unknown, flattenTree(args, 'it'), true);
  tf.dispose(result as tf.Tensor);
  const wanted = wantedSources(trace);
  return [reachable(wanted), reachable(rewrite(wanted, backend, rules))];
}

/** The operations that a function issues, before and after some rules. */
export function operations(...given: Parameters<typeof nodes>): [string[], string[]] {
  const names = (all: readonly TraceNode[]): string[] =>
    all.flatMap(({op}) => (op === 'Const' || op === 'Placeholder' ? [] : [op]));
  const [before, after] = nodes(...given);
  return [names(before), names(after)];
}

/** Asserts that a function gives the same with all rules as by itself, to 1e-6 of the largest value. */
export function expectSame(fn: (...args: never[]) => tf.Tensor, args: tf.Tensor[]): void {
  const compiled = compile(fn) as ((...args: tf.Tensor[]) => tf.Tensor) & {dispose(): void};
  tf.tidy(() => {
    const expected = (fn as (...args: unknown[]) => tf.Tensor)(...args).dataSync();
    const scale = Math.max(...[...expected].map(Math.abs));
    expect(scale).to.be.greaterThan(0);
    for (let i = 0; i < 3; i++) {
      const actual = compiled(...args).dataSync();
      expect(actual).to.have.length(expected.length);
      for (const [j, value] of actual.entries()) expect(value).to.be.closeTo(expected[j]!, 1e-6 * scale);
    }
  });
  compiled.dispose();
}
