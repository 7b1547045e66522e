import * as tf from '@tensorflow/tfjs';
import type {NativeBackend} from '../binding.ts';
import {UntraceableError, whileTracing} from '../../update/index.ts';
import type {Feed, Source} from '../graph/index.ts';
import {type RecordedUpdate, recordUpdates} from './recorded-updates.ts';
import {Recorder} from './recorder.ts';
import {flattenTree, type Tree} from './tree.ts';
import {ownTensor, variablesByData} from './variable-data.ts';
import {watched} from './watched.ts';

/** A tensor of the result: a value of the graph, or a tensor that was there before and is handed through. */
type Returned = {readonly source: Source} | {readonly tensor: tf.Tensor};

/** What one call of a function did. */
export interface Trace {
  /** The form of the result. */
  readonly form: Tree;
  readonly returned: readonly Returned[];
  /** The variables that have a new value afterwards. */
  readonly assigned: readonly {readonly variable: tf.Variable; readonly source: Source}[];
  readonly updates: readonly RecordedUpdate[];
  /** Whether the call made or removed variables, as the first update of an optimizer does. */
  readonly isSettled: boolean;
}

/**
 * Calls a function, operation by operation, and records what it does.
 *
 * @param args the arguments; the function gets tensors of its own in their place
 * @param fuses whether updates of optimizers may become one operation
 * @returns what the function returned, the tensors in it that the call made, and the record
 * @throws UntraceableError for what cannot be recorded
 */
export function traceCall(
  backend: NativeBackend,
  fn: (...args: unknown[]) => unknown,
  args: Tree,
  fuses: boolean,
): {result: unknown; made: tf.Tensor[]; trace: Trace} {
  const engine = tf.engine();
  const before = variablesByData(backend);
  const count = tf.memory().numTensors;
  const kept = new Set<tf.Tensor>();
  engine.startScope('compile');
  let recorded: {result: unknown; trace: Trace};
  try {
    recorded = record(backend, fn, args, fuses, before, kept);
  } catch (error) {
    kept.clear();
    throw error;
  } finally {
    engine.endScope([...kept]);
  }
  const change = tf.memory().numTensors - count - kept.size;
  if (recorded.trace.isSettled && change !== 0) {
    for (const tensor of kept) tensor.dispose();
    throw new UntraceableError(
      change > 0
        ? `the function keeps ${change} tensors alive that it does not return (tf.keep); return them, or assign them to a tf.Variable`
        : `the function disposes of ${-change} tensors from outside; dispose of them outside`,
    );
  }
  return {...recorded, made: [...kept]};
}

function record(
  backend: NativeBackend,
  fn: (...args: unknown[]) => unknown,
  args: Tree,
  fuses: boolean,
  before: ReadonlyMap<object, tf.Variable>,
  kept: Set<tf.Tensor>,
): {result: unknown; trace: Trace} {
  const own = args.tensors.map((tensor) => ownTensor(backend, tensor));
  const oldest = own[0]?.id ?? tf.scalar(0).id;
  const indices = new Map<object, number>(own.map(({dataId}, index) => [dataId, index]));
  const classify = (dataId: object): Feed => {
    const index = indices.get(dataId);
    if (index !== undefined) return {kind: 'argument', index};
    const variable = before.get(dataId);
    return variable === undefined ? {kind: 'captured', dataId} : {kind: 'variable', variable};
  };
  const recorder = new Recorder(backend, classify);
  const work = (): {result: unknown; trace: Trace} => {
    const {result, updates} = recordUpdates(backend, recorder, fuses, () =>
      whileTracing(() => fn(...(args.rebuild(own) as unknown[]))),
    );
    if (recorder.refusal !== null) throw recorder.refusal;
    const form = flattenTree(result, 'the result');
    const returned = form.tensors.map((tensor): Returned => {
      if (tensor.id < oldest || tensor instanceof tf.Variable) return {tensor};
      kept.add(tensor);
      return {source: recorder.sourceOf(tensor.dataId)};
    });
    const assigned = [...before].flatMap(([dataId, variable]) => {
      if (variable.isDisposed || (variable.dataId === dataId && recorder.isUntouched(dataId))) return [];
      return [{variable, source: recorder.sourceOf(variable.dataId)}];
    });
    const after = Object.values(tf.engine().registeredVariables);
    const isSettled = after.length === before.size && [...before.values()].every(({isDisposed}) => !isDisposed);
    return {result, trace: {form, returned, assigned, updates, isSettled}};
  };
  try {
    return watched(backend, recorder, work);
  } finally {
    recorder.dispose();
  }
}
