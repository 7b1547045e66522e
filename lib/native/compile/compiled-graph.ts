import type * as tf from '@tensorflow/tfjs';
import {wantedSources} from './compare.ts';
import {buildGraph} from '../graph/build-graph.ts';
import {loadGraph} from '../graph/load-graph.ts';
import {FedNumbers} from './fed-numbers.ts';
import {nativeId} from '../graph/native-backend.ts';
import type {NativeBackend, NativeOutput} from '../graph/native-backend.ts';
import type {Feed} from '../graph/node.ts';
import type {Trace} from './trace.ts';
import {rewrite} from '../rewrites/rewrite.ts';
import {numbersOf, variantOf} from './updates.ts';
import {giveValue} from './variables.ts';

/** A recorded call as a graph in a session of TensorFlow, which runs it in one native call. */
export class CompiledGraph {
  readonly #backend: NativeBackend;
  readonly #trace: Trace;
  readonly #feeds: readonly Feed[];
  readonly #inputNames: string;
  readonly #outputNames: string;
  readonly #session: number;
  readonly #numbers: FedNumbers;

  constructor(backend: NativeBackend, trace: Trace, rewrites: boolean) {
    const recorded = wantedSources(trace);
    const wanted = rewrites ? rewrite(recorded, backend.binding) : recorded;
    const {nodes, feeds, fetches} = buildGraph(backend.binding, wanted);
    this.#backend = backend;
    this.#trace = trace;
    this.#feeds = feeds.map(({feed}) => feed);
    this.#inputNames = feeds.map(({name}) => name).join();
    this.#outputNames = fetches.join();
    this.#numbers = new FedNumbers(backend.binding);
    this.#session = fetches.length === 0 ? -1 : loadGraph(backend.binding, nodes);
  }

  /** Whether the function would do now what was recorded. */
  get isValid(): boolean {
    const {tensorMap} = this.#backend;
    return (
      this.#feeds.every(
        (feed) =>
          (feed.kind !== 'captured' || tensorMap.has(feed.dataId)) &&
          (feed.kind !== 'variable' || !feed.variable.isDisposed),
      ) &&
      this.#trace.returned.every((each) => 'source' in each || !each.tensor.isDisposed) &&
      this.#trace.assigned.every(({variable}) => !variable.isDisposed) &&
      this.#trace.updates.every((update) => variantOf(update) === update.variant)
    );
  }

  /**
   * Runs the graph: reads variables, writes variables, moves the counts of optimizers on, and returns what the function returns.
   *
   * @returns null where the graph cannot do this call; nothing has changed then
   */
  run(args: readonly tf.Tensor[]): {readonly result: unknown} | null {
    const {returned, assigned, updates, form, condition} = this.#trace;
    const numbers = updates.map(numbersOf);
    const ids = this.#feeds.map((feed) => this.#idOf(feed, args, numbers));
    const outputs =
      this.#session < 0
        ? []
        : this.#backend.binding.runSavedModel(this.#session, ids, this.#inputNames, this.#outputNames);
    if (condition !== null && !this.#isFinite(outputs)) return null;
    let next = 0;
    const results = returned.map((each) =>
      'source' in each ? this.#backend.createOutputTensor(outputs[next++]!) : each.tensor,
    );
    for (const {variable} of assigned) giveValue(this.#backend, variable, outputs[next++]!);
    for (const {optimizer} of updates) (optimizer as unknown as {incrementIterations(): void}).incrementIterations();
    return {result: form.rebuild(results)};
  }

  #isFinite(outputs: readonly NativeOutput[]): boolean {
    const {binding} = this.#backend;
    const {id} = outputs.at(-1)!;
    const isFinite = Number.isFinite(binding.tensorDataSync(id)[0]);
    for (const output of isFinite ? [{id}] : outputs) binding.deleteTensor(output.id);
    return isFinite;
  }

  #idOf(feed: Feed, args: readonly tf.Tensor[], numbers: readonly Record<string, number>[]): number {
    switch (feed.kind) {
      case 'argument':
        return nativeId(this.#backend, args[feed.index]!.dataId);
      case 'variable':
        return nativeId(this.#backend, feed.variable.dataId);
      case 'captured':
        return nativeId(this.#backend, feed.dataId);
      default:
        return this.#numbers.idOf(`${feed.update} ${feed.name}`, numbers[feed.update]![feed.name]!);
    }
  }

  /** Frees the session. */
  dispose(): void {
    if (this.#session >= 0) this.#backend.binding.deleteSavedModel(this.#session);
    this.#numbers.dispose();
  }
}
