import {type Feed, type PendingLine, reachable, type Source, type TraceNode, typeOf} from '../graph/index.ts';
import type {Trace} from './trace.ts';

/** All values that a call hands out: the result, then the variables. */
export function wantedSources(trace: Trace): Source[] {
  const returned = trace.returned.flatMap((each) => ('source' in each ? [each.source] : []));
  return [...returned, ...trace.assigned.map(({source}) => source)];
}

function sameFeed(a: Feed, b: Feed): boolean {
  if (a.kind === 'argument') return b.kind === 'argument' && a.index === b.index;
  if (a.kind === 'variable') return b.kind === 'variable' && a.variable === b.variable;
  if (a.kind === 'session') return b.kind === 'session' && a.index === b.index;
  if (a.kind === 'captured') return b.kind === 'captured' && a.dataId === b.dataId;
  if (a.kind === 'number') return b.kind === 'number' && a.update === b.update && a.name === b.name;
  return (
    b.kind === 'numbers' &&
    a.update === b.update &&
    a.names.length === b.names.length &&
    a.names.every((name, i) => Object.is(name, b.names[i]))
  );
}

function feedDifference(a: Feed, b: Feed): string {
  if (a.kind === 'captured' && b.kind === 'captured') {
    return 'a tensor captured from outside was another one at the next call; make it an argument, or a tf.Variable that is assigned to';
  }
  return `an input of the graph came from another place at the next call (${a.kind}, then ${b.kind})`;
}

/** A number in words, -0 told from 0. */
function show(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function constantDifference(a: TraceNode, b: TraceNode): string | null {
  const [first, second] = [a.values!, b.values!];
  const differs = (value: unknown, i: number): boolean =>
    typeof value === 'number' ? !Object.is(value, second[i]) : String(value) !== String(second[i]);
  const at = [...first].findIndex(differs);
  if (at < 0 && first.length === second.length) return null;
  const shape = `shape [${typeOf({node: a, output: 0}).shape.join()}]`;
  return (
    `a value made in JavaScript changed from ${show(first[at])} to ${show(second[at])} between two calls (${shape}): ` +
    'a random number, a counter or another state of JavaScript; pass it as a tensor argument, or keep it in a tf.Variable'
  );
}

function nodeDifference(a: TraceNode, b: TraceNode, numbers: Map<TraceNode, TraceNode>): string | null {
  if (a.op !== b.op) return `the function issued ${b.op} in place of ${a.op} at the next call`;
  const types = (node: TraceNode): string => JSON.stringify([node.outputs, node.attributes]);
  if (types(a) !== types(b)) return `the operation ${a.op} had other shapes or settings at the next call`;
  if (a.feed !== undefined && b.feed !== undefined && !sameFeed(a.feed, b.feed)) return feedDifference(a.feed, b.feed);
  if (a.values !== undefined) return constantDifference(a, b);
  const wired = a.inputs.every(({node, output}, i) => {
    const other = b.inputs[i];
    return other !== undefined && numbers.get(node) === other.node && output === other.output;
  });
  return wired && a.inputs.length === b.inputs.length
    ? null
    : `the operation ${a.op} had other inputs at the next call`;
}

/** Random values of a call whose range one recording does not show, in an order that is that of every such call. */
export function pendingLines(trace: Trace): PendingLine[] {
  return reachable(wantedSources(trace)).flatMap(({pending}) => pending ?? []);
}

/**
 * The first difference between two recorded calls, in words; null where they are the same.
 *
 * Operations that no result depends on do not count.
 */
export function traceDifference(a: Trace, b: Trace): string | null {
  if (a.form.form !== b.form.form) return `the function returned ${b.form.form} after ${a.form.form}`;
  const handedThrough = a.returned.every((each, i) => {
    const other = b.returned[i]!;
    return 'tensor' in each ? 'tensor' in other && each.tensor === other.tensor : 'source' in other;
  });
  if (!handedThrough) return 'the function returned another tensor from outside at the next call';
  const sameVariables =
    a.assigned.length === b.assigned.length &&
    a.assigned.every(({variable}, i) => variable === b.assigned[i]!.variable);
  if (!sameVariables) return 'the function assigned to other variables at the next call';
  const sameUpdates =
    a.updates.length === b.updates.length && a.updates.every(({optimizer}, i) => optimizer === b.updates[i]!.optimizer);
  if (!sameUpdates) return 'the function updated by other optimizers at the next call';
  const [first, second] = [wantedSources(a), wantedSources(b)];
  const [nodes, others] = [reachable(first), reachable(second)];
  const partner = new Map(nodes.map((node, i) => [node, others[i]!]));
  for (const [i, node] of nodes.entries()) {
    const other = others[i];
    if (other === undefined) return `the function did not issue ${node.op} at the next call`;
    const difference = nodeDifference(node, other, partner);
    if (difference !== null) return difference;
  }
  if (others.length > nodes.length) return 'the function issued more operations at the next call';
  const sameOutputs = first.every(
    ({node, output}, i) => partner.get(node) === second[i]!.node && output === second[i]!.output,
  );
  return sameOutputs ? null : 'the function returned other values at the next call';
}
