import type * as tf from '@tensorflow/tfjs';
import {type Binding, type NativeBackend, nativeId, type NativeTensor, nativeTypes} from '../binding.ts';
import {giveValue, type Surroundings, type Trace, type Tree, wantedSources} from '../trace/index.ts';
import {buildGraph, type Feed, loadGraph, markForXla, moveIntoSession, reachable} from '../graph/index.ts';
import {exactRules, rewrite, rules, splitRows, threadsFor, totalCount, xlaRules} from '../optimize/index.ts';
import {sharedParts} from '../start/index.ts';
import type {CompileOptions} from '../../update/index.ts';
import {type GraphNumbers, numbersOf, type RecordedCall} from './recorded-call.ts';
import {SessionValues} from './session-values.ts';

/** Native tensors of numbers that are fed; one that has not changed since the last call is not made again. */
export class FedNumbers {
  readonly #binding: Binding;
  readonly #last = new Map<unknown, {numbers: Float32Array; id: number}>();

  constructor(binding: Binding) {
    this.#binding = binding;
  }

  /** The native id of a float32 scalar under a key, compared by identity; it stays ours. */
  idOf(key: unknown, number: number): number {
    return this.#idOf(key, [], Float32Array.of(number));
  }

  /** The native id of several numbers as one tensor. */
  idOfAll(key: unknown, numbers: Float32Array): number {
    return this.#idOf(key, [numbers.length], numbers);
  }

  #idOf(key: unknown, shape: number[], numbers: Float32Array): number {
    const last = this.#last.get(key);
    if (last !== undefined) {
      if (last.numbers.every((number, i) => Object.is(number, numbers[i]))) return last.id;
      this.#binding.deleteTensor(last.id);
    }
    const id = this.#binding.createTensor(shape, nativeTypes.float32, numbers);
    this.#last.set(key, {numbers, id});
    return id;
  }

  /** Frees the scalars. */
  dispose(): void {
    for (const {id} of this.#last.values()) this.#binding.deleteTensor(id);
    this.#last.clear();
  }
}

/** A recorded call as a graph in a session of TensorFlow, which runs it in one native call. */
export class CompiledGraph implements RecordedCall {
  readonly #backend: NativeBackend;
  readonly trace: Trace;
  readonly #surroundings: Surroundings;
  readonly #feeds: readonly Feed[];
  readonly #inputNames: string;
  readonly #outputNames: string;
  readonly #session: number;
  readonly #numbers: FedNumbers;
  readonly #sessionValues: SessionValues;
  /** The variables whose new values are handed out. */
  readonly #assigned: readonly tf.Variable[];

  constructor(
    backend: NativeBackend,
    trace: Trace,
    surroundings: Surroundings,
    {rewrite: rewrites, xla}: Required<CompileOptions>,
  ) {
    const {binding} = backend;
    const recorded = wantedSources(trace);
    const chosen = rewrites ? (xla ? xlaRules : rules) : exactRules;
    const optimized = rewrite(recorded, backend, Object.values(chosen));
    const rewritten = rewrites && !xla ? splitRows(optimized, binding, sharedParts()) : optimized;
    const first = trace.returned.filter((each) => 'source' in each).length;
    const assigned = trace.assigned.map(({variable}, i) => ({variable, output: first + i}));
    const {wanted, moved, updated} = moveIntoSession(rewritten, assigned, binding);
    const inSession = new Set(moved.map(({output}) => output));
    const handedOut = wanted.filter((_, i) => !inSession.has(i));
    const results = moved.length === 0 ? handedOut : [...handedOut, updated];
    const extra = moved.flatMap(({done, peek}) => [done, peek]);
    const threads = threadsFor(totalCount(reachable(results)), sharedParts());
    const {nodes, feeds, fetches} = buildGraph(binding, [...results, ...extra], {isExact: !rewrites, threads});
    const inputs = feeds.filter(({feed}) => feed.kind !== 'session');
    this.#backend = backend;
    this.trace = trace;
    this.#surroundings = surroundings;
    this.#feeds = inputs.map(({feed}) => feed);
    this.#inputNames = inputs.map(({name}) => name).join();
    this.#outputNames = fetches.slice(0, results.length).join();
    this.#numbers = new FedNumbers(binding);
    this.#session = fetches.length === 0 ? -1 : loadGraph(binding, xla ? markForXla(nodes, 'compile') : nodes);
    const names = moved.map(({variable}, i) => ({
      variable,
      value: feeds.find(({feed}) => feed.kind === 'session' && feed.index === i)!.name,
      done: fetches[results.length + 2 * i]!,
      peek: fetches[results.length + 2 * i + 1]!,
    }));
    this.#sessionValues = new SessionValues(backend, this.#session, names);
    const movedVariables = new Set(moved.map(({variable}) => variable));
    this.#assigned = trace.assigned.flatMap(({variable}) => (movedVariables.has(variable) ? [] : [variable]));
  }

  get isOver(): boolean {
    return this.#surroundings.isGone;
  }

  next(): GraphNumbers | null {
    return numbersOf(this.trace, this.#surroundings);
  }

  run({tensors}: Tree, numbers: GraphNumbers): unknown {
    const {returned, updates, form} = this.trace;
    // First, because it makes native tensors of what others hold.
    this.#sessionValues.prepare(new Set(tensors.map(({dataId}) => dataId)));
    const ids = this.#feeds.map((feed) => this.#idOf(feed, tensors, numbers));
    const outputs = this.#outputs(ids);
    let next = 0;
    const results = returned.map((each) =>
      'source' in each ? this.#backend.createOutputTensor(outputs[next++]!) : each.tensor,
    );
    this.#sessionValues.finish();
    for (const variable of this.#assigned) giveValue(this.#backend, variable, outputs[next++]!);
    for (const {declaration, isCounted} of updates) if (isCounted) declaration.advance();
    // The last one says that variables in the session have been updated.
    const last = outputs[next];
    if (last !== undefined) this.#backend.binding.deleteTensor(last.id);
    return form.rebuild(results);
  }

  #outputs(ids: number[]): NativeTensor[] {
    if (this.#session < 0) return [];
    return this.#backend.binding.runSavedModel(this.#session, ids, this.#inputNames, this.#outputNames);
  }

  #idOf(feed: Feed, args: readonly tf.Tensor[], numbers: GraphNumbers): number {
    switch (feed.kind) {
      case 'argument':
        return nativeId(this.#backend, args[feed.index]!.dataId);
      case 'variable':
        return nativeId(this.#backend, feed.variable.dataId);
      case 'captured':
        return nativeId(this.#backend, feed.dataId);
      case 'session':
        throw new Error('internal: a value of the session is no input');
      case 'number':
        return this.#numbers.idOf(feed, numbers[feed.update]!(feed.name));
      default: {
        const numberOf = numbers[feed.update]!;
        const all = Float32Array.from(feed.names, (name) => (typeof name === 'number' ? name : numberOf(name)));
        return this.#numbers.idOfAll(feed, all);
      }
    }
  }

  /** Frees the session. */
  dispose(): void {
    this.#sessionValues.dispose();
    if (this.#session >= 0) this.#backend.binding.deleteSavedModel(this.#session);
    this.#numbers.dispose();
  }
}
